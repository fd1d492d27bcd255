package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
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
 * The limiter {@linkplain ServiceRate learns} from that how many requests a second the service serves, and grants permits at
 * that rate. The client of the refused request waits as long as {@code Retry-After} says. If the refusal is {@linkplain
 * TenantRefusals the tenant's}, or the time longer than a second, the limiter pauses for that time: it grants no permit. No
 * thread waits.
 *
 * <p>Thread-safe. Callbacks and dependent stages of the futures run without a lock, on the thread of the event.
 */
public final class ConcurrencyLimiter {

    /** The limit of a client that has a limiter of its own. */
    public static final int DEFAULT_MAX_LIMIT = 8;

    /** The maximum pause, so that a mistaken header does not stop all requests for days. */
    private static final Duration MAX_PAUSE = Duration.ofHours(1);

    /** The maximum wait for a permit: the time for which an operation may be repeated. */
    private static final Duration MAX_WAIT = RetrySettings.DEFAULT.budget();

    /**
     * The maximum of a {@code Retry-After} that is about one request; for a longer one, the service is closed to the tenant.
     */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final ServiceRate rate = new ServiceRate();
    private final TenantRefusals refusals = new TenantRefusals();
    private final Set<Waiter> repeats = new LinkedHashSet<>();
    private final Set<Waiter> queue = new LinkedHashSet<>();
    private int maxLimit;
    private int inFlight;
    private boolean isDueScheduled;
    private boolean isPaused;
    private long pauseEnd;
    private boolean isGranting;

    /**
     * @param maxLimit the maximum number of requests in flight; at least 1
     * @param timer ends pauses; one thread is enough
     */
    public ConcurrencyLimiter(int maxLimit, ScheduledExecutorService timer) {
        this(maxLimit, timer, System::nanoTime);
    }

    ConcurrencyLimiter(int maxLimit, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.maxLimit = checked(maxLimit);
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    private static int checked(int maxLimit) {
        if (maxLimit < 1) {
            throw new InvalidParameterException("maxConcurrentRequests", maxLimit, "must be at least 1");
        }
        return maxLimit;
    }

    /**
     * Changes the maximum number of requests in flight, also for waiters.
     *
     * @param newMaxLimit at least 1
     */
    public void setMaxLimit(int newMaxLimit) {
        synchronized (this) {
            maxLimit = checked(newMaxLimit);
        }
        grantPermits();
    }

    /**
     * Whether throttling delays requests now: by a pause, or because the next request has to wait for its turn at the rate. A
     * rate that still spaces requests, but that the service has shown to be too low, is no throttling any more.
     */
    public synchronized boolean isThrottled() {
        return isPaused || isDueScheduled && !rate.isOutgrown();
    }

    /**
     * Asks for a permit to send one request.
     *
     * @param onPause called with the rest of a pause: at once if the limiter is paused, and for each pause that
     *     begins or becomes longer while the caller waits
     * @return completes with a permit, to be given back, when it is this waiter's turn; fails with a {@link
     *     RejectedByPauseException} as soon as a pause ends after the waiter's deadline. Cancelling it removes the waiter from
     *     the queue; a future that was cancelled before its turn never completes with a permit.
     */
    public CompletableFuture<Permit> acquire(Consumer<Duration> onPause) {
        return acquire(queue, onPause);
    }

    /**
     * As {@link #acquire}, for a request that is sent again: repeated requests go before requests that had no permit yet,
     * first in, first out.
     */
    public CompletableFuture<Permit> acquireAgain(Consumer<Duration> onPause) {
        return acquire(repeats, onPause);
    }

    private CompletableFuture<Permit> acquire(Set<Waiter> line, Consumer<Duration> onPause) {
        Waiter waiter = new Waiter(line, onPause, nanoTime.getAsLong() + MAX_WAIT.toNanos());
        List<Runnable> notices;
        synchronized (this) {
            line.add(waiter);
            notices = isPaused ? pauseNotices(List.of(waiter)) : List.of();
        }
        notices.forEach(Runnable::run);
        grantPermits();
        return waiter;
    }

    /** Grants all free permits. One thread at a time: no waiter overtakes another, and no recursion grows the stack. */
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

    /** Removes the first waiter from its queue; if no permit may be granted, ends the granting and returns empty. */
    private synchronized Optional<Runnable> nextGrant() {
        Set<Waiter> line = repeats.isEmpty() ? queue : repeats;
        if (isPaused || inFlight >= maxLimit || line.isEmpty() || !isDue()) {
            isGranting = false;
            return Optional.empty();
        }
        Iterator<Waiter> waiters = line.iterator();
        Waiter first = waiters.next();
        waiters.remove();
        inFlight++;
        Permit permit = new Permit(rate.onSent(nanoTime.getAsLong()));
        return Optional.of(() -> {
            if (!first.complete(permit)) {
                // cancelled after it was removed from its queue
                permit.release();
            }
        });
    }

    /** Whether the rate allows another request; if not, schedules the granting for the time when it does. */
    private synchronized boolean isDue() {
        long nanos = rate.nanosUntilDue(nanoTime.getAsLong());
        if (nanos > 0 && !isDueScheduled) {
            isDueScheduled = true;
            timer.schedule(this::onDue, nanos, TimeUnit.NANOSECONDS);
        }
        return nanos <= 0;
    }

    private void onDue() {
        synchronized (this) {
            isDueScheduled = false;
        }
        grantPermits();
    }

    /**
     * Grants no permit for the requested time from now on.
     *
     * @return the notices for the waiters, to be run without the lock; none if the present pause lasts longer anyway
     */
    private synchronized List<Runnable> pause(Duration requested) {
        if (requested.isZero()) {
            return List.of();
        }
        long nanos = (requested.compareTo(MAX_PAUSE) < 0 ? requested : MAX_PAUSE).toNanos();
        long now = nanoTime.getAsLong();
        long end = now + nanos;
        rate.onPause(now, isShort(requested));
        if (!isPaused) {
            timer.schedule(this::resume, nanos, TimeUnit.NANOSECONDS);
            isPaused = true;
        } else if (end - pauseEnd <= 0) {
            return List.of();
        }
        pauseEnd = end;
        List<Waiter> waiters = new ArrayList<>(repeats);
        waiters.addAll(queue);
        return pauseNotices(waiters);
    }

    private static boolean isShort(Duration pause) {
        return pause.compareTo(SHORT_PAUSE) <= 0;
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
            rate.onResume(nanoTime.getAsLong(), maxLimit);
        }
        grantPermits();
    }

    /**
     * Notifies each waiter of the present pause, or rejects a waiter whose deadline is before the pause's end. A rejected
     * waiter is removed from its queue before the lock is released; the notices are run without the lock.
     */
    private synchronized List<Runnable> pauseNotices(List<Waiter> waiters) {
        Duration remaining = Duration.ofNanos(Math.max(0, pauseEnd - nanoTime.getAsLong()));
        List<Runnable> notices = new ArrayList<>();
        for (Waiter waiter : waiters) {
            if (pauseEnd - waiter.deadline > 0) {
                waiter.line.remove(waiter);
                notices.add(() -> waiter.completeExceptionally(new RejectedByPauseException(remaining)));
            } else {
                notices.add(() -> waiter.notifyOfPause(remaining));
            }
        }
        return notices;
    }

    /** Learns from a refusal, and pauses if it is the tenant's; returns notices as {@link #pause}. */
    private synchronized List<Runnable> onThrottled(Permit permit, Duration retryAfter) {
        long now = nanoTime.getAsLong();
        boolean isNew = refusals.onRefused(permit.sent.number(), rate.nextNumber(), inFlight + 1);
        if (isNew) {
            rate.onRefused(permit.sent);
        }
        if (!refusals.areTenants() && isShort(retryAfter)) {
            return List.of();
        }
        if (retryAfter.isZero()) {
            rate.onPause(now, true);
            rate.onResume(now, maxLimit);
        }
        return pause(retryAfter);
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
     * The permission to have one request in flight. It is given back, with the end of the request, when no part of the request
     * is under way any more; giving it back a second time does nothing.
     */
    public final class Permit {

        private final ServiceRate.Sent sent;
        private boolean isGivenBack;

        private Permit(ServiceRate.Sent sent) {
            this.sent = sent;
        }

        /** Gives the permit back: the service served the request, with whatever status; it was not throttled. */
        public void served() {
            giveBack(this, () -> {
                refusals.onServed();
                rate.onServed(sent);
                return List.of();
            });
        }

        /**
         * Gives the permit back: the service throttled the request.
         *
         * @param retryAfter the time that the service asks to wait; zero if it names none
         */
        public void throttled(Duration retryAfter) {
            giveBack(this, () -> onThrottled(this, retryAfter));
        }

        /** Gives the permit back: the request was not sent, or its end says nothing about the service's quota. */
        public void release() {
            giveBack(this, List::of);
        }
    }

    /** A waiter for a permit; equal to itself alone. */
    private final class Waiter extends CompletableFuture<Permit> {

        private final Set<Waiter> line;
        private final Consumer<Duration> onPause;
        private final long deadline;

        Waiter(Set<Waiter> line, Consumer<Duration> onPause, long deadline) {
            this.line = line;
            this.onPause = onPause;
            this.deadline = deadline;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            synchronized (ConcurrencyLimiter.this) {
                line.remove(this);
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

    /** Rejects a waiter, because the limiter's pause ends after the waiter's deadline. */
    public static final class RejectedByPauseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Duration remaining;

        RejectedByPauseException(Duration remaining) {
            super("paused for " + remaining);
            this.remaining = remaining;
        }

        /** The rest of the pause. */
        public Duration remaining() {
            return remaining;
        }
    }
}
