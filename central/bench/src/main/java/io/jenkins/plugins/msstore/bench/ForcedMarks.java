package io.jenkins.plugins.msstore.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.msstore.util.LineFormat;
import io.jenkins.plugins.msstore.util.LineLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures the cost of forcing the lines about requests to the disk before the requests are sent; lines that wait at the same
 * time are forced together. A pause replaces the service.
 */
final class ForcedMarks {

    private static final int THREADS = 8;

    private static final Duration MEASURED = Duration.ofSeconds(10);

    private static final Duration A_MOMENT = Duration.ofNanos(200_000);

    private static final LineFormat<Mark> FORMAT =
            new LineFormat<>(Mark.class, JsonMapper.builder().build());

    private final LineLog<Mark> log;
    private final boolean forced;
    private final Object forcing = new Object();
    private int appended;
    private volatile int durable;

    record Mark(int first, int end) {}

    private ForcedMarks(LineLog<Mark> log, boolean forced) {
        this.log = log;
        this.forced = forced;
    }

    /**
     * @param arguments the folder for the files
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]).resolve("marks");
        for (Duration latency : new Duration[] {A_MOMENT, Duration.ofMillis(50), Duration.ofMillis(200)}) {
            for (int round = 0; round < 2; round++) {
                for (boolean forced : new boolean[] {false, true}) {
                    Files.deleteIfExists(file);
                    try (LineLog<Mark> log = LineLog.open(file, FORMAT)) {
                        System.out.printf(
                                "%d ms, %s: %.0f requests/s%n",
                                latency.toMillis(),
                                forced ? "forced" : "not forced",
                                new ForcedMarks(log, forced).requestsPerSecond(latency));
                    }
                }
            }
        }
        Files.delete(file);
    }

    private double requestsPerSecond(Duration latency) throws InterruptedException {
        AtomicInteger requests = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long end = System.nanoTime() + MEASURED.toNanos();
        for (int i = 0; i < THREADS; i++) {
            threads.submit(() -> {
                while (System.nanoTime() < end) {
                    mark(requests.getAndIncrement());
                    TimeUnit.NANOSECONDS.sleep(latency.toNanos());
                }
                return null;
            });
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.HOURS);
        return requests.get() / (double) MEASURED.toSeconds();
    }

    private void mark(int request) throws IOException {
        int mine;
        synchronized (log) {
            log.append(new Mark(request, request + 1));
            mine = ++appended;
        }
        if (forced) {
            synchronized (forcing) {
                if (durable < mine) {
                    int all;
                    synchronized (log) {
                        all = appended;
                    }
                    log.force();
                    durable = all;
                }
            }
        }
    }
}
