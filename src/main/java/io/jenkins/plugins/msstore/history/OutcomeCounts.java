package io.jenkins.plugins.msstore.history;

/**
 * How many users have which outcome.
 *
 * @param succeeded it is done
 * @param failed the service refused, or what became of it is not known
 * @param invalid no user principal name
 * @param notAttempted certainly nothing was done
 */
public record OutcomeCounts(long succeeded, long failed, long invalid, long notAttempted) {

    /** Nobody. */
    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0);

    /** All of them. */
    public long total() {
        return succeeded + failed + invalid + notAttempted;
    }

    /** Whether there is nobody for whom it is not done. */
    public boolean allSucceeded() {
        return succeeded == total();
    }

    /** These and those. */
    public OutcomeCounts plus(OutcomeCounts others) {
        return new OutcomeCounts(
                succeeded + others.succeeded,
                failed + others.failed,
                invalid + others.invalid,
                notAttempted + others.notAttempted);
    }
}
