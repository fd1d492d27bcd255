package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.InvalidUser;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The outcome of one user: a row of the report.
 *
 * @param userName the user's name as in the input
 * @param outcome the kind of outcome
 * @param state the seat's state; null if no seat is known
 * @param dateAssigned when the seat was assigned, as the service wrote it; null if not known
 * @param failureReason why the user did not succeed; null for a success
 * @param correlationVector the {@code MS-CV} of the request that decided the outcome; null if none did, and for a seat that
 *     a dry run read
 */
public record UserOutcome(
        String userName,
        Outcome outcome,
        String state,
        String dateAssigned,
        String failureReason,
        String correlationVector) {

    private static final String UNKNOWN = "outcome unknown";

    public UserOutcome {
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(outcome, "outcome");
    }

    static UserOutcome succeeded(String userName, Seat seat, String correlationVector) {
        return new UserOutcome(userName, Outcome.SUCCEEDED, seat.state(), seat.dateAssigned(), null, correlationVector);
    }

    static UserOutcome withoutSeat(String userName) {
        return new UserOutcome(userName, Outcome.SUCCEEDED, null, null, null, null);
    }

    static UserOutcome failed(String userName, String reason, String correlationVector) {
        return new UserOutcome(userName, Outcome.FAILED, null, null, reason, correlationVector);
    }

    /** The outcome of a user whose request may have been applied or not. */
    static UserOutcome unknown(String userName, String reason, String correlationVector) {
        return failed(userName, reason.startsWith(UNKNOWN) ? reason : UNKNOWN + ": " + reason, correlationVector);
    }

    static UserOutcome invalid(InvalidUser entry) {
        return new UserOutcome(entry.text(), Outcome.INVALID, null, null, entry.reason(), null);
    }

    /** A copy with masked texts; nulls stay null. */
    UserOutcome masked(UnaryOperator<String> mask) {
        return new UserOutcome(
                mask.apply(userName),
                outcome,
                mask.apply(state),
                mask.apply(dateAssigned),
                mask.apply(failureReason),
                mask.apply(correlationVector));
    }

    static UserOutcome notAttempted(String userName, String reason) {
        return new UserOutcome(userName, Outcome.NOT_ATTEMPTED, null, null, reason, null);
    }

    /**
     * The outcome of a user that is not resolved when the operation ends.
     *
     * @param mayHaveBeenSent whether a request may have been sent: then the outcome is unknown
     */
    static UserOutcome abandoned(String userName, boolean mayHaveBeenSent, String reason) {
        return mayHaveBeenSent ? unknown(userName, reason, null) : notAttempted(userName, reason);
    }

    /** As {@link #abandoned(String, boolean, String)}, or {@link #invalid} for an invalid entry. */
    static UserOutcome abandoned(RosterEntry entry, boolean mayHaveBeenSent, String reason) {
        return entry.isValid() ? abandoned(entry.user().text(), mayHaveBeenSent, reason) : invalid(entry.invalid());
    }
}
