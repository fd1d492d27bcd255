package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.util.InvalidParameterException;

/**
 * The number of requests that may be in flight, adapted to throttling: half of it when the service throttles, one more with
 * each window of requests that it serves, up to a maximum (additive increase, multiplicative decrease). Not thread-safe.
 */
final class AimdLimit {

    private int max;
    private int current;
    private int servedInWindow;
    private long sent;
    private long firstAfterDecrease;

    /**
     * @param max the limit at first, and at any time the largest; at least 1
     */
    AimdLimit(int max) {
        this.max = checked(max);
        this.current = max;
    }

    private static int checked(int max) {
        if (max < 1) {
            throw new InvalidParameterException("maxConcurrentRequests", max, "must be at least 1");
        }
        return max;
    }

    int current() {
        return current;
    }

    /** Changes the maximum. A limit that equals its maximum follows at once; one that was decreased climbs to it. */
    void setMax(int newMax) {
        boolean isAtMax = current == max;
        max = checked(newMax);
        current = isAtMax ? max : Math.min(current, max);
    }

    /** Counts a request that is about to be sent, and returns the number by which its outcome is reported. */
    long nextNumber() {
        return sent++;
    }

    /** Reports a request as served. One that was sent before the last decrease says nothing of the smaller limit. */
    void onServed(long number) {
        if (number < firstAfterDecrease || current == max) {
            return;
        }
        servedInWindow++;
        if (servedInWindow >= current) {
            current++;
            servedInWindow = 0;
        }
    }

    /** Reports a request as throttled. Requests that were sent before the last decrease are part of its cause. */
    void onThrottled(long number) {
        if (number < firstAfterDecrease) {
            return;
        }
        current = Math.max(1, current / 2);
        servedInWindow = 0;
        firstAfterDecrease = sent;
    }
}
