package io.jenkins.plugins.msstore.bulk.journal;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterNames;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
import io.jenkins.plugins.msstore.client.model.StoreTenant;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import io.jenkins.plugins.msstore.util.LineLog;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Write-ahead log of a bulk operation: its request, the users whose request may have been sent, and the outcome of each user.
 * It is a file beside the roster. Facts are written here before any other part of the plugin shows them, so that after a
 * crash it is known which users are resolved, whose request may have been sent, and which were not attempted.
 *
 * <p>Each line is one fact with a checksum, see {@link JournalLine}:
 *
 * <pre>
 * {"line":"begin","tenant":{…},…}                       once, when the roster is complete
 * {"line":"sent","first":25,"end":50}                   the entries from number 25 to number 49 may have been sent
 * {"line":"resolved","number":17,"outcome":{…}}         the user of the entry with number 17 has an outcome
 * {"line":"resumed","at":1700000000000}                 another process resumed the operation
 * {"line":"end","interrupted":false}                    every user has an outcome
 * {"line":"archived","at":1700000000000}                the report was archived
 * </pre>
 */
public final class BulkJournal implements Closeable {

    private static final String FILE = "journal";

    private static final String ROSTER = "users";

    /** Bounds the outcomes that are collected before they are written. */
    private static final int MAX_UNWRITTEN = 1000;

    private final Path folder;
    private final LineLog<JournalLine> lines;
    private final JournalState state;
    private final boolean reopened;
    private final Optional<DamagedLineException> damage;
    private final List<ResolvedUser> unwritten = new ArrayList<>();
    private final List<Consumer<UserOutcome>> followers = new ArrayList<>();
    private final AtomicBoolean forcing = new AtomicBoolean();
    private boolean handedOver;

    /** Receives the outcome of a user. */
    @FunctionalInterface
    public interface OutcomeReader {
        void outcome(UserOutcome outcome) throws IOException;
    }

    private BulkJournal(
            Path folder,
            LineLog<JournalLine> lines,
            JournalState state,
            boolean reopened,
            Optional<DamagedLineException> damage) {
        this.folder = folder;
        this.lines = lines;
        this.state = state;
        this.reopened = reopened;
        this.damage = damage;
    }

    /** The file of the journal of an operation. */
    public static Path file(Path folder) {
        return folder.resolve(FILE);
    }

    /** The file for the roster of an operation. */
    public static Path rosterFile(Path folder) {
        return folder.resolve(ROSTER);
    }

    /**
     * Creates the journal of a new operation.
     *
     * @param folder the folder of the journal; already holds the roster
     * @param tenant the tenant in which the operation works; null if it is not known
     * @param reportName the name of the report
     * @param resultLimit the maximum number of seats, and of failures, in the summary
     */
    public static BulkJournal begin(
            Path folder,
            @CheckForNull StoreTenant tenant,
            BulkRequest request,
            Roster roster,
            String reportName,
            int resultLimit)
            throws IOException {
        return begin(folder, tenant, request, new RosterNames(roster), reportName, resultLimit);
    }

    /**
     * As {@link #begin(Path, StoreTenant, BulkRequest, Roster, String, int)}, for a roster that may be damaged.
     *
     * @param names the names in the roster
     */
    public static BulkJournal begin(
            Path folder,
            @CheckForNull StoreTenant tenant,
            BulkRequest request,
            RosterNames names,
            String reportName,
            int resultLimit)
            throws IOException {
        JournalHeader header =
                JournalHeader.of(tenant, request, names.roster(), reportName, resultLimit, System.currentTimeMillis());
        LineLog<JournalLine> lines = LineLog.create(file(folder), JournalLine.FORMAT, header);
        return new BulkJournal(folder, lines, new JournalState(header, names), false, Optional.empty());
    }

