package io.jenkins.plugins.msstore.sync;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterNames;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.StoreTenant;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import io.jenkins.plugins.msstore.util.LineLog;
import io.jenkins.plugins.msstore.util.LineReader;
import io.jenkins.plugins.msstore.util.UnusableFileException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Write-ahead log of a sync: its request, its plan, its end. What is sent, and what became of each user, is in the journals of
 * its two bulk operations.
 *
 * <pre>
 * {"line":"begin","tenant":{…},…}                       once, when the list of users is complete
 * {"line":"planned","plan":{…}}                         once, when the files of the plan are complete
 * {"line":"resumed","at":1700000000000}                 another process resumed the operation
 * {"line":"end","interrupted":false}                    both bulk operations ended, or nothing is sent
 * {"line":"archived","at":1700000000000}                the report was archived
 * </pre>
 *
 * <p>Nothing is sent before the line {@code planned}, and no plan is made after it: so the plan is kept by all processes that
 * resume the operation.
 */
public final class SyncJournal implements Closeable {

    private static final List<SyncChange> CHANGES = List.of(SyncChange.ADD, SyncChange.REMOVE);

    private final SyncFolder folder;
    private final LineLog<SyncLine> lines;
    private final SyncLine.Begin header;
    private final SyncRequest request;
    private final Map<SyncChange, BulkJournal> phases = new EnumMap<>(SyncChange.class);
    private boolean isReopened;
    private volatile SyncLine.Planned planned;
    private int resumptions;
    private SyncLine.End end;
    private boolean isArchived;
    private String damage;
    /** What the file of unchanged users had when the journal was opened again; null without a plan, and for a new journal. */
    private volatile UnchangedUsers.Counts readable;

    private volatile boolean isHandedOver;

    private SyncJournal(SyncFolder folder, LineLog<SyncLine> lines, SyncLine.Begin header) {
        this.folder = folder;
        this.lines = lines;
        this.header = header;
        this.request = header.request();
    }

    /** The file for the list of users of a sync. */
    public static Path listFile(Path folder) {
        return new SyncFolder(folder).listed();
    }

    /**
     * Creates the journal of a new sync.
     *
     * @param folder the folder of the journal; already holds the list of users
     * @param tenant the tenant in which the operation works; null if it is not known
     * @param reportName the name of the report
     * @param resultLimit the maximum number of failures in the summary
     */
    public static SyncJournal begin(
            Path folder,
            @CheckForNull StoreTenant tenant,
            SyncRequest request,
            Roster listed,
            String reportName,
            int resultLimit)
            throws IOException {
        SyncFolder files = new SyncFolder(folder);
        SyncLine.Begin header =
                SyncLine.Begin.of(tenant, request, listed, reportName, resultLimit, System.currentTimeMillis());
        return new SyncJournal(files, LineLog.create(files.journal(), SyncLine.FORMAT, header), header);
    }

    /**
     * Opens the journal of a folder.
     *
     * @return empty if no sync began in the folder. See {@link #damage()} for a damaged journal
     * @throws DamagedLineException if the first line is damaged or missing, of this journal or of that of a bulk operation
     * @throws UnusableFileException if this journal or that of a bulk operation cannot be opened, or is missing though the other
     *     files show that it was there
     */
    public static Optional<SyncJournal> find(Path folder) throws IOException {
        SyncFolder files = new SyncFolder(folder);
        if (!Files.exists(files.journal())) {
            if (files.hasSeats()) {
                throw missing(files.journal());
            }
            return Optional.empty();
        }
        LineLog<SyncLine> lines = LineLog.open(files.journal(), SyncLine.FORMAT);
        SyncJournal journal = null;
        try (LineReader<SyncLine> reader = new LineReader<>(files.journal(), SyncLine.FORMAT)) {
            if (!(reader.first() instanceof SyncLine.Begin header)) {
                throw reader.damaged("is not the beginning of an operation");
            }
            journal = new SyncJournal(files, lines, header);
            journal.replay(reader);
            return Optional.of(journal);
        } catch (IOException e) {
            if (journal == null) {
                lines.close();
            } else {
                journal.close();
            }
            throw e;
        }
    }

