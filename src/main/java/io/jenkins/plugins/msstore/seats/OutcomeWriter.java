package io.jenkins.plugins.msstore.seats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Writes outcomes to the journal of a run, those that became known together in one go, and knows how fast they come. */
final class OutcomeWriter {

    /** So many outcomes are kept at most before they are written. */
    private static final int MOST_UNWRITTEN = 1000;

    private final BulkJournal journal;
    private final List<SettledUser> unwritten = new ArrayList<>();
    private final RateMeter rate = new RateMeter();

    OutcomeWriter(BulkJournal journal) {
        this.journal = journal;
        measure();
    }

    /** Takes an outcome; it is written with the next {@link #write()} at the latest. */
    void record(SettledUser user) {
        unwritten.add(user);
        if (unwritten.size() >= MOST_UNWRITTEN) {
            try {
                write();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Writes what was recorded. */
    void write() throws IOException {
        if (!unwritten.isEmpty()) {
            journal.settle(unwritten);
            unwritten.clear();
            measure();
        }
    }

    /** How many outcomes a second were written lately. */
    double perSecond() {
        return rate.perSecond(System.nanoTime(), journal.settled());
    }

    private void measure() {
        rate.sample(System.nanoTime(), journal.settled());
    }
}
