package io.jenkins.plugins.msstore.simulator;

import java.time.Duration;
import java.time.Instant;

/** Lets so many requests a second pass, as a bucket that holds one second's worth. Thread-safe. */
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
