package io.jenkins.plugins.msstore.client.http;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.util.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The one place where anything is repeated: exponential back-off with full jitter, or what the service asks for with
 * {@code Retry-After} (RFC 9110, section 10.2.3). No thread waits meanwhile.
 */
public final class Retries {

    /** Failsafe's word for it. */
    private static final int UNLIMITED = -1;

    private final RetrySettings settings;
    private final ScheduledExecutorService timer;
    private final RetryListener listener;
    private final Cancellation cancellation;
    private final LongSupplier nanoTime;

    /**
     * @param timer starts the attempts; they must not block
     * @param cancellation ends waits and attempts alike
     */
    public Retries(
            RetrySettings settings, ScheduledExecutorService timer, RetryListener listener, Cancellation cancellation) {
        this(settings, timer, listener, cancellation, System::nanoTime);
    }

    Retries(
            RetrySettings settings,
            ScheduledExecutorService timer,
            RetryListener listener,
            Cancellation cancellation,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.timer = timer;
        this.listener = listener;
        this.cancellation = cancellation;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs an operation until it succeeds, fails in a way that is not worth repeating, or is given up.
     *
     * @param rule which failures are worth another attempt
     * @param attempt starts one attempt
     * @return the result of the attempt that succeeded, or the failure of the last one
     */
    public <T> CompletableFuture<T> run(RetryRule rule, Supplier<CompletableFuture<T>> attempt) {
        long start = nanoTime.getAsLong();
        AtomicInteger counted = new AtomicInteger();
        RetryPolicy<T> policy = RetryPolicy.<T>builder()
                .withMaxAttempts(UNLIMITED)
                .handleIf(error -> error instanceof StoreException failure
                        && rule.repeats().test(failure))
                .abortOn(error -> error instanceof StoreException failure
                        && rule.repeats().test(failure)
                        && (counted.get() >= settings.maxAttempts()
                                || requestedWait(failure).compareTo(remaining(start)) > 0))
                .withDelayFn(context -> wait(context.getLastException(), context.getAttemptCount(), remaining(start)))
                .onRetryScheduled(
                        event -> listener.waiting((StoreException) event.getLastException(), event.getDelay()))
                .onAbort(event -> ((StoreException) event.getException()).gaveUpAfter(event.getAttemptCount()))
                .build();
        return cancellation.track(Failsafe.with(policy)
                .with(timer)
                .getStageAsync(() -> attempt.get().whenComplete((result, error) -> {
                    if (Failures.unwrapped(error) instanceof StoreException failure
                            && rule.counts().test(failure)) {
                        counted.incrementAndGet();
                    }
                })));
    }

    private Duration remaining(long start) {
        return settings.budget().minusNanos(nanoTime.getAsLong() - start);
    }

    private static Duration requestedWait(StoreException failure) {
        return failure instanceof ThrottledException throttled
                ? throttled.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    /**
     * What the service asks for, to the letter: whoever comes back then meets the {@link Pace}, which lets them go one after
     * the other. Otherwise a random part of the bound, so that many that failed together do not come back together; the
     * last attempt is where the budget ends.
     */
    private Duration wait(Throwable failure, int failedAttempts, Duration remaining) {
        Duration requested = requestedWait((StoreException) failure);
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
