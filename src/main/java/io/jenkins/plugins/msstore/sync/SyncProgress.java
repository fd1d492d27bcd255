package io.jenkins.plugins.msstore.sync;

import io.jenkins.plugins.msstore.util.LogNumber;

/**
 * Progress of a sync.
 *
 * @param done the number of planned changes with an outcome; until the plan is made, the number of seats that are listed
 * @param total the number of planned changes; 0 until the plan is made
 * @param change the change that is being made; {@link SyncChange#NONE} until the plan is made
 * @param line the progress of the present step, without names
 */
public record SyncProgress(long done, int total, SyncChange change, String line) {

    static SyncProgress listing(long seats) {
        return new SyncProgress(seats, 0, SyncChange.NONE, LogNumber.of(seats) + (seats == 1 ? " seat" : " seats"));
    }

    /** The progress as one line for a log. */
    @Override
    public String toString() {
        return switch (change) {
            case ADD -> "assigning seats: " + line;
            case REMOVE -> "reclaiming seats: " + line;
            case NONE -> "listing the seats: " + line + " so far";
        };
    }
}