    private synchronized void replay(LineReader<SyncLine> reader) throws IOException {
        isReopened = true;
        for (boolean more = true; more; ) {
            try {
                SyncLine line = reader.next();
                more = line != null;
                if (more && !isValid(line)) {
                    throw reader.damaged("is not valid there");
                }
                if (more) {
                    apply(line);
                }
            } catch (DamagedLineException e) {
                noteDamage(e.getMessage());
            }
        }
        if (planned != null) {
            readable = readUnchanged(entry -> {});
            readable.damage().ifPresent(problem -> noteDamage(problem.getMessage()));
        }
        for (SyncChange change : CHANGES) {
            Optional<BulkJournal> found = BulkJournal.find(folder.of(change));
            found.ifPresent(phase -> phases.put(change, phase));
        }
        if (isExecuted()) {
            SyncChange second = planned.plan().order().get(1);
            if (end != null || phases.containsKey(second)) {
                checkEnded(planned.plan().order().get(0));
            }
            if (end != null) {
                checkEnded(second);
            }
        }
    }

    /** Checks the journal of a bulk operation that had ended. */
    private void checkEnded(SyncChange change) throws IOException {
        BulkJournal phase = phases.get(change);
        if (phase == null) {
            throw missing(BulkJournal.file(folder.of(change)));
        }
        if (!phase.isEnded()) {
            noteDamage(phase.damage().orElse(SyncFolder.name(change) + "/journal is damaged: it lacks its end"));
        }
    }

    private static UnusableFileException missing(Path file) {
        return new UnusableFileException(file, new NoSuchFileException(file.toString()));
    }

    private void noteDamage(String problem) {
        damage = damage == null ? problem : damage;
    }

    private boolean isValid(SyncLine line) {
        if (line instanceof SyncLine.Archived) {
            return end != null;
        }
        return end == null
                && !(line instanceof SyncLine.Begin)
                && !(line instanceof SyncLine.Planned && planned != null);
    }

    private void apply(SyncLine line) {
        if (line instanceof SyncLine.Planned made) {
            planned = made;
        } else if (line instanceof SyncLine.Resumed) {
            resumptions++;
        } else if (line instanceof SyncLine.End how) {
            end = how;
        } else if (line instanceof SyncLine.Archived) {
            isArchived = true;
        }
    }

    private void write(SyncLine line) throws IOException {
        if (isHandedOver) {
            return;
        }
        if (!isValid(line)) {
            throw new IllegalStateException("a line of the journal is not valid there: " + line);
        }
        lines.append(line);
        lines.force();
        apply(line);
    }

    /** The request of the sync. */
    public SyncRequest request() {
        return request;
    }

    /** The name of the report. */
    public String reportName() {
        return header.reportName();
    }

    /** The users that shall have a seat. */
    public Roster listed() {
        return header.listed(folder.listed());
    }

    /** When the sync first began, in milliseconds since 1970. */
    public long startedAt() {
        return header.startedAt();
    }

    SyncFolder folder() {
        return folder;
    }

    /** The plan; empty until it is made. */
    public Optional<SyncPlan> plan() {
        return Optional.ofNullable(planned).map(SyncLine.Planned::plan);
    }

    /** Why nothing of the plan may be sent; empty if it is executed, and in a dry run. */
    Optional<String> problem() {
        return Optional.ofNullable(planned).map(SyncLine.Planned::problem);
    }

    /** Whether the sync ended, and nothing of its end is lost. */
    public synchronized boolean isEnded() {
        return end != null && damage == null;
    }

    /** Whether the report was archived. */
    public synchronized boolean isArchived() {
        return isArchived;
    }

    /**
     * The damage of the journal or of the file of unchanged users, and of an ended sync that of a bulk operation, as one line;
     * empty if there is none. A sync with a damaged journal must not be resumed, for the lost line may be its plan. {@link
     * #abandon} ends it.
     */
    public synchronized Optional<String> damage() {
        return Optional.ofNullable(damage);
    }

