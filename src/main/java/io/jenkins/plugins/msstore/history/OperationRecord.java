package io.jenkins.plugins.msstore.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;

/**
 * An operation of a build as it was recorded.
 *
 * @param id names it in its build
 * @param description what it is about
 * @param began when it began
 * @param ended when it ended; null where that was not recorded: it goes on, or ended with its controller
 * @param ending how it ended; null as {@code ended}
 * @param error the line that it failed with; null where it did not
 * @param result what it came to
 */
public record OperationRecord(
        String id,
        OperationDescription description,
        Instant began,
        @CheckForNull Instant ended,
        @CheckForNull Ending ending,
        @CheckForNull String error,
        OperationResult result) {

    /** How long it took; zero where it has no end. */
    public Duration duration() {
        return ended == null ? Duration.ZERO : Duration.between(began, ended);
    }

    /**
     * How many users have which outcome: those of a bulk operation, or the one user of another. Nobody where the operation
     * is not about users or its end is not known.
     */
    public OutcomeCounts users() {
        if (result.counts() != null) {
            return result.counts();
        }
        if (!description.kind().isAboutOneUser() || ending == null || ending == Ending.INTERRUPTED) {
            return OutcomeCounts.NONE;
        }
        return ending == Ending.SUCCEEDED ? new OutcomeCounts(1, 0, 0, 0) : new OutcomeCounts(0, 1, 0, 0);
    }

    OperationRecord endedBy(Instant at, Ending how, String line, OperationResult outcome) {
        return new OperationRecord(id, description, began, at, how, line, outcome);
    }
}
