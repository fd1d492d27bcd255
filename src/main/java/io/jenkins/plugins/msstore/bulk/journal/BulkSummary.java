package io.jenkins.plugins.msstore.bulk.journal;

import io.jenkins.plugins.msstore.client.model.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The result of a bulk operation.
 *
 * @param request the request
 * @param requested the number of distinct users, invalid entries included
 * @param succeeded the number of users with the outcome {@link Outcome#SUCCEEDED}
 * @param failed likewise {@link Outcome#FAILED}
 * @param unknown likewise {@link Outcome#UNKNOWN}
 * @param invalid likewise {@link Outcome#INVALID}
 * @param notAttempted likewise {@link Outcome#NOT_ATTEMPTED}
 * @param duplicates the number of entries that were dropped because they repeat another one
 * @param wouldChange in a dry run, the number of users whose seat the action would change; otherwise empty
 * @param withoutSeat in a dry run, the number of users without a seat; otherwise empty
 * @param seats the known seats, up to the limit of the result
 * @param failures users with {@link Outcome#FAILED}, then {@link Outcome#UNKNOWN}, then {@link Outcome#INVALID}, up to the
 *     limit
 * @param truncated whether either list is cut at the limit
 * @param elapsed the time since the operation first began
 * @param resumptions the number of times that another process resumed the operation
 * @param endedBy the failure that ended the operation early, as one line without names; empty if none did
 * @param interrupted whether the operation was interrupted
 */
public record BulkSummary(
        BulkRequest request,
        int requested,
        int succeeded,
        int failed,
        int unknown,
        int invalid,
        int notAttempted,
        int duplicates,
        Optional<Integer> wouldChange,
        Optional<Integer> withoutSeat,
        List<Seat> seats,
        List<UserOutcome> failures,
        boolean truncated,
        Duration elapsed,
        int resumptions,
        Optional<String> endedBy,
        boolean interrupted)
        implements OperationSummary {

    /** Whether every user succeeded. */
    @Override
    public boolean isClean() {
        return failed == 0 && unknown == 0 && invalid == 0 && notAttempted == 0 && endedBy.isEmpty();
    }
}