    /**
     * The reason why the sync must not continue, as one line: its {@linkplain #damage() damage}, or it began in another
     * tenant. Empty if it may. {@link #abandon} ends it.
     *
     * @param present the tenant of the client that would continue it
     */
    Optional<String> obstacle(StoreTenant present) {
        return damage().or(() -> StoreTenant.change(header.tenant(), present));
    }

    /** Notes that the sync is resumed, if this process did not create the journal. */
    synchronized void begun() throws IOException {
        if (isReopened) {
            write(new SyncLine.Resumed(System.currentTimeMillis()));
        }
    }

    /** Leaves the files as they are for another process: nothing is written any more, and nothing may be sent. */
    synchronized void handOver() {
        isHandedOver = true;
        phases.values().forEach(BulkJournal::handOver);
    }

    boolean isHandedOver() {
        return isHandedOver;
    }

    /**
     * Notes that the files of the plan are complete.
     *
     * @param problem why nothing of it may be sent, as one line without names; empty if it is executed, and in a dry run
     */
    synchronized void planned(SyncPlan plan, Optional<String> problem) throws IOException {
        write(new SyncLine.Planned(plan, problem.orElse(null)));
    }

    /** The journal of the bulk operation that makes a change of the plan; created if nothing of it was sent yet. */
    synchronized BulkJournal phase(SyncChange change) throws IOException {
        BulkJournal phase = phases.get(change);
        if (phase == null && isHandedOver) {
            // the files belong to the next process
            throw new CancellationException();
        }
        if (phase == null) {
            int users = change == SyncChange.ADD
                    ? planned.plan().toAdd()
                    : planned.plan().toRemove();
            Roster roster = new Roster(folder.users(change), users, users, 0);
            phase = BulkJournal.begin(
                    folder.of(change),
                    header.tenant(),
                    request(change),
                    isReopened ? RosterNames.of(roster) : new RosterNames(roster),
                    header.reportName(),
                    header.resultLimit());
            phases.put(change, phase);
        }
        return phase;
    }

    /** What others did meanwhile is no failure, so a user is read back who is rejected. */
    private BulkRequest request(SyncChange change) {
        return new BulkRequest(
                request.product(),
                change == SyncChange.ADD ? SeatAction.ASSIGN : SeatAction.RECLAIM,
                BulkSeats.MAX_USERS,
                false,
                true,
                true);
    }

    /**
     * Notes that the sync ended.
     *
     * @param error what ended it early, as one line without names; null if nothing did
     * @return whether that is noted: not if the sync was handed over
     */
    synchronized boolean end(String error, boolean interrupted) throws IOException {
        write(new SyncLine.End(error, interrupted));
        return !isHandedOver;
    }

    /** Notes that the report was archived. */
    public synchronized void archived() throws IOException {
        write(new SyncLine.Archived(System.currentTimeMillis()));
    }

    /**
     * Ends the bulk operations that did not end: what was not sent is not attempted, what may have been sent is unknown.
     *
     * @param reason why they are not resumed, as one line without names
     */
    synchronized void abandonPhases(String reason) throws IOException {
        for (SyncChange change : plan().map(SyncPlan::order).orElse(CHANGES)) {
            BulkJournal phase = isExecuted() ? phase(change) : phases.get(change);
            if (phase != null && !phase.isEnded()) {
                phase.abandon(phase.damage().orElse(reason));
            }
        }
    }

    private boolean isExecuted() {
        return planned != null && planned.problem() == null && !request.dryRun();
    }

    /**
     * Ends a sync that no process resumes, or whose end was damaged.
     *
     * @param reason why it is not resumed, as one line without names
     */
    public synchronized SyncSummary abandon(String reason) throws IOException {
        abandonPhases(reason);
        if (end == null) {
            end(problem().orElse(reason), false);
        }
        return summary();
    }

