package io.jenkins.plugins.msstore.bulk;

import java.util.ArrayDeque;
import java.util.Deque;

/** Tells how fast a count has been growing lately. */
final class RateMeter {

    private static final long WINDOW_NANOS = 30_000_000_000L;

    private static final long STEP_NANOS = 1_000_000_000L;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, int count) {}

    /**
     * Takes note of the count.
     *
     * @param nanos now, on a clock that only runs forward
     */
    void sample(long nanos, int count) {
        if (samples.isEmpty() || nanos - samples.getLast().nanos() >= STEP_NANOS) {
            samples.addLast(new Sample(nanos, count));
        }
        while (nanos - samples.getFirst().nanos() > WINDOW_NANOS && samples.size() > 1) {
            samples.removeFirst();
        }
    }

    /** How much it grew a second in the last half minute, or since the first note; 0 where that is not known yet. */
    double perSecond(long nanos, int count) {
        if (samples.isEmpty() || nanos == samples.getFirst().nanos()) {
            return 0;
        }
        Sample first = samples.getFirst();
        return (count - first.count()) * 1e9 / (nanos - first.nanos());
    }
}
