package io.jenkins.plugins.msstore.client.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Limits the concurrent requests of a tenant, first in, first out; adapts to throttling. All clients of a tenant of an
 * endpoint share one limiter, for the service throttles the tenant, not the client.
 *
 * <p>The service throttles with 429 (RFC 6585, section 4), or with 503 and {@code Retry-After} (RFC 9110, section 10.2.3).
 * Either halves the {@linkplain AimdLimit limit}, once for all requests that were in flight together, and requests that are
 * served increase it again. The time that {@code Retry-After} names pauses the limiter: until then, no permit is granted.
 * No thread waits.
 *
 * <p>Thread-safe. Callbacks and dependent stages of the futures run without a lock, on the thread of the event.
 */
public final class ConcurrencyLimiter {

    /** The limit of a client that has a limiter of its own. */
    public static final int DEFAULT_MAX_LIMIT = 8;

    /** A header that is mistaken must not close the service for days. */
    private static final Duration MAX_PAUSE = Duration.ofHours(1);

    /** As long as an operation may be repeated. */
    private static final Duration MAX_WAIT = RetrySettings.DEFAULT.budget();

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final AimdLimit limit;
    private final Set<Waiter> queue = new LinkedHashSet<>();
    private int inFlight;
    private boolean isPaused;
    private long pauseEnd;
    private boolean isGranting;

    /**
     * @param maxLimit how many requests may be in flight at most; at least 1
     * @param timer ends pauses; one thread is enough
     */
    public ConcurrencyLimiter(int maxLimit, ScheduledExecutorService timer) {
        this(maxLimit, timer, System::nanoTime);
    }

