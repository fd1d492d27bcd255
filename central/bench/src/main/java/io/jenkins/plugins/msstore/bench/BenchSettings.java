package io.jenkins.plugins.msstore.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Settings of the benchmark, from system properties {@code bench.…}.
 *
 * @param groups the groups of rows that are measured
 * @param users the number of users of each compared operation
 * @param rounds the number of rounds; medians are shown
 * @param latencyMillis the simulator's latency
 * @param concurrency the number of requests in flight
 * @param httpVersion the simulator's HTTP version, {@code 2} or {@code 1.1}
 * @param sequentialUsers the number of users of the sequential loop, which is too slow for all users
 * @param maxWarmUpUsers the maximum number of users of a contender's warm-up
 * @param heapUsers the numbers of users for which the heap is measured
 * @param heap the heap of a contender's JVM, as for {@code -Xmx}
 * @param moreJvmOptions further options of the contenders' JVMs
 * @param strict whether a missed target ends the benchmark with an error
 * @param simulatorJar the simulator
 * @param folder the folder for all files of the benchmark
 */
record BenchSettings(
        Set<Group> groups,
        int users,
        int rounds,
        int latencyMillis,
        int concurrency,
        String httpVersion,
        int sequentialUsers,
        int maxWarmUpUsers,
        List<Integer> heapUsers,
        String heap,
        List<String> moreJvmOptions,
        boolean strict,
        Path simulatorJar,
        Path folder) {

    /** The groups of rows; the rows of a group are measured together. */
    enum Group {
        /** Bulk operations on a service with a latency. */
        LATENCY,
        /** The same in JVMs that have done nothing before. */
        COLD,
        /** The cost of the code itself. */
        NO_LATENCY,
        /** A service that refuses single requests. */
        REFUSALS,
        /** A service that throttles. */
        QUOTA,
        /** Syncs of a list with the seats. */
        SYNC,
        /** The objects alive on the heap. */
        HEAP
    }

    static BenchSettings fromSystemProperties() {
        int users = Integer.getInteger("bench.users", 100_000);
        return new BenchSettings(
                chosenGroups(),
                users,
                Integer.getInteger("bench.runs", 3),
                Integer.getInteger("bench.latency", 50),
                Integer.getInteger("bench.concurrency", 8),
                System.getProperty("bench.http", "2"),
                Math.min(users, Integer.getInteger("bench.sequentialUsers", 5_000)),
                Integer.getInteger("bench.warmup", 100_000),
                words("bench.heapUsers", ",").map(Integer::valueOf).toList(),
                System.getProperty("bench.heap", "1g"),
                words("bench.jvm", " ").toList(),
                Boolean.getBoolean("bench.strict"),
                Path.of(System.getProperty("bench.simulator")),
                Path.of(System.getProperty("bench.folder")));
    }

    private static Set<Group> chosenGroups() {
        Set<Group> groups = EnumSet.noneOf(Group.class);
        words("bench.groups", ",")
                .map(name -> Group.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                .forEach(groups::add);
        return groups.isEmpty() ? EnumSet.allOf(Group.class) : groups;
    }

    private static Stream<String> words(String property, String separator) {
        return Arrays.stream(System.getProperty(property, "").split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }

    /** The time that an operation without any overhead would take, in seconds. */
    double idealSeconds(int latency, int numberOfUsers) {
        return (double) batches(numberOfUsers) * latency / concurrency / 1000;
    }

    /** The number of users of a warm-up: as many as are measured, so that it is no shorter than the measurement. */
    int warmUpUsers(int numberOfUsers) {
        return Math.min(maxWarmUpUsers, numberOfUsers);
    }

    /**
     * The options of a contender's JVM.
     *
     * @param isWarm whether it has used its memory before, as a JVM that runs for weeks: the first access to a page of the
     *     heap costs time
     */
    List<String> jvmOptions(boolean isWarm) {
        List<String> options = new ArrayList<>();
        options.add("-Xmx" + heap);
        if (isWarm) {
            options.addAll(List.of("-Xms" + heap, "-XX:+AlwaysPreTouch"));
        }
        options.addAll(moreJvmOptions);
        return options;
    }

    static int batches(int numberOfUsers) {
        return (numberOfUsers + Contender.BATCH_SIZE - 1) / Contender.BATCH_SIZE;
    }
}
