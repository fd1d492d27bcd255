package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.client.BulkSeats;

/** Counts what goes wrong in a row, and tells when the rest of a run would fare no better. */
final class ServiceTrouble {

    private static final int MAX_TROUBLED = 2 * BulkSeats.MAX_USERS;

    private final int maxUnreachable;
    private int troubled;
    private int unreachable;
    private int answers;

    /**
     * @param maxUnreachable so many batches in a row that the service could not be reached for are too many
     */
    ServiceTrouble(int maxUnreachable) {
        this.maxUnreachable = maxUnreachable;
    }

    /** A user was served: the service is in order. */
    void served() {
        troubled = 0;
        unreachable = 0;
        answers++;
    }

    /** A user was refused: the service is there, whatever that says of it. */
    void refused() {
        unreachable = 0;
        answers++;
    }

    /** Takes note of a user for whom the service made trouble; true after so many in a row that it is nobody's own. */
    boolean oneMoreTroubled() {
        return ++troubled >= MAX_TROUBLED;
    }

    /** Takes note of a batch that the service was not reached for; true after too many in a row. */
    boolean oneMoreUnreachable() {
        return ++unreachable >= maxUnreachable;
    }

    /** How many users were answered for so far: as long as this grows, others get through. */
    int answers() {
        return answers;
    }
}
