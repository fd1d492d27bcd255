package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.model.FailedSeat;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.util.List;

/**
 * The result of one bulk call: each of its users is in exactly one of the three lists.
 *
 * @param seats the seats of the users for whom the action was applied
 * @param failures the users whom the service rejected
 * @param unresolved the users for whom the call ended without an answer
 * @param correlationVector identifies the call for Microsoft's support
 */
public record BulkSeats(
        List<Seat> seats, List<FailedSeat> failures, List<UnresolvedSeat> unresolved, String correlationVector) {

    /** The service takes at most this many users in one call. */
    public static final int MAX_USERS = 25;

    public BulkSeats {
        seats = List.copyOf(seats);
        failures = List.copyOf(failures);
        unresolved = List.copyOf(unresolved);
    }
}
