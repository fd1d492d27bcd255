package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.util.InvalidParameterException;

/**
 * How many requests may be in flight: half as many once the service throttles, one more with each window of requests that
 * it serves, up to a maximum (additive increase, multiplicative decrease). Not safe for use by many threads.
 */
final class CongestionWindow {

    private int maximum;
    private int size;
    private int servedInWindow;
    private long departures;
    private long firstAfterHalving;

    /**
     * @param maximum the size at first, and never more; at least 1
     */
    CongestionWindow(int maximum) {
        this.maximum = checked(maximum);
        this.size = maximum;
    }

    private static int checked(int maximum) {
        if (maximum < 1) {
            throw new InvalidParameterException("maxConcurrentRequests", maximum, "must be at least 1");
        }
        return maximum;
    }

    int size() {
        return size;
    }

    /** Changes the maximum. A window that nobody had made smaller grows with it at once, any other climbs there. */
    void limitTo(int newMaximum) {
        boolean isWhole = size == maximum;
        maximum = checked(newMaximum);
        size = isWhole ? maximum : Math.min(size, maximum);
    }

    /** Counts a request that leaves; its number is what its answer is reported with. */
    long depart() {
        return departures++;
    }

    /** A request was served. What had left before the last halving says nothing of the smaller window. */
    void served(long departure) {
        if (departure < firstAfterHalving || size == maximum) {
            return;
        }
        servedInWindow++;
        if (servedInWindow >= size) {
            size++;
            servedInWindow = 0;
        }
    }

    /** A request was throttled. Those that had left before the last halving belong to the congestion that caused it. */
    void throttled(long departure) {
        if (departure < firstAfterHalving) {
            return;
        }
        size = Math.max(1, size / 2);
        servedInWindow = 0;
        firstAfterHalving = departures;
    }
}
