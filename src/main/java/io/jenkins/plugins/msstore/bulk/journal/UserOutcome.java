package io.jenkins.plugins.msstore.bulk.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.msstore.bulk.users.InvalidUser;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The outcome of one user.
 *
 * @param userName the user's name as in the input
 * @param outcome the kind of outcome
 * @param state the seat's state; null if no seat is known
 * @param dateAssigned the time of the assignment, as the service wrote it; null if not known
 * @param failureReason the reason why the user did not succeed; null for a success
 * @param correlationVector the {@code MS-CV} of the request that decided the outcome; null if none did, and for a seat that
 *     a dry run read
 * @param withoutSeat whether the user succeeded without a seat: a dry run found none, or there was none to reclaim
 */
public record UserOutcome(
        String userName,
        Outcome outcome,
        String state,
        String dateAssigned,
        String failureReason,
        String correlationVector,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean withoutSeat) {

    private static final String UNKNOWN = "outcome unknown";

    public UserOutcome {
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(outcome, "outcome");
    }

    public static UserOutcome succeeded(String userName, Seat seat, String correlationVector) {
        return new UserOutcome(
                userName, Outcome.SUCCEEDED, seat.state(), seat.dateAssigned(), null, correlationVector, false);
    }

    /** The seat that the user has, or had before a reclaim; empty if none is known. */
    public Optional<Seat> seat(ProductKey product) {
        return state == null || withoutSeat
                ? Optional.empty()
                : Optional.of(new Seat(userName, dateAssigned, state, product));
    }

    /** The outcome of a user who has no seat in a dry run. */
    public static UserOutcome withoutSeat(String userName) {
        return new UserOutcome(userName, Outcome.SUCCEEDED, null, null, null, null, true);
    }

    /** The outcome of a user who had no seat to reclaim, which is no failure. */
    public static UserOutcome missing(String userName, String correlationVector) {
        return new UserOutcome(userName, Outcome.SUCCEEDED, Seat.REVOKED, null, null, correlationVector, true);
    }

    public static UserOutcome failed(String userName, String reason, String correlationVector) {
        return withoutSuccess(userName, Outcome.FAILED, reason, correlationVector);
    }

    private static UserOutcome withoutSuccess(
            String userName, Outcome outcome, String reason, String correlationVector) {
        return new UserOutcome(userName, outcome, null, null, reason, correlationVector, false);
    }

    /** The outcome of a user whose request may have been applied or not. */
    public static UserOutcome unknown(String userName, String reason, String correlationVector) {
        return withoutSuccess(
                userName,
                Outcome.UNKNOWN,
                reason.startsWith(UNKNOWN) ? reason : UNKNOWN + ": " + reason,
                correlationVector);
    }

    public static UserOutcome invalid(InvalidUser entry) {
        return withoutSuccess(entry.text(), Outcome.INVALID, entry.reason(), null);
    }

    public static UserOutcome notAttempted(String userName, String reason) {
        return withoutSuccess(userName, Outcome.NOT_ATTEMPTED, reason, null);
    }

    /**
     * The outcome of a user that is not resolved when the operation ends.
     *
     * @param mayHaveBeenSent whether a request may have been sent: then the outcome is unknown
     */
    public static UserOutcome abandoned(String userName, boolean mayHaveBeenSent, String reason) {
        return mayHaveBeenSent ? unknown(userName, reason, null) : notAttempted(userName, reason);
    }

    /** As {@link #abandoned(String, boolean, String)}, or {@link #invalid} for an invalid entry. */
    public static UserOutcome abandoned(RosterEntry entry, boolean mayHaveBeenSent, String reason) {
        return entry.isValid() ? abandoned(entry.user().text(), mayHaveBeenSent, reason) : invalid(entry.invalid());
    }

    /** A copy with masked texts; nulls stay null. */
    public UserOutcome masked(UnaryOperator<String> mask) {
        return new UserOutcome(
                mask.apply(userName),
                outcome,
                mask.apply(state),
                mask.apply(dateAssigned),
                mask.apply(failureReason),
                mask.apply(correlationVector),
                withoutSeat);
    }
}
