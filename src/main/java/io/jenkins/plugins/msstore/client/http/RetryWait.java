package io.jenkins.plugins.msstore.client.http;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A wait before an attempt.
 *
 * @param duration the length of the wait
 * @param attemptsLeft the number of attempts left, the next one included; empty if they are not counted
 * @param remaining the longest time until the end of the last attempt, if each one takes as long as the one that failed, and no
 *     longer than a request may take; empty if it is not known
 */
public record RetryWait(Duration duration, OptionalInt attemptsLeft, Optional<Duration> remaining) {

    /** A wait for the end of a tenant's pause. */
    public static RetryWait ofPause(Duration duration) {
        return new RetryWait(duration, OptionalInt.empty(), Optional.empty());
    }
}
