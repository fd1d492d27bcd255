package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.model.FailedSeat;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.util.List;

/**
 * The result of one bulk call: each of its users is in exactly one of the three lists.
 *
 * @param seats the seats that the action has changed
 * @param failures the users that the service rejected
 * @param unresolved the users whose outcome the call did not show
 * @param correlationVector identifies the call for Microsoft's support
 */
public record BulkSeats(
        List<Seat> seats, List<FailedSeat> failures, List<UnresolvedSeat> unresolved, String correlationVector) {

    /** The maximum number of users of one call. */
    public static final int MAX_USERS = 25;

    public BulkSeats {
        seats = List.copyOf(seats);
        failures = List.copyOf(failures);
        unresolved = List.copyOf(unresolved);
    }
}
