package io.jenkins.plugins.msstore.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests that tasks never overlap, keep their order, and do not stop each other by failing. */
class SerialExecutorTest {

    private final List<Throwable> failures = new ArrayList<>();
    private final SerialExecutor executor = new SerialExecutor(failures::add);

    @Test
    void aTaskThatSubmitsAnotherEndsBeforeTheOtherBegins() {
        List<String> events = new ArrayList<>();
        executor.submit(() -> {
            executor.submit(() -> events.add("second"));
            events.add("first");
        });
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void aFailureIsReportedBeforeTheNextTaskRuns() {
        List<Integer> failuresBefore = new ArrayList<>();
        executor.submit(() -> {
            executor.submit(() -> failuresBefore.add(failures.size()));
            throw new IOException("broken");
        });
        assertThat(failures).singleElement().isInstanceOf(IOException.class);
        assertThat(failuresBefore).containsExactly(1);
    }

    @Test
    void submittingDoesNotWaitForTheTaskOfAnotherThread() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        Thread busy = new Thread(() -> executor.submit(() -> {
            running.countDown();
            await(released);
        }));
        busy.start();
        await(running);
        executor.submit(ran::countDown);
        assertThat(ran.getCount()).isEqualTo(1);
        released.countDown();
        await(ran);
        busy.join();
    }

    @Test
    void tasksOfManyThreadsNeverOverlap() throws Exception {
        int threads = 8;
        int tasks = 20_000;
        int[] count = new int[1];
        CountDownLatch ran = new CountDownLatch(threads * tasks);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int thread = 0; thread < threads; thread++) {
                pool.execute(() -> {
                    for (int task = 0; task < tasks; task++) {
                        executor.submit(() -> {
                            count[0]++;
                            ran.countDown();
                        });
                    }
                });
            }
            await(ran);
        } finally {
            pool.shutdown();
        }
        assertThat(count[0]).isEqualTo(threads * tasks);
        assertThat(failures).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("did not happen");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
