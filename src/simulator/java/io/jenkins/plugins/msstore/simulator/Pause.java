package io.jenkins.plugins.msstore.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds answers back, until their time has come or the simulator ends. */
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

    /** Lets all go that wait, and all that come later. */
    void end() {
        ended.countDown();
    }
}
