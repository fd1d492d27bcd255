package io.jenkins.plugins.msstore.bulk.journal;

import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.Objects;
import java.util.Optional;

/**
 * The request for a bulk operation.
 *
 * @param product the product whose seats are assigned or reclaimed
 * @param action assign or reclaim
 * @param batchSize the maximum number of users of one request, 1 to {@value BulkSeats#MAX_USERS}
 * @param dryRun whether seats are only read
 * @param ignoreCapacity whether seats are assigned without checking first that enough are available for all users
 * @param ignoreApplied whether a rejected user succeeds if the seat is already in the state that the action leads to: there is
 *     none to reclaim, or the user has one
 */
public record BulkRequest(
        ProductKey product,
        SeatAction action,
        int batchSize,
        boolean dryRun,
        boolean ignoreCapacity,
        boolean ignoreApplied) {

    /**
     * @throws InvalidParameterException naming {@code batchSize}
     */
    public BulkRequest {
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(action, "action");
        if (batchSize < 1 || batchSize > BulkSeats.MAX_USERS) {
            throw new InvalidParameterException("batchSize", batchSize, "must be 1 to " + BulkSeats.MAX_USERS);
        }
    }

    /** Whether the action would change the user's seat; empty unless this is a dry run that has read the user's seat. */
    public Optional<Boolean> wouldChange(UserOutcome user) {
        return dryRun && user.outcome() == Outcome.SUCCEEDED
                ? Optional.of(!action.isApplied(user.seat(product)))
                : Optional.empty();
    }

    /** Whether the available seats are counted before the first batch. */
    public boolean checksCapacity() {
        return action == SeatAction.ASSIGN && !dryRun && !ignoreCapacity;
    }

    /**
     * Parses an action.
     *
     * @throws InvalidParameterException naming {@code action}
     */
    public static SeatAction action(String word) {
        for (SeatAction action : SeatAction.values()) {
            if (word != null && action.word().equalsIgnoreCase(word.strip())) {
                return action;
            }
        }
        throw new InvalidParameterException("action", word, "must be 'assign' or 'reclaim'");
    }
}
