package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import java.util.function.Predicate;

/**
 * Which failures of an operation are worth another attempt.
 *
 * @param repeats whether a failure is worth another attempt
 * @param counts whether a failure is one of the {@link RetrySettings#maxAttempts()}; those that are not are bounded by the
 *     {@link RetrySettings#budget()} alone
 */
public record RetryRule(Predicate<StoreException> repeats, Predicate<StoreException> counts) {

    /** A rule by which every failure counts. */
    public static RetryRule repeating(Predicate<StoreException> repeats) {
        return new RetryRule(repeats, failure -> true);
    }

    /**
     * The same rule for a part of something large: being throttled says that there is much to do, not that this part cannot
     * be done.
     */
    public RetryRule withoutCountingThrottling() {
        return new RetryRule(repeats, failure -> !(failure instanceof ThrottledException) && counts.test(failure));
    }
}
