package io.jenkins.plugins.msstore.bulk;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Measures how fast a count grew in the last seconds, from samples of the count. The window is short, because a service that
 * throttles may change its quota at any time. Thread-safe.
 */
final class RateMeter {

    private static final long WINDOW_NANOS = 10_000_000_000L;

    private static final long STEP_NANOS = 1_000_000_000L;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, int count) {}

    /**
     * Adds a sample, and returns the growth per second in the last ten seconds, or since the first sample; 0 for the first.
     *
     * @param nanos the current time of a monotonic clock
     * @param count the current count
     */
    synchronized double perSecond(long nanos, int count) {
        sample(nanos, count);
        Sample first = samples.getFirst();
        return nanos == first.nanos() ? 0 : (count - first.count()) * 1e9 / (nanos - first.nanos());
    }

    private void sample(long nanos, int count) {
        if (samples.isEmpty() || nanos - samples.getLast().nanos() >= STEP_NANOS) {
            samples.addLast(new Sample(nanos, count));
        }
        while (nanos - samples.getFirst().nanos() > WINDOW_NANOS && samples.size() > 1) {
            samples.removeFirst();
        }
    }
}
