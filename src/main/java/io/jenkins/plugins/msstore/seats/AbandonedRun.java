package io.jenkins.plugins.msstore.seats;

import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.seats.roster.RosterEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A run that nobody goes on with: everybody whom it left without an outcome gets one, so that the report has them all. */
public final class AbandonedRun {

    private final BulkJournal journal;
    private final String reason;
    private final List<SettledUser> rest = new ArrayList<>();

    private AbandonedRun(BulkJournal journal, String reason) {
        this.journal = journal;
        this.reason = reason;
    }

    /**
     * Ends a run: for whom a call may have been sent, the outcome is not known; the others were not attempted.
     *
     * @param journal of a run that works no more, and did not end
     * @param reason why it did not end, as one line without names
     */
    public static BulkSummary end(BulkJournal journal, String reason) throws IOException {
        return new AbandonedRun(journal, reason).end();
    }

    private BulkSummary end() throws IOException {
        try (BatchQueue queue = new BatchQueue(journal, BulkSeats.MAX_USERS, this::invalid)) {
            while (!queue.isEmpty()) {
                rest.addAll(queue.remove().leftAlone(reason));
                settleRest();
            }
        }
        settleRest();
        journal.end(new RunEnd(reason, false));
        return journal.summary();
    }

    private void invalid(RosterEntry entry) {
        rest.add(new SettledUser(entry, UserOutcome.invalid(entry.invalid())));
    }

    private void settleRest() throws IOException {
        journal.settle(rest);
        rest.clear();
    }
}
