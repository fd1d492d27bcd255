package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The limits of a client's retries of an operation.
 *
 * @param maxAttempts the maximum number of times that an operation is sent, the first included; at least 1. {@link
 *     Retries#withoutCountingThrottling()} does not count attempts that were throttled
 * @param firstDelay the upper bound of the wait before the second attempt; each further bound is twice the last
 * @param maxDelay the upper bound that is not exceeded; {@code Retry-After} of the service may still ask for more
 * @param budget the maximum time from the start of an operation to the end of a wait; if the next wait would end later, the
 *     operation is given up at once
 */
public record RetrySettings(int maxAttempts, Duration firstDelay, Duration maxDelay, Duration budget) {

    /** Six attempts, waits of up to 1, 2, 4, 8 and 16 seconds, a quarter of an hour altogether. */
    public static final RetrySettings DEFAULT =
            new RetrySettings(6, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(15));

    public RetrySettings {
        if (maxAttempts < 1) {
            throw new InvalidParameterException("maxAttempts", maxAttempts, "must be at least 1");
        }
    }

    /** The same settings with another number of attempts. */
    public RetrySettings withMaxAttempts(int attempts) {
        return new RetrySettings(attempts, firstDelay, maxDelay, budget);
    }

    /** The upper bound of the wait after a number of failed attempts. */
    public Duration bound(int failedAttempts) {
        Duration bound = capped(firstDelay);
        for (int i = 1; i < failedAttempts; i++) {
            bound = capped(bound.multipliedBy(2));
        }
        return bound;
    }

    /** The upper bound of all waits together that follow the wait after a number of failed attempts. */
    Duration boundOfLaterWaits(int failedAttempts) {
        return IntStream.range(failedAttempts + 1, maxAttempts)
                .mapToObj(this::bound)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Duration capped(Duration bound) {
        return Collections.min(List.of(bound, maxDelay));
    }
}