    /**
     * Opens the journal of a folder.
     *
     * @return the journal, which may be {@linkplain #damage() damaged}; empty if no operation began in the folder, so that
     *     nothing was sent
     * @throws DamagedLineException if the first line is damaged or missing: then nothing is known of the operation
     */
    public static Optional<BulkJournal> find(Path folder) throws IOException {
        Path file = file(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        LineLog<JournalLine> lines = LineLog.open(file, JournalLine.FORMAT);
        try {
            JournalReplay read = JournalReplay.of(file, rosterFile(folder));
            return Optional.of(new BulkJournal(folder, lines, read.state(), true, read.damage()));
        } catch (IOException e) {
            lines.close();
            throw e;
        }
    }

    /** The request of the operation. */
    public BulkRequest request() {
        return state.request();
    }

    /** The name of the report. */
    public String reportName() {
        return state.reportName();
    }

    /** The users of the operation. */
    public Roster roster() {
        return state.roster();
    }

    /** Whether the operation ended; then every user has an outcome. */
    public boolean isEnded() {
        return state.isEnded();
    }

    /** Whether the report was archived. */
    public boolean isArchived() {
        return state.isArchived();
    }

    /** The result so far. */
    public BulkSummary summary() {
        return state.summary();
    }

    /**
     * The damage of the journal or its roster, as one line; empty if there is none. An operation with a damaged journal must
     * not be resumed: the lost lines may be about users that were served. {@link #abandon} ends it.
     */
    public Optional<String> damage() {
        return damage.or(() -> state.names().damage()).map(Throwable::getMessage);
    }

    /**
     * The reason why the operation must not continue, as one line: its {@linkplain #damage() damage}, or it began in another
     * tenant. Empty if it may. {@link #abandon} ends it.
     *
     * @param present the tenant of the client that would continue it
     */
    public Optional<String> obstacle(StoreTenant present) {
        return damage().or(() -> StoreTenant.change(state.tenant(), present));
    }

    /** The state after the last line. */
    public JournalState state() {
        return state;
    }

    /** Notes that the operation is resumed, if this process did not create the journal. */
    public synchronized void begun() throws IOException {
        if (reopened) {
            write(new JournalLine.Resumed(System.currentTimeMillis()));
        }
    }

    /** Leaves the file as it is for another process: nothing is written any more, and nothing may be sent. */
    public synchronized void handOver() {
        handedOver = true;
    }

    /** Whether the operation was handed over. */
    public synchronized boolean isHandedOver() {
        return handedOver;
    }

    /**
     * Notes that entries may have been sent, before they are.
     *
     * @param first the number of the first entry
     * @param end the number after that of the last entry
     * @return whether they may be sent: not if the operation was handed over or has ended
     */
    public synchronized boolean sending(int first, int end) throws IOException {
        if (handedOver || isEnded()) {
            return false;
        }
        JournalLine.Sent range = new JournalLine.Sent(first, end);
        if (!state.isSent(range)) {
            write(range);
        }
        return true;
    }

    /** Resolves a user. The outcome is written with the next {@link #flush()} at the latest. */
    public synchronized void resolve(ResolvedUser user) {
        unwritten.add(user);
        if (unwritten.size() >= MAX_UNWRITTEN) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Writes the collected outcomes, and passes them on to the {@linkplain #follow followers}. */
    public void flush() throws IOException {
        List<ResolvedUser> written;
        List<Consumer<UserOutcome>> receivers;
        synchronized (this) {
            if (unwritten.isEmpty() || handedOver) {
                return;
            }
            write(unwritten);
            written = List.copyOf(unwritten);
            unwritten.clear();
            // a follower that comes later reads these outcomes from the file
            receivers = List.copyOf(followers);
        }
        // without the lock, for which requests wait that are about to be sent
        written.forEach(user -> receivers.forEach(follower -> follower.accept(user.outcome())));
    }

    /**
     * Notes that every user has an outcome.
     *
     * @param error the failure that ended the operation early, as one line without names; null if none did
     * @return whether that is noted: not if the operation was handed over
     */
    public synchronized boolean end(String error, boolean interrupted) throws IOException {
        flush();
        write(new JournalLine.End(error, interrupted));
        lines.force();
        return !handedOver;
    }

    /** Notes that the report of the ended operation was archived. */
    public synchronized void archived() throws IOException {
        write(new JournalLine.Archived(System.currentTimeMillis()));
    }

    /**
     * Ends an operation that no process resumes: resolves the remaining users. Their outcome is unknown if a request may have
     * been sent, or if the journal is damaged, because the lost line may have said so; otherwise they were not attempted.
     *
     * @param reason the reason why the operation is not resumed, as one line without names
     */
    public synchronized BulkSummary abandon(String reason) throws IOException {
        BitSet open = state.open();
        BitSet sent = state.sent();
        if (damage.isPresent() && !request().dryRun()) {
            sent.set(0, roster().requested());
        }
        try (RosterReader users = roster().open()) {
            for (RosterEntry entry; (entry = users.nextReadable()) != null; ) {
                if (open.get(entry.number())) {
                    open.clear(entry.number());
                    resolve(new ResolvedUser(entry, UserOutcome.abandoned(entry, sent.get(entry.number()), reason)));
                }
            }
        }
        for (int number = open.nextSetBit(0); number >= 0; number = open.nextSetBit(number + 1)) {
            String name = "entry " + number + " (damaged)";
            resolve(new ResolvedUser(number, UserOutcome.abandoned(name, sent.get(number), reason)));
        }
        end(reason, false);
        return summary();
    }

    /**
     * Reads all outcomes in the order in which they became known.
     *
     * @throws DamagedLineException if the journal was damaged after it was opened
     */
    public void read(OutcomeReader reader) throws IOException {
        Optional<DamagedLineException> found =
                JournalReplay.of(file(folder), state.names(), reader).damage();
        if (damage.isEmpty() && found.isPresent()) {
            throw found.get();
        }
    }

    /**
     * Passes on all outcomes so far, and from now on each outcome when it is written.
     *
     * @param follower is called by the thread that resolves or flushes
     * @throws DamagedLineException if the journal was damaged after it was opened
     */
    public synchronized void follow(Consumer<UserOutcome> follower) throws IOException {
        read(follower::accept);
        followers.add(follower);
    }

    /** Forces written lines to the disk. Returns at once if another thread is doing so. */
    public void force() throws IOException {
        if (forcing.compareAndSet(false, true)) {
            try {
                lines.force();
            } finally {
                forcing.set(false);
            }
        }
    }

    private void write(JournalLine line) throws IOException {
        write(List.of(line));
    }

    private synchronized void write(List<? extends JournalLine> facts) throws IOException {
        if (handedOver) {
            return;
        }
        for (JournalLine fact : facts) {
            state.problem(fact).ifPresent(problem -> {
                throw new IllegalStateException("a line of the journal " + problem);
            });
        }
        lines.append(facts);
        facts.forEach(state::apply);
    }

    /** Waits for a line that is being written: the descriptor of a closed file may become that of another one. */
    @Override
    public synchronized void close() throws IOException {
        lines.close();
    }
}
