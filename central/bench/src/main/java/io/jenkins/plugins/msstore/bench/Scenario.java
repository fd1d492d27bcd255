package io.jenkins.plugins.msstore.bench;

import java.util.List;

/**
 * The conditions of one comparison of contenders.
 *
 * @param title its name in the table
 * @param latencyMillis the simulator's latency
 * @param simulatorOptions further options of the simulator
 * @param warmUp whether each contender serves some other users before it is measured
 * @param measuresHeap whether the live heap is measured instead of the time
 * @param rounds the number of measurements of each contender
 * @param entries the contenders
 */
record Scenario(
        String title,
        int latencyMillis,
        List<String> simulatorOptions,
        boolean warmUp,
        boolean measuresHeap,
        int rounds,
        List<Entry> entries) {

    /**
     * A contender in a scenario.
     *
     * @param kind the contender
     * @param users the number of its users
     */
    record Entry(ContenderKind kind, int users) {}

    /** Whether every contender, even one without retries, must assign a seat to every user. */
    boolean servesAll() {
        return !simulatorOptions.contains("--fault");
    }
}