    /** The result so far. */
    public synchronized SyncSummary summary() throws IOException {
        Map<SyncChange, BulkSummary> results = new EnumMap<>(SyncChange.class);
        phases.forEach((change, phase) -> results.put(change, phase.summary()));
        boolean isLost = readable != null && readable.lost() > 0;
        int invalid = isLost ? readable.invalid() : header.requested() - header.valid();
        List<SyncSummary.ChangedUser> failures =
                SyncSummary.failures(results, invalid == 0 ? List.of() : firstInvalid(), header.resultLimit());
        int failed = results.values().stream()
                .mapToInt(phase -> phase.failed() + phase.unknown())
                .sum();
        return new SyncSummary(
                request,
                header.requested(),
                invalid,
                header.duplicates(),
                isLost ? plan().map(plan -> plan.withReadable(readable)) : plan(),
                isLost ? readable.lost() : 0,
                results,
                failures,
                failed + invalid > failures.size(),
                Duration.ofMillis(Math.max(0, System.currentTimeMillis() - header.startedAt())),
                resumptions,
                endedBy(),
                end != null && end.interrupted());
    }

    private List<UserOutcome> firstInvalid() throws IOException {
        List<UserOutcome> invalid = new ArrayList<>();
        try (RosterReader entries = listed().open()) {
            for (RosterEntry entry;
                    invalid.size() < header.resultLimit() && (entry = entries.nextReadable()) != null; ) {
                if (!entry.isValid()) {
                    invalid.add(UserOutcome.invalid(entry.invalid()));
                }
            }
        }
        return invalid;
    }

    /** What ended the sync early, and the damage that was found afterwards. */
    private synchronized Optional<String> endedBy() {
        Optional<String> error = Optional.ofNullable(end).map(SyncLine.End::error);
        return Stream.concat(error.stream(), damage().stream())
                .distinct()
                .reduce((first, second) -> first + "; " + second);
    }

    /** Receives a row of the report. */
    @FunctionalInterface
    public interface ChangeReader {
        void row(SyncChange change, UserOutcome outcome) throws IOException;
    }

    /**
     * Reads all rows of the report: one for each entry of the list, and one for each removal.
     *
     * @throws DamagedLineException if the journal of a bulk operation, or the file of unchanged users, was damaged after it
     *     was opened
     */
    public void read(ChangeReader rows) throws IOException {
        Map<SyncChange, BulkJournal> begun = new EnumMap<>(SyncChange.class);
        synchronized (this) {
            begun.putAll(phases);
        }
        boolean isPlanned = plan().isPresent();
        if (!isPlanned && begun.isEmpty()) {
            readUnplanned(rows);
            return;
        }
        UnchangedUsers.Counts read = readUnchanged(user -> rows.row(SyncChange.NONE, user));
        if (read.lost() != (readable == null ? 0 : readable.lost())) {
            throw read.damage().orElseThrow();
        }
        for (SyncChange change : CHANGES) {
            BulkJournal phase = begun.get(change);
            if (phase != null) {
                phase.read(user -> rows.row(change, user));
            } else if (isPlanned) {
                readPlanned(change, rows);
            }
        }
    }

    private UnchangedUsers.Counts readUnchanged(BulkJournal.OutcomeReader reader) throws IOException {
        int entries = plan().map(SyncPlan::withoutChange).orElse(0);
        return UnchangedUsers.read(folder.unchanged(), entries, reader);
    }

    /** What no plan says anything of. */
    private void readUnplanned(ChangeReader rows) throws IOException {
        String reason = endedBy().orElse("interrupted");
        try (RosterReader entries = listed().open()) {
            for (RosterEntry entry; (entry = entries.nextReadable()) != null; ) {
                rows.row(SyncChange.NONE, UserOutcome.abandoned(entry, false, reason));
            }
        }
    }

    private void readPlanned(SyncChange change, ChangeReader rows) throws IOException {
        String reason = request.dryRun() ? "dry run" : "the plan was not executed";
        try (RosterReader entries = new Roster(folder.users(change), 0, 0, 0).open()) {
            for (RosterEntry entry; (entry = entries.next()) != null; ) {
                rows.row(change, UserOutcome.abandoned(entry, false, reason));
            }
        }
    }

    /** Forces what was written to the disk. */
    public void force() throws IOException {
        List<BulkJournal> underWay;
        synchronized (this) {
            underWay =
                    phases.values().stream().filter(phase -> !phase.isEnded()).toList();
        }
        for (BulkJournal phase : underWay) {
            phase.force();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (lines) {
            for (BulkJournal phase : phases.values()) {
                phase.close();
            }
        }
    }
}
