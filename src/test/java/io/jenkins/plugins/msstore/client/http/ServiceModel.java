package io.jenkins.plugins.msstore.client.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A model of a service that throttles, and of clients that share a limiter, on a timer that the test advances: a minute takes
 * less than a second. A client repeats a refused request after its {@code Retry-After}.
 */
final class ServiceModel {

    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final Duration STEP = Duration.ofMillis(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** The time at the beginning in which refusals do not count, because the limiter is still learning. */
    private static final double LEARNING_SECONDS = 5;

    private final HandTimer timer = new HandTimer(Runnable::run);
    private final long start = timer.nanoTime();
    private final ConcurrencyLimiter limiter;

    /** Decides about each request: zero if it is served, otherwise the time to wait. */
    private final Supplier<Duration> service;

    private final Random random;
    private Duration jitter = Duration.ofMillis(5);
    private final List<Double> served = new ArrayList<>();
    private final List<Double> throttled = new ArrayList<>();
    private int refusedWhenLearned;
    private boolean namesNoTime;

    /** A token bucket that holds a second's requests, and is full at the start. */
    private final class Bucket implements Supplier<Duration> {

        private final DoubleUnaryOperator perSecond;
        private double tokens;
        private double last;

        Bucket(DoubleUnaryOperator perSecond) {
            this.perSecond = perSecond;
            this.tokens = perSecond.applyAsDouble(0);
        }

        @Override
        public Duration get() {
            double rate = perSecond.applyAsDouble(seconds());
            tokens = Math.min(rate, tokens + (seconds() - last) * rate);
            last = seconds();
            if (tokens < 1) {
                return RETRY_AFTER;
            }
            tokens--;
            return Duration.ZERO;
        }
    }

    private ServiceModel(int concurrency, long seed, Function<ServiceModel, Supplier<Duration>> service) {
        random = new Random(seed);
        limiter = new ConcurrencyLimiter(concurrency, timer, timer::nanoTime);
        this.service = service.apply(this);
    }

    /** A service with a quota that may change with the seconds since the start. */
    static ServiceModel withQuota(int concurrency, long seed, DoubleUnaryOperator perSecond) {
        return new ServiceModel(concurrency, seed, model -> model.new Bucket(perSecond));
    }

    /** A service that refuses a share of all requests, independent of their number. */
    static ServiceModel thatRefusesAtRandom(int concurrency, double share, long seed) {
        Random random = new Random(seed);
        return new ServiceModel(
                concurrency, seed, model -> () -> random.nextDouble() < share ? RETRY_AFTER : Duration.ZERO);
    }

    /** A service that serves a number of requests in each span of time, and then asks to wait for the end of the span. */
    static ServiceModel withWindow(int concurrency, int requests, Duration span) {
        Map<Long, Integer> served = new HashMap<>();
        return new ServiceModel(concurrency, 1, model -> () -> {
            long window = (long) (model.seconds() / span.toSeconds());
            if (served.merge(window, 1, Integer::sum) <= requests) {
                return Duration.ZERO;
            }
            return Duration.ofSeconds((long) Math.ceil((window + 1) * span.toSeconds() - model.seconds()));
        });
    }

    /** Lets the service refuse without {@code Retry-After}; clients then wait equally long on their own account. */
    ServiceModel namingNoTime() {
        namesNoTime = true;
        return this;
    }

    /** Lets answers take longer by a random time up to this one, so that they come in another order than the requests. */
    ServiceModel withJitter(Duration most) {
        jitter = most;
        return this;
    }

    private double seconds() {
        return (timer.nanoTime() - start) / 1e9;
    }

    /** A client with many requests, a fixed number of which are in flight or waiting at the same time. */
    final class Client {

        private int toSend;
        private int served;

        private Client(int requests, int atATime) {
            toSend = requests - atATime;
            for (int i = 0; i < atATime; i++) {
                limiter.acquire(pause -> {}).thenAccept(this::send);
            }
        }

        private void send(ConcurrencyLimiter.Permit permit) {
            Duration wait = service.get();
            long nanos = LATENCY.toNanos() + random.nextInt((int) jitter.toNanos());
            timer.schedule(() -> answered(permit, wait), nanos, TimeUnit.NANOSECONDS);
        }

        private void answered(ConcurrencyLimiter.Permit permit, Duration wait) {
            if (wait.isZero()) {
                served++;
                ServiceModel.this.served.add(seconds());
                permit.served();
                if (toSend-- > 0) {
                    limiter.acquire(pause -> {}).thenAccept(this::send);
                }
                return;
            }
            if (seconds() > LEARNING_SECONDS) {
                refusedWhenLearned++;
            }
            timer.schedule(
                    () -> {
                        limiter.acquireAgain(pause -> {}).thenAccept(this::send);
                    },
                    wait.toNanos(),
                    TimeUnit.NANOSECONDS);
            permit.throttled(namesNoTime ? Duration.ZERO : wait);
        }

        int served() {
            return served;
        }
    }

    Client client(int requests, int atATime) {
        return new Client(requests, atATime);
    }

    /** Advances the time until a number of requests were served. */
    ServiceModel runUntilServed(int requests) {
        while (served.size() < requests && seconds() < 600) {
            timer.advance(STEP);
            if (limiter.isThrottled()) {
                throttled.add(seconds());
            }
        }
        return this;
    }

    /** The share of a span of seconds in which the limiter says that throttling delays requests. */
    double throttledShare(double from, double to) {
        double steps = (to - from) * TimeUnit.SECONDS.toMillis(1) / STEP.toMillis();
        return throttled.stream().filter(time -> time > from && time <= to).count() / steps;
    }

    /** The time at which the last request was served, in seconds. */
    double lastServed() {
        return served.get(served.size() - 1);
    }

    /** The number of requests that were served in a span of seconds. */
    long served(double from, double to) {
        return served.stream().filter(time -> time > from && time <= to).count();
    }

    /** The share of refused requests among all that were answered, those of the first five seconds left out. */
    double refusedShare() {
        return refusedWhenLearned / (refusedWhenLearned + (double) served(LEARNING_SECONDS, Double.MAX_VALUE));
    }
}
