package io.jenkins.plugins.msstore.simulator;

import java.time.Instant;

/**
 * One user's seat of a product, as it was at one moment.
 *
 * @param assignedTo the user principal name, spelled as in the request that assigned the seat
 * @param state whether the user holds the seat or has lost it
 * @param dateAssigned the time of the last assignment, in whole milliseconds
 */
public record Seat(String assignedTo, SeatState state, Instant dateAssigned) {

    /** Whether the user holds the seat. */
    public boolean isActive() {
        return state == SeatState.ACTIVE;
    }
}
