package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.SeatsPage;
import java.util.List;
import java.util.Optional;

/** The service's {@code SeatDetailsResultSet} in JSON; any field may be missing. */
public record WireSeats(List<WireSeat> seats, String continuationToken) {

    /**
     * @param asked the continuation token with which the page was requested; empty for the first page
     * @throws WireFault wrapping an {@link io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException}: there is no
     *     list of seats, or one of them lacks a field
     */
    public SeatsPage page(Subject subject, Optional<String> asked) {
        if (seats == null || seats.contains(null)) {
            throw WireFault.of(subject, WriteOutcome.UNKNOWN, "the response lacks 'seats', or one of them is null");
        }
        return new SeatsPage(
                seats.stream().map(wire -> wire.seat(subject)).toList(),
                WireToken.next(subject, continuationToken, asked));
    }
}
