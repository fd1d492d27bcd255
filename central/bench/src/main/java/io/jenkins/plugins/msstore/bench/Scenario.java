package io.jenkins.plugins.msstore.bench;

import java.util.List;

/**
 * Circumstances under which contenders are compared.
 *
 * @param title what the table calls it
 * @param latencyMillis how long the simulator holds an answer back
 * @param simulatorOptions further options of the simulator
 * @param warmUp whether each contender does some other users before it is measured
 * @param measuresHeap whether the live heap is measured, not the time
 * @param rounds how often each contender is measured
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
     * @param users how many users it gets
     */
    record Entry(ContenderKind kind, int users) {}

    /** Whether all users must have a seat in the end: also with contenders that repeat nothing. */
    boolean servesAll() {
        return !simulatorOptions.contains("--fault");
    }
}
