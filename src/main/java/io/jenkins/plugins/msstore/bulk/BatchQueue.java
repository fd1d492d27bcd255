package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The batches that wait to be sent: those that come back, then what the roster still has, read as it is needed. */
final class BatchQueue implements Closeable {

    private final BulkJournal journal;
    private final int batchSize;
    private final BitSet sentBefore;
    private final Consumer<RosterEntry> invalid;
    private final RosterReader roster;
    private final Deque<Batch> returned = new ArrayDeque<>();
    private RosterEntry next;

    /**
     * @param journal says who is resolved already, and for whom a process that ended may have sent a call
     * @param batchSize how many users go into one batch at most
     * @param invalid takes entries that are no users when they are come by
     */
    BatchQueue(BulkJournal journal, int batchSize, Consumer<RosterEntry> invalid) throws IOException {
        this.journal = journal;
        this.batchSize = batchSize;
        this.sentBefore = journal.state().sent();
        this.invalid = invalid;
        this.roster = journal.roster().open();
        advance();
    }

    /** Puts a batch before all others. */
    void putFirst(Batch batch) {
        returned.addFirst(batch);
    }

    boolean isEmpty() {
        return returned.isEmpty() && next == null;
    }

    /** Takes the batch that is next; there is one. */
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

    /** Goes to the next user who is not resolved. */
    private void advance() throws IOException {
        do {
            next = roster.next();
            if (next != null && !next.isValid() && !journal.state().isResolved(next.number())) {
                invalid.accept(next);
            }
        } while (next != null && (!next.isValid() || journal.state().isResolved(next.number())));
    }

    @Override
    public void close() throws IOException {
        roster.close();
    }
}
