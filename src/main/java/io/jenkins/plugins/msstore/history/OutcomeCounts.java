package io.jenkins.plugins.msstore.history;

/**
 * The number of users by outcome.
 *
 * @param succeeded applied
 * @param failed certainly not applied: the service rejected the user, or failed
 * @param unknown it is not known whether the action was applied
 * @param invalid not a user principal name
 * @param notAttempted not attempted: the operation ended before
 */
public record OutcomeCounts(long succeeded, long failed, long unknown, long invalid, long notAttempted) {

    /** No users. */
    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0, 0);

    /** The number of all users. */
    public long total() {
        return succeeded + failed + unknown + invalid + notAttempted;
    }

    /** The number of users in the list of failures: failed, unknown or invalid. */
    public long failures() {
        return failed + unknown + invalid;
    }

    /** Whether all users succeeded. */
    public boolean allSucceeded() {
        return succeeded == total();
    }

    /** Adds other counts. */
    public OutcomeCounts plus(OutcomeCounts others) {
        return new OutcomeCounts(
                succeeded + others.succeeded,
                failed + others.failed,
                unknown + others.unknown,
                invalid + others.invalid,
                notAttempted + others.notAttempted);
    }
}
