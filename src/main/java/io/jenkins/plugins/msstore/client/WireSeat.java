package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.Verdict;
import io.jenkins.plugins.msstore.client.model.PrintableText;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;

/** {@code SeatDetails} as they come over the wire: anything may be missing. */
record WireSeat(String assignedTo, String dateAssigned, String state, WireProductKey productKey) {

    private static final int MOST_CHARACTERS = 1000;

    /**
     * The seat, checked against what was asked.
     *
     * @throws WireFault wrapping an {@link UnexpectedAnswerException}: a field is missing, or the seat is of another user
     *     or product
     */
    Seat seatOf(Subject subject, ProductKey product, UserPrincipalName user) {
        Seat seat = seat(subject, Verdict.UNKNOWN);
        if (!user.normalized().equals(UserPrincipalName.normalized(seat.assignedTo()))) {
            throw WireFault.of(subject, Verdict.REFUSED, "the answer is about another user: " + seat.assignedTo());
        }
        if (!product.equals(seat.productKey())) {
            throw WireFault.of(subject, Verdict.REFUSED, "the answer is about another product: " + seat.productKey());
        }
        return seat;
    }

    /**
     * The seat that an action left behind, checked: an assigned seat is not revoked, a reclaimed one is not active.
     */
    Seat seatAfter(SeatAction action, Subject subject, ProductKey product, UserPrincipalName user) {
        Seat seat = seatOf(subject, product, user);
        if (action == SeatAction.ASSIGN ? seat.isRevoked() : seat.isActive()) {
            throw WireFault.of(subject, Verdict.REFUSED, "the service answered with a seat in state " + seat.state());
        }
        return seat;
    }

    /** The seat, whose ever it is, with all that a seat must have. */
    Seat seat(Subject subject, Verdict verdict) {
        requirePresent(subject, verdict, "assignedTo", assignedTo);
        requirePresent(subject, verdict, "state", state);
        return new Seat(
                line(assignedTo),
                dateAssigned == null ? null : line(dateAssigned),
                line(state),
                WireProductKey.required(subject, verdict, productKey));
    }

    /** What the service says goes into logs, reports and results: it is one line there. */
    private static String line(String text) {
        return PrintableText.of(text, MOST_CHARACTERS);
    }

    private static void requirePresent(Subject subject, Verdict verdict, String field, String value) {
        if (line(value).isEmpty()) {
            throw WireFault.of(subject, verdict, "the answer lacks '" + field + "'");
        }
    }
}
