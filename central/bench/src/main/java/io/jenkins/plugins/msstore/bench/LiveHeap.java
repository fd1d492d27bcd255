package io.jenkins.plugins.msstore.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The peak of the live heap, sampled after full collections. Garbage does not count, because its amount depends on the size
 * of the heap and not on the contender.
 */
final class LiveHeap implements AutoCloseable {

    /** A pause of four times a collection's duration follows it, so collections take at most a fifth of the time. */
    private static final int REST_PER_COLLECTION = 4;

    private static final long MIN_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread sampler = new Thread(this::sample, "live heap");
    private long peakBytes;

    LiveHeap() {
        sampler.setDaemon(true);
        sampler.start();
    }

    private void sample() {
        try {
            long rest = MIN_REST_NANOS;
            while (!end.await(rest, TimeUnit.NANOSECONDS)) {
                long start = System.nanoTime();
                System.gc();
                peakBytes = Math.max(peakBytes, memory.getHeapMemoryUsage().getUsed());
                rest = Math.max(MIN_REST_NANOS, REST_PER_COLLECTION * (System.nanoTime() - start));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the sampling. */
    @Override
    public void close() throws InterruptedException {
        end.countDown();
        sampler.join();
    }

    /** The peak, in bytes, once closed. */
    long peakBytes() {
        return peakBytes;
    }
}
