package io.jenkins.plugins.msstore.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * One measurement of a contender's time and memory.
 *
 * @param seats the number of assigned seats
 * @param wall from the users file to the complete report
 * @param cpu the CPU time of the contender's process meanwhile, with its JVM's compiler and collector, and of curl
 * @param smallestPart see {@link Contender#smallestPart()}
 * @param liveHeapBytes the peak of the live heap; 0 if it was not measured
 */
record Measurement(int seats, Duration wall, Duration cpu, double smallestPart, long liveHeapBytes) {

    double seconds() {
        return wall.toNanos() / 1e9;
    }

    double seatsPerSecond() {
        return seats / seconds();
    }

    double cpuMillisPerThousandSeats() {
        return cpu.toNanos() / 1e6 / seats * 1000;
    }

    void write(Path file) throws IOException {
        Properties values = new Properties();
        values.setProperty("seats", Integer.toString(seats));
        values.setProperty("wallNanos", Long.toString(wall.toNanos()));
        values.setProperty("cpuNanos", Long.toString(cpu.toNanos()));
        values.setProperty("smallestPart", Double.toString(smallestPart));
        values.setProperty("liveHeapBytes", Long.toString(liveHeapBytes));
        try (Writer out = Files.newBufferedWriter(file)) {
            values.store(out, null);
        }
    }

    static Measurement read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            values.load(in);
        }
        return new Measurement(
                Integer.parseInt(values.getProperty("seats")),
                Duration.ofNanos(Long.parseLong(values.getProperty("wallNanos"))),
                Duration.ofNanos(Long.parseLong(values.getProperty("cpuNanos"))),
                Double.parseDouble(values.getProperty("smallestPart")),
                Long.parseLong(values.getProperty("liveHeapBytes")));
    }
}
