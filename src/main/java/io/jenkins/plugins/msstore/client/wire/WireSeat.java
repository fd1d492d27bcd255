package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;

/** The service's {@code SeatDetails} in JSON; any field may be missing. */
public record WireSeat(String assignedTo, String dateAssigned, String state, WireProductKey productKey) {

    /**
     * The seat, if it is the requested one.
     *
     * @throws WireFault wrapping an {@link UnexpectedAnswerException}: a field is missing, or the seat is of another user
     *     or product
     */
    public Seat seatOf(Subject subject, ProductKey product, UserPrincipalName user) {
        Seat seat = seatOf(subject, user);
        WireProductKey.requireSame(subject, seat.productKey(), product);
        return seat;
    }

    /** The seat of any user, checked to be of a product. */
    Seat seatOf(Subject subject, ProductKey product) {
        Seat seat = seat(subject);
        WireProductKey.requireSame(subject, seat.productKey(), product);
        return seat;
    }

    /** The seat of any product, checked to be of a user. */
    Seat seatOf(Subject subject, UserPrincipalName user) {
        Seat seat = seat(subject);
        if (!user.foldCase().equals(UserPrincipalName.foldCase(seat.assignedTo()))) {
            throw WireFault.of(
                    subject, WriteOutcome.REJECTED, "the response is for another user: " + seat.assignedTo());
        }
        return seat;
    }

    /**
     * The seat after an action, if it is the requested one: an assigned seat must not be revoked, a reclaimed one not active.
     */
    public Seat seatAfter(SeatAction action, Subject subject, ProductKey product, UserPrincipalName user) {
        Seat seat = seatOf(subject, product, user);
        if (action == SeatAction.ASSIGN ? seat.isRevoked() : seat.isActive()) {
            throw WireFault.of(
                    subject, WriteOutcome.REJECTED, "the service returned the seat in state " + seat.state());
        }
        return seat;
    }

    /** The seat of any user, if no required field is missing. */
    public Seat seat(Subject subject) {
        requirePresent(subject, "assignedTo", assignedTo);
        requirePresent(subject, "state", state);
        return new Seat(
                WireText.line(assignedTo),
                WireText.line(dateAssigned),
                WireText.line(state),
                WireProductKey.required(subject, productKey));
    }

    private static void requirePresent(Subject subject, String field, String value) {
        String line = WireText.line(value);
        if (line == null || line.isEmpty()) {
            throw WireFault.of(subject, WriteOutcome.UNKNOWN, "the response lacks '" + field + "'");
        }
    }
}
