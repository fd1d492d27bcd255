package io.jenkins.plugins.msstore.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Delays answers; all delays end with the simulator. */
final class Pause {
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Waits.
     *
     * @return false if the simulator ended meanwhile
     */
    boolean hold(Duration duration) throws InterruptedException {
        return duration.isZero() || !ended.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends all delays, now and later. */
    void end() {
        ended.countDown();
    }
}
