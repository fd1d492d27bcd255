package io.jenkins.plugins.msstore.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Delays answers; all delays end with the simulator. */
final class Pause {

    /** A sleeping thread wakes up late, most often by less than this time: the end of a delay is waited for awake. */
    private static final long AWAKE_NANOS = 300_000;

    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Waits.
     *
     * @return false if the simulator ended meanwhile
     */
    boolean hold(Duration duration) throws InterruptedException {
        if (duration.isZero()) {
            return true;
        }
        long end = System.nanoTime() + duration.toNanos();
        if (ended.await(duration.toNanos() - AWAKE_NANOS, TimeUnit.NANOSECONDS)) {
            return false;
        }
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        return true;
    }

    /** Ends all delays, now and later. */
    void end() {
        ended.countDown();
    }
}
