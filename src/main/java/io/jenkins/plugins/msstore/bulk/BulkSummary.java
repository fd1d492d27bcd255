package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.client.model.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a bulk run came to.
 *
 * @param request what was to be done
 * @param requested how many distinct users there were, invalid entries included
 * @param succeeded how many users have the outcome {@link Outcome#SUCCEEDED}
 * @param failed likewise {@link Outcome#FAILED}
 * @param invalid likewise {@link Outcome#INVALID}
 * @param notAttempted likewise {@link Outcome#NOT_ATTEMPTED}
 * @param duplicates how many entries were dropped because they were there already
 * @param wouldChange in a dry run, for how many users the action would change something; empty otherwise
 * @param seats the seats that are known, as many as the result may hold
 * @param failures users with {@link Outcome#FAILED}, then those with {@link Outcome#INVALID}, as many as may be held
 * @param truncated whether either list holds less than there is
 * @param elapsed how long it took, on the clock, from its first beginning
 * @param resumptions how often another process went on with it
 * @param endedBy what ended the run before its end, as one line without names; empty where nothing did
 * @param interrupted whether somebody ended it
 */
public record BulkSummary(
        BulkRequest request,
        int requested,
        int succeeded,
        int failed,
        int invalid,
        int notAttempted,
        int duplicates,
        Optional<Integer> wouldChange,
        List<Seat> seats,
        List<UserOutcome> failures,
        boolean truncated,
        Duration elapsed,
        int resumptions,
        Optional<String> endedBy,
        boolean interrupted) {

    /** Whether there is nobody for whom the run did not do what it was to do. */
    public boolean isClean() {
        return failed == 0 && invalid == 0 && notAttempted == 0 && endedBy.isEmpty();
    }
}
