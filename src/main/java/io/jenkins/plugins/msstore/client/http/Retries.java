package io.jenkins.plugins.msstore.client.http;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.EventListener;
import dev.failsafe.event.ExecutionCompletedEvent;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.util.Failures;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Retries operations: exponential back-off with full jitter, or the time that the service names in {@code Retry-After} (RFC
 * 9110, section 10.2.3). Nothing else of the client repeats a request. No thread waits meanwhile.
 */
public final class Retries {

    /** Failsafe's value for an unlimited number of attempts. */
    private static final int UNLIMITED = -1;

    private final RetrySettings settings;
    private final Duration timeout;
    private final ScheduledExecutorService timer;
    private final RetryListener listener;
    private final Cancellation cancellation;
    private final LongSupplier nanoTime;
    private final boolean isThrottlingCounted;

    /**
     * @param timeout the maximum duration of one request
     * @param timer starts the attempts; they must not block
     * @param cancellation ends waits and attempts alike
     */
    public Retries(
            RetrySettings settings,
            Duration timeout,
            ScheduledExecutorService timer,
            RetryListener listener,
            Cancellation cancellation) {
        this(settings, timeout, timer, listener, cancellation, System::nanoTime, true);
    }

    Retries(
            RetrySettings settings,
            Duration timeout,
            ScheduledExecutorService timer,
            RetryListener listener,
            Cancellation cancellation,
            LongSupplier nanoTime,
            boolean isThrottlingCounted) {
        this.settings = settings;
        this.timeout = timeout;
        this.timer = timer;
        this.listener = listener;
        this.cancellation = cancellation;
        this.nanoTime = nanoTime;
        this.isThrottlingCounted = isThrottlingCounted;
    }

    /**
     * A copy for the parts of a large operation: throttled attempts are not counted for {@link RetrySettings#maxAttempts()},
     * because they are caused by the operation's size, not by the part.
     */
    public Retries withoutCountingThrottling() {
        return new Retries(settings, timeout, timer, listener, cancellation, nanoTime, false);
    }

    /** Starts the attempts of an operation. */
    @FunctionalInterface
    public interface Attempts<T> {

        /**
         * @param isRepeat false for the first attempt
         * @return completes with the attempt's end
         */
        CompletableFuture<T> start(boolean isRepeat);
    }

    /**
     * Runs an operation until it succeeds, fails in a way that is not retryable, or is given up: after {@link
     * RetrySettings#maxAttempts()} failures, or if the {@link RetrySettings#budget()} ends before the next attempt.
     *
     * @param isRetryable whether a failure is worth another attempt
     * @param attempts starts one attempt after another
     * @return the result of the attempt that succeeded, or the failure of the last one
     */
    public <T> CompletableFuture<T> run(Predicate<StoreException> isRetryable, Attempts<T> attempts) {
        Timing timing = new Timing(nanoTime.getAsLong());
        CompletableFuture<T> result = cancellation.trackOperation(
                Failsafe.with(this.<T>policies(isRetryable, timing)).with(timer).getStageAsync(context -> {
                    timing.attemptStart = nanoTime.getAsLong();
                    return attempts.start(context.getAttemptCount() > 0);
                }));
        result.whenComplete((value, error) -> {
            if (timing.hasWaited && isAnswered(error, isRetryable)) {
                listener.onRecovered();
            }
        });
        return result;
    }

    /** The times of one operation. Its attempts follow each other on different threads. */
    private static final class Timing {

        private final long start;
        private volatile long attemptStart;
        private volatile boolean hasWaited;

        Timing(long start) {
            this.start = start;
        }
    }

    /** Whether the service answered, with a success or with a failure that another attempt would not change. */
    private static boolean isAnswered(Throwable error, Predicate<StoreException> isRetryable) {
        return error == null
                || Failures.unwrapped(error) instanceof StoreException failure && !isRetryable.test(failure);
    }

    /** The policies, outermost first. Each counts only the failures that it handles, over the whole operation. */
    private <T> List<RetryPolicy<T>> policies(Predicate<StoreException> isRetryable, Timing timing) {
        if (isThrottlingCounted) {
            return List.of(policy(settings.maxAttempts(), isRetryable, timing));
        }
        Predicate<StoreException> isThrottled = ThrottledException.class::isInstance;
        return List.of(
                policy(UNLIMITED, isRetryable.and(isThrottled), timing),
                policy(settings.maxAttempts(), isRetryable.and(isThrottled.negate()), timing));
    }

    private <T> RetryPolicy<T> policy(int maxAttempts, Predicate<StoreException> handled, Timing timing) {
        EventListener<ExecutionCompletedEvent<T>> onGivenUp =
                event -> ((StoreException) event.getException()).gaveUpAfter(event.getAttemptCount());
        return RetryPolicy.<T>builder()
                .handleIf(error -> error instanceof StoreException failure && handled.test(failure))
                .withMaxAttempts(maxAttempts)
                .abortOn(error -> retryAfter(error).compareTo(remaining(timing)) > 0)
                .withDelayFn(context -> delay(context.getLastException(), context.getAttemptCount(), remaining(timing)))
                .onRetryScheduled(event -> {
                    timing.hasWaited = true;
                    listener.onWait(
                            (StoreException) event.getLastException(),
                            wait(event.getDelay(), maxAttempts, event.getAttemptCount(), timing));
                })
                .onAbort(onGivenUp)
                .onRetriesExceeded(onGivenUp)
                .build();
    }

    private RetryWait wait(Duration delay, int maxAttempts, int failedAttempts, Timing timing) {
        if (maxAttempts == UNLIMITED) {
            return new RetryWait(delay, OptionalInt.empty(), Optional.of(remaining(timing)));
        }
        int attemptsLeft = Math.max(1, maxAttempts - failedAttempts);
        // a first attempt may have waited long for a permit; repeated ones go before others
        Duration attempt =
                Collections.min(List.of(Duration.ofNanos(nanoTime.getAsLong() - timing.attemptStart), timeout));
        Duration untilLastAttempt =
                delay.plus(settings.boundOfLaterWaits(failedAttempts)).plus(attempt.multipliedBy(attemptsLeft - 1L));
        return new RetryWait(
                delay,
                OptionalInt.of(attemptsLeft),
                Optional.of(Collections.min(List.of(untilLastAttempt, remaining(timing)))
                        .plus(attempt)));
    }

    private Duration remaining(Timing timing) {
        return settings.budget().minusNanos(nanoTime.getAsLong() - timing.start);
    }

    /** The time that the service asks to wait; zero if it names none. */
    private static Duration retryAfter(Throwable failure) {
        return failure instanceof ThrottledException throttled
                ? throttled.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    /**
     * The delay before the next attempt: exactly the time that the service names, because the {@link ConcurrencyLimiter}
     * spreads the attempts that follow.
     * Otherwise a random part of the bound (full jitter), so that operations that failed together are not repeated together,
     * cut so that the last attempt is made when the budget ends.
     */
    private Duration delay(Throwable failure, int failedAttempts, Duration remaining) {
        Duration requested = retryAfter(failure);
        if (!requested.isZero()) {
            return requested;
        }
        long bound = settings.bound(failedAttempts).toNanos();
        Duration jittered = Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound + 1));
        if (jittered.compareTo(remaining) <= 0) {
            return jittered;
        }
        return remaining.isNegative() ? Duration.ZERO : remaining;
    }
}
