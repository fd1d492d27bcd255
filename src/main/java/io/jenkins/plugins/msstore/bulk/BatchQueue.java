package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Queue of batches to be sent: batches to be retried first, then batches read from the roster on demand. */
final class BatchQueue implements Closeable {

    private final BulkJournal journal;
    private final int batchSize;
    private final BitSet sentBefore;
    private final RosterReader roster;
    private final Deque<Batch> returned = new ArrayDeque<>();
    private RosterEntry next;

    /**
     * @param journal knows which users are resolved, and for which a process that ended may have sent a request
     * @param batchSize the maximum number of users of a batch
     */
    BatchQueue(BulkJournal journal, int batchSize) throws IOException {
        this.journal = journal;
        this.batchSize = batchSize;
        this.sentBefore = journal.state().sent();
        this.roster = journal.roster().open();
        advance();
    }

    /** Adds a batch at the head of the queue. */
    void putFirst(Batch batch) {
        returned.addFirst(batch);
    }

    boolean isEmpty() {
        return returned.isEmpty() && next == null;
    }

    /** Removes the next batch. The queue must not be empty. */
    Batch remove() throws IOException {
        if (!returned.isEmpty()) {
            return returned.removeFirst();
        }
        boolean mayHaveBeenSent = mayHaveBeenSent(next);
        List<RosterEntry> entries = new ArrayList<>(batchSize);
        while (next != null && entries.size() < batchSize && mayHaveBeenSent(next) == mayHaveBeenSent) {
            entries.add(next);
            advance();
        }
        return new Batch(entries, mayHaveBeenSent);
    }

    private boolean mayHaveBeenSent(RosterEntry entry) {
        return sentBefore.get(entry.number());
    }

    /** Reads on to the next user that is not resolved; resolves the invalid entries on the way. */
    private void advance() throws IOException {
        next = roster.next();
        while (next != null && (!next.isValid() || journal.state().isResolved(next.number()))) {
            if (!journal.state().isResolved(next.number())) {
                journal.resolve(new ResolvedUser(next, UserOutcome.invalid(next.invalid())));
            }
            next = roster.next();
        }
    }

    @Override
    public void close() throws IOException {
        roster.close();
    }
}
