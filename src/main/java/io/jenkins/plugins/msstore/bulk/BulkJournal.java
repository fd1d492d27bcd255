package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterNames;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
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

/**
 * The journal of a bulk run, which is the truth about it: what it is to do, for whom a request may have been sent, and what
 * became of each user. It lies in a folder, beside the roster, and is written before anything it says can be believed
 * elsewhere: so it is known at any time, after whatever end, who is resolved, whose request may have been under way, and
 * who was not reached.
 *
 * <p>A line a fact, see {@link JournalLine}; each proves itself by a checksum:
 *
 * <pre>
 * {"line":"begin","action":"assign",…}                  once, when the roster is complete
 * {"line":"sent","first":25,"end":50}                   the entries from number 25 to number 49 may have been sent
 * {"line":"resolved","number":17,"outcome":{…}}         the user of the entry with number 17 has an outcome
 * {"line":"resumed","at":1700000000000}                 another process goes on
 * {"line":"end","interrupted":false}                    every user has an outcome
 * {"line":"archived","at":1700000000000}                the report lies among the artifacts
 * </pre>
 */
public final class BulkJournal implements Closeable {

    private static final String FILE = "journal";

    private static final String ROSTER = "users";

    /** So many outcomes are kept at most before they are written. */
    private static final int MAX_UNWRITTEN = 1000;

    private final Path folder;
    private final LineLog<JournalLine> lines;
    private final JournalState state;
    private final boolean reopened;
    private final Optional<DamagedLineException> damage;
    private final List<ResolvedUser> unwritten = new ArrayList<>();
    private final AtomicBoolean forcing = new AtomicBoolean();

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

    /** Where the roster of a run is to be written. */
    public static Path rosterFile(Path folder) {
        return folder.resolve(ROSTER);
    }

    /**
     * Begins the journal of a run.
     *
     * @param folder where it lies; its roster lies there already
     * @param reportName what the run's report is called
     * @param resultLimit how many seats, and how many failures, the summary may hold
     */
    public static BulkJournal begin(Path folder, BulkRequest request, Roster roster, String reportName, int resultLimit)
            throws IOException {
        // one of a process that ended before it had written a line holds nothing
        Files.deleteIfExists(folder.resolve(FILE));
        LineLog<JournalLine> lines = LineLog.open(folder.resolve(FILE), JournalLine.FORMAT);
        try {
            JournalHeader header =
                    JournalHeader.of(request, roster, reportName, resultLimit, System.currentTimeMillis());
            lines.append(header);
            lines.force();
            return new BulkJournal(
                    folder, lines, new JournalState(header, new RosterNames(roster)), false, Optional.empty());
        } catch (IOException e) {
            lines.close();
            throw e;
        }
    }

    /**
     * The journal of a run that began in a folder, whatever became of it.
     *
     * @return empty where none began there: then nothing was sent. Where it is damaged, {@link #damage()} says so
     * @throws DamagedLineException where not even the first line is as it was written
     */
    public static Optional<BulkJournal> find(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        LineLog<JournalLine> lines = LineLog.open(file, JournalLine.FORMAT);
        try {
            Optional<JournalReplay> replay = JournalReplay.of(file, rosterFile(folder));
            if (replay.isEmpty()) {
                lines.close();
            }
            return replay.map(read -> new BulkJournal(folder, lines, read.state(), true, read.damage()));
        } catch (IOException e) {
            lines.close();
            throw e;
        }
    }

    /** What the run is to do. */
    public BulkRequest request() {
        return state.request();
    }

    /** What the run's report is called. */
    public String reportName() {
        return state.reportName();
    }

    /** The users of the run. */
    public Roster roster() {
        return state.roster();
    }

    /** Whether every user has an outcome, and the run is over. */
    public boolean isEnded() {
        return state.isEnded();
    }

    /** Whether the report of the run, which is over, was archived. */
    public boolean isArchived() {
        return state.isArchived();
    }

    /** What the run came to, as far as it is. */
    public BulkSummary summary() {
        return state.summary();
    }

    /**
     * What is wrong with the journal or its roster, as one line; empty where nothing is. A run whose journal is damaged must
     * not go on: users may have been served of whom the journal says nothing any more. {@link #abandon} ends it.
     */
    public Optional<String> damage() {
        return damage.or(() -> state.names().damage()).map(Throwable::getMessage);
    }

    /** What the lines say so far. */
    JournalState state() {
        return state;
    }

    /** Notes that a process begins to work, where it is not the first one. */
    synchronized void begun() throws IOException {
        if (reopened) {
            write(new JournalLine.Resumed(System.currentTimeMillis()));
        }
    }

    /**
     * Notes that entries may have been sent, before they are.
     *
     * @param first the number of the first one
     * @param end the number after that of the last one
     */
    synchronized void sending(int first, int end) throws IOException {
        JournalLine.Sent range = new JournalLine.Sent(first, end);
        if (!state.isSent(range)) {
            write(range);
        }
    }

    /** Takes the outcome of a user; it is written with the next {@link #flush()} at the latest. */
    synchronized void resolve(ResolvedUser user) {
        unwritten.add(user);
        if (unwritten.size() >= MAX_UNWRITTEN) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Writes the outcomes that were taken. */
    synchronized void flush() throws IOException {
        if (!unwritten.isEmpty()) {
            write(unwritten);
            unwritten.clear();
        }
    }

    /**
     * Notes that every user has an outcome.
     *
     * @param error what ended the run early, as one line without names; null where nothing did
     */
    synchronized void end(String error, boolean interrupted) throws IOException {
        flush();
        write(new JournalLine.End(error, interrupted));
        lines.force();
    }

    /** Notes that the report of the run, which is over, was archived. */
    public synchronized void archived() throws IOException {
        write(new JournalLine.Archived(System.currentTimeMillis()));
    }

    /**
     * Ends a run that no process goes on with: users who are not resolved get the outcome that is known. It is unknown where
     * a request may have been sent, and where the journal is damaged: the line that is lost may have said so.
     *
     * @param reason why the run did not go on, as one line without names
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
     * @throws DamagedLineException where the journal was damaged since it was opened
     */
    void read(JournalReplay.OutcomeReader reader) throws IOException {
        Optional<DamagedLineException> found =
                JournalReplay.of(folder.resolve(FILE), state.names(), reader).damage();
        if (damage.isEmpty() && found.isPresent()) {
            throw found.get();
        }
    }

    /** Makes what was written outlive the machine too. One thread at a time: another comes back at once. */
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
        for (JournalLine fact : facts) {
            state.problem(fact).ifPresent(problem -> {
                throw new IllegalStateException("a line of the journal " + problem);
            });
        }
        lines.append(facts);
        facts.forEach(state::apply);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
