package io.jenkins.plugins.msstore.simulator;

import java.time.Duration;
import java.time.Instant;

/** Limits the number of requests per second: a token bucket with the capacity of one second. Thread-safe. */
final class Throttle {
    private final double perSecond;
    private double tokens;
    private Instant last;

    /**
     * @param perSecond the requests a second; 0 lets all pass
     */
    Throttle(int perSecond) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
    }

    /** Admits a request, or returns that it is throttled. */
    synchronized boolean tryPass(Instant now) {
        if (perSecond == 0) {
            return true;
        }
        if (last != null && now.isAfter(last)) {
            double seconds = Duration.between(last, now).toNanos() / 1e9;
            tokens = Math.min(perSecond, tokens + seconds * perSecond);
        }
        if (last == null || now.isAfter(last)) {
            last = now;
        }
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
