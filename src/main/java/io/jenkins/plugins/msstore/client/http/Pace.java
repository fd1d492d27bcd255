package io.jenkins.plugins.msstore.client.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Decides when requests may leave, for everybody who shares a tenant of an endpoint: in the order of their arrival, so many
 * at a time as the service bears, and nobody while it asks to stay away.
 *
 * <p>The service throttles with 429 (RFC 6585, section 4), or with 503 and {@code Retry-After} (RFC 9110, section 10.2.3).
 * Either halves how many requests may be in flight, once for all that left together, and what is served afterwards brings
 * the number back up to its maximum, one by one. What {@code Retry-After} asks of one request is asked of the whole tenant:
 * until then, nobody sends anything. No thread waits; a request that is cancelled while it waits was certainly not sent.
 *
 * <p>Safe for use by many threads.
 */
public final class Pace {

    /** How many requests may be in flight where nobody says otherwise. */
    public static final int DEFAULT_MAXIMUM = 8;

    /** A header that is mistaken must not close the service for days: afterwards somebody may ask again. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** As long as an operation is repeated, and no longer, it waits for others' pauses. */
    private static final Duration PATIENCE = RetrySettings.DEFAULT.budget();

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final CongestionWindow window;
    private final Set<Comer> waiting = new LinkedHashSet<>();
    private int inFlight;
    private boolean paused;
    private long pausedUntil;
    private boolean lettingGo;

    /**
     * @param maximum how many requests may be in flight at most; at least 1
     * @param timer ends pauses; one thread is enough
     */
    public Pace(int maximum, ScheduledExecutorService timer) {
        this(maximum, timer, System::nanoTime);
    }

    Pace(int maximum, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.window = new CongestionWindow(maximum);
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /**
     * Changes how many requests may be in flight at most, for those that wait already too. Where fewer are allowed at
     * present, because the service throttled, their number climbs to the new maximum.
     *
     * @param maximum at least 1
     */
    public void limitTo(int maximum) {
        synchronized (this) {
            window.limitTo(maximum);
        }
        letGo();
    }

    /**
     * Sends a request as soon as it may leave. Where it would have to wait for a pause that lasts too long, it is answered
     * with 429 at once, as the service itself would.
     *
     * @param onPause hears how long everybody stays away, whenever that concerns this request
     */
    void send(PreparedRequest request, Consumer<Duration> onPause) {
        Comer comer = new Comer(request, onPause, nanoTime.getAsLong() + PATIENCE.toNanos());
        List<Runnable> news = List.of();
        synchronized (this) {
            waiting.add(comer);
            if (paused) {
                news = newsOfPause(List.of(comer));
            }
        }
        // runs at once for a request that was cancelled before
        request.whenComplete((answer, error) -> forget(comer));
        news.forEach(Runnable::run);
        letGo();
    }

    private synchronized void forget(Comer comer) {
        waiting.remove(comer);
    }

    /** Sends what may leave. One thread at a time, so that nobody overtakes and no failure to send piles up calls. */
    private void letGo() {
        synchronized (this) {
            if (lettingGo) {
                return;
            }
            lettingGo = true;
        }
        for (Optional<Place> next = next(); next.isPresent(); next = next()) {
            next.get().depart();
        }
    }

    private synchronized Optional<Place> next() {
        if (paused || inFlight >= window.size() || waiting.isEmpty()) {
            lettingGo = false;
            return Optional.empty();
        }
        Iterator<Comer> comers = waiting.iterator();
        Comer first = comers.next();
        comers.remove();
        inFlight++;
        return Optional.of(new Place(first.request, window.depart()));
    }

    private void answered(long departure, Answer answer) {
        List<Runnable> news = List.of();
        synchronized (this) {
            if (answer.isThrottled()) {
                window.throttled(departure);
                Duration asked = answer.retryAfter().orElse(Duration.ZERO);
                if (!asked.isZero() && pause(asked)) {
                    news = newsOfPause(List.copyOf(waiting));
                }
            } else if (answer.isServed()) {
                window.served(departure);
            }
        }
        news.forEach(Runnable::run);
    }

    /**
     * Nobody leaves for so long from now on.
     *
     * @return whether that is news; not so where a pause lasts longer anyway
     */
    private boolean pause(Duration asked) {
        long length = (asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE).toNanos();
        long until = nanoTime.getAsLong() + length;
        if (!paused) {
            timer.schedule(this::resume, length, TimeUnit.NANOSECONDS);
            paused = true;
        } else if (until - pausedUntil <= 0) {
            return false;
        }
        pausedUntil = until;
        return true;
    }

    private void resume() {
        synchronized (this) {
            long left = pausedUntil - nanoTime.getAsLong();
            if (left > 0) {
                // the pause has become longer meanwhile
                timer.schedule(this::resume, left, TimeUnit.NANOSECONDS);
                return;
            }
            paused = false;
        }
        letGo();
    }

    /**
     * What the present pause means to each of those who wait; called with the lock, for whoever is refused must not leave
     * any more, and run without it, for strangers are called.
     */
    private List<Runnable> newsOfPause(List<Comer> comers) {
        Duration left = Duration.ofNanos(Math.max(0, pausedUntil - nanoTime.getAsLong()));
        List<Runnable> news = new ArrayList<>();
        for (Comer comer : comers) {
            if (pausedUntil - comer.patientUntil > 0) {
                waiting.remove(comer);
                news.add(() -> comer.request.complete(Answer.throttled(left)));
            } else {
                news.add(() -> comer.hear(left));
            }
        }
        return news;
    }

    private void free() {
        synchronized (this) {
            inFlight--;
        }
        letGo();
    }

    /** A request that waits; equal to itself alone. */
    private static final class Comer {
        private final PreparedRequest request;
        private final Consumer<Duration> onPause;
        private final long patientUntil;

        Comer(PreparedRequest request, Consumer<Duration> onPause, long patientUntil) {
            this.request = request;
            this.onPause = onPause;
            this.patientUntil = patientUntil;
        }

        void hear(Duration pause) {
            try {
                onPause.accept(pause);
            } catch (RuntimeException itsOwn) {
                // one client's listener must not harm the others
            }
        }
    }

    /** One of the places in flight, held until nothing of its request is under way any more. */
    final class Place {
        private final PreparedRequest request;
        private final long departure;
        private boolean freed;

        private Place(PreparedRequest request, long departure) {
            this.request = request;
            this.departure = departure;
        }

        private void depart() {
            try {
                request.send(this);
            } catch (RuntimeException | Error e) {
                // no thread could be had, say: the others must not wait for it
                request.completeExceptionally(e);
                free();
            }
        }

        /** The service has answered: to be told before anybody hears of the answer. */
        void answered(Answer answer) {
            Pace.this.answered(departure, answer);
        }

        /** Gives the place to the next one; a second time does nothing. */
        void free() {
            synchronized (this) {
                if (freed) {
                    return;
                }
                freed = true;
            }
            Pace.this.free();
        }
    }
}
