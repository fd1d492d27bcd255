package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.model.FailedSeat;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.util.List;

/**
 * What became of the users of one bulk call: each of them stands in exactly one of the three lists.
 *
 * @param seats the users for whom the action is done, with their seats
 * @param failures the users whom the service refused
 * @param unsettled the users for whom the call ended without an answer
 * @param correlationVector what Microsoft's support asks for
 */
public record BulkSeats(
        List<Seat> seats, List<FailedSeat> failures, List<UnsettledSeat> unsettled, String correlationVector) {

    /** The service takes at most this many users a call. */
    public static final int MAX_USERS = 25;

    public BulkSeats {
        seats = List.copyOf(seats);
        failures = List.copyOf(failures);
        unsettled = List.copyOf(unsettled);
    }
}
