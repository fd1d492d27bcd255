package io.jenkins.plugins.msstore.client.http;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The one place where anything is repeated: exponential back-off with full jitter, or what the service asks for with
 * {@code Retry-After}. No thread waits meanwhile.
 */
public final class Retries {

    private final RetrySettings settings;
    private final ScheduledExecutorService timer;
    private final RetryListener listener;
    private final Cancellation cancellation;

    /**
     * @param timer starts the attempts; they must not block
     * @param cancellation ends waits and attempts alike
     */
    public Retries(
            RetrySettings settings, ScheduledExecutorService timer, RetryListener listener, Cancellation cancellation) {
        this.settings = settings;
        this.timer = timer;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * Runs an operation until it succeeds, fails in a way that is not worth repeating, or is given up.
     *
     * @param repeatable which failures are worth another attempt
     * @param attempt starts one attempt
     * @return the result of the attempt that succeeded, or the failure of the last one
     */
    public <T> CompletableFuture<T> run(Predicate<StoreException> repeatable, Supplier<CompletableFuture<T>> attempt) {
        long start = System.nanoTime();
        RetryPolicy<T> policy = RetryPolicy.<T>builder()
                .withMaxAttempts(settings.maxAttempts())
                .handleIf(error -> error instanceof StoreException failure
                        && repeatable.test(failure)
                        && requestedWait(failure).compareTo(remaining(start)) <= 0)
                .withDelayFn(context -> wait(context.getLastException(), context.getAttemptCount(), remaining(start)))
                .onRetryScheduled(
                        event -> listener.waiting((StoreException) event.getLastException(), event.getDelay()))
                .onRetriesExceeded(
                        event -> ((StoreException) event.getException()).gaveUpAfter(event.getAttemptCount()))
                .build();
        return cancellation.track(Failsafe.with(policy).with(timer).getStageAsync(attempt::get));
    }

    private Duration remaining(long start) {
        return settings.budget().minusNanos(System.nanoTime() - start);
    }

    private static Duration requestedWait(StoreException failure) {
        return failure instanceof ThrottledException throttled
                ? throttled.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    /**
     * Never earlier than the service asks for; beyond that a random part of the bound, so that many clients that were
     * turned away together do not come back together.
     */
    private Duration wait(Throwable failure, int failedAttempts, Duration remaining) {
        Duration requested = requestedWait((StoreException) failure);
        long bound = settings.bound(failedAttempts).toNanos();
        Duration jittered =
                requested.plusNanos(bound == 0 ? 0 : ThreadLocalRandom.current().nextLong(bound + 1));
        return jittered.compareTo(remaining) <= 0 ? jittered : requested;
    }
}
