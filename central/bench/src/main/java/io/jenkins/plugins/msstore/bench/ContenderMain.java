package io.jenkins.plugins.msstore.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Measures one contender once, in a JVM that does nothing else. The JVM's start is not measured; loading and compiling the
 * contender's classes is, unless a warm-up did it.
 */
final class ContenderMain {

    /** The system property to measure the live heap, which takes time, so that times are not comparable. */
    static final String MEASURES_HEAP = "bench.measuresHeap";

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ContenderMain() {}

    /** Arguments: the contender, the file of its job, the file for the result, and, for a warm-up, the file of its job. */
    public static void main(String[] arguments) throws Exception {
        ContenderKind kind = ContenderKind.valueOf(arguments[0]);
        Job job = Job.read(Path.of(arguments[1]));
        if (arguments.length > 3) {
            kind.make().run(Job.read(Path.of(arguments[3])));
        }
        Measurement measurement =
                Boolean.getBoolean(MEASURES_HEAP) ? measuredWithHeap(kind.make(), job) : measured(kind.make(), job);
        measurement.write(Path.of(arguments[2]));
        // threads that a contender has not stopped must not delay the others
        System.exit(0);
    }

    private static Measurement measured(Contender contender, Job job) throws Exception {
        long start = System.nanoTime();
        long cpuStart = SYSTEM.getProcessCpuTime();
        int seats = contender.run(job);
        Duration cpu = Duration.ofNanos(SYSTEM.getProcessCpuTime() - cpuStart).plus(contender.cpuElsewhere());
        return new Measurement(seats, Duration.ofNanos(System.nanoTime() - start), cpu, contender.smallestPart(), 0);
    }

    private static Measurement measuredWithHeap(Contender contender, Job job) throws Exception {
        LiveHeap heap = new LiveHeap();
        Measurement measurement;
        try (heap) {
            measurement = measured(contender, job);
        }
        return new Measurement(
                measurement.seats(),
                measurement.wall(),
                measurement.cpu(),
                measurement.smallestPart(),
                heap.peakBytes());
    }
}
