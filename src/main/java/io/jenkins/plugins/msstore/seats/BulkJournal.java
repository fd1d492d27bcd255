package io.jenkins.plugins.msstore.seats;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.msstore.seats.roster.Roster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The journal of a bulk run, which is the truth about it: what it is to do, whom it may have sent, and what became of
 * each user. It lies in a folder, beside the roster, and is written before anything it says can be believed elsewhere: so
 * whoever opens it again, after whatever end, knows who is settled, for whom a call may have been under way, and who was
 * not reached.
 *
 * <p>A line a fact, a word and its value:
 *
 * <pre>
 * begin {"version":2,"action":"assign",…}      once, when the roster is complete
 * sent 25 50                                   the entries from number 25 to number 49 may have been sent
 * done 17 {"userName":…,"outcome":…}           the entry with number 17 is settled
 * resumed 1700000000000                        another process goes on, at this time in milliseconds since 1970
 * end {"error":…,"interrupted":false}          everybody is settled
 * archived 1700000000000                       the report of all that lies among the artifacts, since this time
 * </pre>
 */
public final class BulkJournal implements Closeable {

    private static final String FILE = "journal";

    private static final String ROSTER = "users";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;
    private final AppendedLines lines;
    private final BitSet settled = new BitSet();
    private JournalHeader header;
    private Roster roster;
    private BulkTally tally;
    private final BitSet sent = new BitSet();
    private int resumptions;
    private final boolean reopened;
    private RunEnd end;
    private boolean archived;

    private BulkJournal(Path folder, boolean reopened) throws IOException {
        this.reopened = reopened;
        path = folder.resolve(FILE);
        lines = AppendedLines.open(path);
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
        BulkJournal journal = new BulkJournal(folder, false);
        journal.write(JournalHeader.of(request, roster, reportName, resultLimit, System.currentTimeMillis()), roster);
        return journal;
    }

    private synchronized void write(JournalHeader first, Roster users) throws IOException {
        header = first;
        roster = users;
        tally = new BulkTally(first.request(), first.resultLimit());
        lines.append("begin " + JSON.writeValueAsString(first) + "\n");
        lines.force();
    }

    private synchronized boolean hasBegun() {
        return header != null;
    }

    /**
     * The journal of a run that began in a folder, whatever became of it.
     *
     * @return empty where none began there: then nothing was sent
     * @throws IOException also where the journal cannot be understood
     */
    public static Optional<BulkJournal> find(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(FILE))) {
            return Optional.empty();
        }
        BulkJournal journal = new BulkJournal(folder, true);
        try {
            AppendedLines.read(journal.path, line -> journal.replay(folder, line));
        } catch (IOException e) {
            journal.close();
            throw e;
        }
        if (!journal.hasBegun()) {
            journal.close();
            return Optional.empty();
        }
        return Optional.of(journal);
    }

    private void replay(Path folder, String line) throws IOException {
        try {
            understand(folder, line);
        } catch (IOException | RuntimeException e) {
            throw new IOException("the journal of the bulk run cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized void understand(Path folder, String line) throws IOException {
        int space = line.indexOf(' ');
        String value = line.substring(space + 1);
        switch (line.substring(0, Math.max(0, space))) {
            case "begin" -> {
                header = JSON.readValue(value, JournalHeader.class);
                header.requireKnownVersion();
                roster = new Roster(rosterFile(folder), header.requested(), header.valid(), header.duplicates());
                tally = new BulkTally(header.request(), header.resultLimit());
            }
            case "sent" -> {
                String[] numbers = value.split(" ");
                sent.set(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
            }
            case "done" -> take(settledUser(value));
            case "resumed" -> resumptions++;
            case "end" -> end = JSON.readValue(value, RunEnd.class);
            case "archived" -> archived = true;
            default -> throw new IllegalStateException("a line that means nothing");
        }
    }

    private static SettledUser settledUser(String value) throws IOException {
        int space = value.indexOf(' ');
        String json = value.substring(space + 1);
        return new SettledUser(Integer.parseInt(value.substring(0, space)), SettledUser.read(json), json);
    }

    private void requireOpen(SettledUser user) {
        if (settled.get(user.number())) {
            throw new IllegalStateException("entry " + user.number() + " was settled before");
        }
    }

    private void take(SettledUser user) {
        requireOpen(user);
        settled.set(user.number());
        tally.add(user.outcome());
    }

    /** What the run is to do. */
    public synchronized BulkRequest request() {
        return header.request();
    }

    /** What the run's report is called. */
    public synchronized String reportName() {
        return header.reportName();
    }

    /** The users of the run. */
    public synchronized Roster roster() {
        return roster;
    }

    /** How often another process went on with the run. */
    public synchronized int resumptions() {
        return resumptions;
    }

    /** Whether everybody is settled, and the run over. */
    public synchronized boolean isEnded() {
        return end != null;
    }

    /** Whether the report of the run, which is over, was archived. */
    public synchronized boolean isArchived() {
        return archived;
    }

    /** Notes that the report of the run, which is over, was archived. */
    public synchronized void archived() throws IOException {
        archived = true;
        lines.append("archived " + System.currentTimeMillis() + "\n");
    }

    /** What the run came to, as far as it is. */
    public synchronized BulkSummary summary() {
        return tally.summary(
                roster,
                resumptions,
                Duration.ofMillis(Math.max(0, System.currentTimeMillis() - header.startedAt())),
                Optional.ofNullable(end));
    }

    /** How many have an outcome. */
    synchronized int settled() {
        return tally.total();
    }

    synchronized int count(Outcome outcome) {
        return tally.count(outcome);
    }

    synchronized boolean isSettled(int number) {
        return settled.get(number);
    }

    /** For whom anything may have been sent so far, by the numbers of the entries; a copy. */
    synchronized BitSet sent() {
        return (BitSet) sent.clone();
    }

    /**
     * Notes that entries may have been sent, before they are.
     *
     * @param first the number of the first one
     * @param end the number after that of the last one
     */
    synchronized void sending(int first, int end) throws IOException {
        if (sent.nextClearBit(first) < end) {
            sent.set(first, end);
            lines.append("sent " + first + " " + end + "\n");
        }
    }

    /** Notes what became of users, each for the first time. */
    synchronized void settle(List<SettledUser> users) throws IOException {
        StringBuilder text = new StringBuilder();
        for (SettledUser user : users) {
            requireOpen(user);
            text.append("done ").append(user.number()).append(' ');
            text.append(user.json()).append('\n');
        }
        lines.append(text);
        users.forEach(this::take);
    }

    /** Notes that a process begins to work, where it is not the first one. */
    synchronized void begun() throws IOException {
        if (reopened) {
            resumptions++;
            lines.append("resumed " + System.currentTimeMillis() + "\n");
        }
    }

    /** Notes that everybody is settled. */
    synchronized void end(RunEnd how) throws IOException {
        end = how;
        lines.append("end " + JSON.writeValueAsString(how) + "\n");
        lines.force();
    }

    /** Takes the outcome of a user. */
    @FunctionalInterface
    interface OutcomeReader {

        /**
         * @param json the outcome as the JSON that the journal holds
         */
        void outcome(UserOutcome outcome, String json) throws IOException;
    }

    /** Reads all outcomes in the order in which they became known. */
    void read(OutcomeReader reader) throws IOException {
        AppendedLines.read(path, line -> {
            if (line.startsWith("done ")) {
                String json = line.substring(line.indexOf(' ', "done ".length()) + 1);
                reader.outcome(SettledUser.read(json), json);
            }
        });
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