    ConcurrencyLimiter(int maxLimit, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.limit = new AimdLimit(maxLimit);
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /**
     * Changes how many requests may be in flight at most, for waiters too. A limit that throttling has decreased climbs to
     * the new maximum.
     *
     * @param maxLimit at least 1
     */
    public void setMaxLimit(int maxLimit) {
        synchronized (this) {
            limit.setMax(maxLimit);
        }
        grantPermits();
    }

    /**
     * Asks for a permit to send one request.
     *
     * @param onPause called with what is left of a pause: at once where the limiter is paused, and for each pause that
     *     begins or becomes longer while the caller waits
     * @return completes with a permit, which is to be given back, when it is this waiter's turn; fails with a {@link
     *     RejectedByPauseException} as soon as a pause lasts longer than a waiter waits. Cancelling it takes the waiter from
     *     the queue; a future that was cancelled in time never completes with a permit.
     */
    public CompletableFuture<Permit> acquire(Consumer<Duration> onPause) {
        Waiter waiter = new Waiter(onPause, nanoTime.getAsLong() + MAX_WAIT.toNanos());
        List<Runnable> notices;
        synchronized (this) {
            queue.add(waiter);
            notices = isPaused ? pauseNotices(List.of(waiter)) : List.of();
        }
        notices.forEach(Runnable::run);
        grantPermits();
        return waiter;
    }

    /** Grants what may be granted. One thread at a time: no waiter overtakes another, and no recursion grows the stack. */
    private void grantPermits() {
        synchronized (this) {
            if (isGranting) {
                return;
            }
            isGranting = true;
        }
        for (Optional<Runnable> grant = nextGrant(); grant.isPresent(); grant = nextGrant()) {
            grant.get().run();
        }
    }

    /** Takes the first waiter from the queue; empty, and no thread is granting any more, where no permit may be granted. */
    private synchronized Optional<Runnable> nextGrant() {
        if (isPaused || inFlight >= limit.current() || queue.isEmpty()) {
            isGranting = false;
            return Optional.empty();
        }
        Iterator<Waiter> waiters = queue.iterator();
        Waiter first = waiters.next();
        waiters.remove();
        inFlight++;
        Permit permit = new Permit(limit.nextNumber());
        return Optional.of(() -> {
            if (!first.complete(permit)) {
                // cancelled since it was taken from the queue
                permit.release();
            }
        });
    }

    /**
     * Grants no permit for so long from now on. To be called with the lock.
     *
     * @return for the waiters, to be run without the lock; none where a present pause lasts longer anyway
     */
    private List<Runnable> pause(Duration requested) {
        if (requested.isZero()) {
            return List.of();
        }
        long nanos = (requested.compareTo(MAX_PAUSE) < 0 ? requested : MAX_PAUSE).toNanos();
        long end = nanoTime.getAsLong() + nanos;
        if (!isPaused) {
            timer.schedule(this::resume, nanos, TimeUnit.NANOSECONDS);
            isPaused = true;
        } else if (end - pauseEnd <= 0) {
            return List.of();
        }
        pauseEnd = end;
        return pauseNotices(List.copyOf(queue));
    }

    private void resume() {
        synchronized (this) {
            long remaining = pauseEnd - nanoTime.getAsLong();
            if (remaining > 0) {
                // the pause has become longer meanwhile
                timer.schedule(this::resume, remaining, TimeUnit.NANOSECONDS);
                return;
            }
            isPaused = false;
        }
        grantPermits();
    }

    /**
     * Tells each waiter of the present pause, or rejects it where its deadline lies before the end. To be called with the
     * lock, so that a rejected waiter is out of the queue before a permit could be granted; the result is run without it.
     */
    private List<Runnable> pauseNotices(List<Waiter> waiters) {
        Duration remaining = Duration.ofNanos(Math.max(0, pauseEnd - nanoTime.getAsLong()));
        List<Runnable> notices = new ArrayList<>();
        for (Waiter waiter : waiters) {
            if (pauseEnd - waiter.deadline > 0) {
                queue.remove(waiter);
                notices.add(() -> waiter.completeExceptionally(new RejectedByPauseException(remaining)));
            } else {
                notices.add(() -> waiter.notifyOfPause(remaining));
            }
        }
        return notices;
    }

    private void giveBack(Permit permit, Supplier<List<Runnable>> report) {
        List<Runnable> notices;
        synchronized (this) {
            if (permit.isGivenBack) {
                return;
            }
            permit.isGivenBack = true;
            inFlight--;
            notices = report.get();
        }
        notices.forEach(Runnable::run);
        grantPermits();
    }

    /**
     * A place among the requests in flight, to be given back once, with what happened to the request, when nothing of the
     * request is under way any more. Given back a second time, it does nothing.
     */
    public final class Permit {

        private final long number;
        private boolean isGivenBack;

        private Permit(long number) {
            this.number = number;
        }

        /** Gives the permit back: the service was up to the request, even where it refused it. */
        public void served() {
            giveBack(this, () -> {
                limit.onServed(number);
                return List.of();
            });
        }

        /**
         * Gives the permit back: the service throttled the request.
         *
         * @param retryAfter how long it asks to wait; zero where it names no time
         */
        public void throttled(Duration retryAfter) {
            giveBack(this, () -> {
                limit.onThrottled(number);
                return pause(retryAfter);
            });
        }

        /** Gives the permit back: the request was not sent, or its end says nothing of how much the service bears. */
        public void release() {
            giveBack(this, List::of);
        }
    }

    /** One who waits for a permit; equal to itself alone. */
    private final class Waiter extends CompletableFuture<Permit> {

        private final Consumer<Duration> onPause;
        private final long deadline;

        Waiter(Consumer<Duration> onPause, long deadline) {
            this.onPause = onPause;
            this.deadline = deadline;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            synchronized (ConcurrencyLimiter.this) {
                queue.remove(this);
            }
            return super.cancel(mayInterruptIfRunning);
        }

        void notifyOfPause(Duration remaining) {
            try {
                onPause.accept(remaining);
            } catch (RuntimeException failedCallback) {
                // one client's callback must not harm the others
            }
        }
    }

    /** A waiter was not granted a permit, because the limiter is paused for longer than it waits. */
    public static final class RejectedByPauseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Duration remaining;

        RejectedByPauseException(Duration remaining) {
            super("paused for " + remaining);
            this.remaining = remaining;
        }

        /** What is left of the pause. */
        public Duration remaining() {
            return remaining;
        }
    }
}
