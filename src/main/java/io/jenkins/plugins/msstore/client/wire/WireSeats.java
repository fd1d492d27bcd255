package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatsPage;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The service's {@code SeatDetailsResultSet} in JSON; any field may be missing. */
public record WireSeats(List<WireSeat> seats, String continuationToken) {

    /**
     * A page of a product's seats.
     *
     * @param requested the continuation token with which the page was requested; empty for the first page
     * @throws WireFault wrapping an {@link io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException}: there is no
     *     list of seats, or one of them lacks a field or is of another product
     */
    public SeatsPage page(Subject subject, Optional<String> requested, ProductKey product) {
        return page(subject, requested, wire -> wire.seatOf(subject, product));
    }

    /** As {@link #page(Subject, Optional, ProductKey)}, of a user's seats. */
    public SeatsPage page(Subject subject, Optional<String> requested, UserPrincipalName user) {
        return page(subject, requested, wire -> wire.seatOf(subject, user));
    }

    private SeatsPage page(Subject subject, Optional<String> requested, Function<WireSeat, Seat> checked) {
        if (seats == null || seats.contains(null)) {
            throw WireFault.of(subject, WriteOutcome.UNKNOWN, "the response lacks 'seats', or one of them is null");
        }
        return new SeatsPage(
                seats.stream().map(checked).toList(), WireToken.next(subject, continuationToken, requested));
    }
}
