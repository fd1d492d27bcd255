package io.jenkins.plugins.msstore.history;

/**
 * The number of users by outcome.
 *
 * @param succeeded applied
 * @param failed rejected by the service, or unknown
 * @param invalid not a user principal name
 * @param notAttempted certainly not applied
 */
public record OutcomeCounts(long succeeded, long failed, long invalid, long notAttempted) {

    /** No users. */
    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0);

    /** The number of all users. */
    public long total() {
        return succeeded + failed + invalid + notAttempted;
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
                invalid + others.invalid,
                notAttempted + others.notAttempted);
    }
}
