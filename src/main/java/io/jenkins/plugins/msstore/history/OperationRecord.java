package io.jenkins.plugins.msstore.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;

/**
 * A recorded operation of a build.
 *
 * @param id unique in the build
 * @param description what the operation does
 * @param began when it began
 * @param ended when it ended; null if no end was recorded: it is under way, or ended with its controller
 * @param ending how it ended; null if {@code ended} is null
 * @param error the line that it failed with; null if it did not fail
 * @param result the result
 */
public record OperationRecord(
        String id,
        OperationDescription description,
        Instant began,
        @CheckForNull Instant ended,
        @CheckForNull Ending ending,
        @CheckForNull String error,
        OperationResult result) {

    /** The duration; zero if no end was recorded. */
    public Duration duration() {
        return ended == null ? Duration.ZERO : Duration.between(began, ended);
    }

    /**
     * Counts users by outcome: those of a bulk operation, or the one user of an operation on one seat. No users if the
     * operation is not about users, its end is not known, or it was a dry run or only a plan, in which no user's seat was
     * changed.
     */
    public OutcomeCounts users() {
        return description.dryRun() || isPlan() ? OutcomeCounts.NONE : counts();
    }

    /** Whether all its users succeeded; in a dry run, whether all were looked up; of a plan, whether no user is invalid. */
    public boolean allSucceeded() {
        return isPlan() ? counts().failures() == 0 : counts().allSucceeded();
    }

    /** Whether it is a sync that only made its plan. */
    public boolean isPlan() {
        SyncCounts sync = result.sync();
        return sync != null && sync.planOnly();
    }

    private OutcomeCounts counts() {
        if (result.counts() != null) {
            return result.counts();
        }
        if (!description.kind().isAboutOneUser() || ending == null) {
            return OutcomeCounts.NONE;
        }
        return switch (ending) {
            case SUCCEEDED -> new OutcomeCounts(1, 0, 0, 0, 0);
            case FAILED -> new OutcomeCounts(0, 1, 0, 0, 0);
            case INTERRUPTED, LOST -> OutcomeCounts.NONE;
        };
    }

    OperationRecord withEnd(Instant at, Ending how, String line, OperationResult outcome) {
        return new OperationRecord(id, description, began, at, how, line, outcome);
    }
}
