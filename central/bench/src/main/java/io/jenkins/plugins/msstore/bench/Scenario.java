package io.jenkins.plugins.msstore.bench;

import java.util.List;

/**
 * Circumstances under which contenders are compared.
 *
 * @param title what the table calls it
 * @param latencyMillis how long the simulator holds an answer back
 * @param simulatorOptions what else the simulator is told
 * @param warmUp whether each contender does some other users before it is measured
 * @param looksAtHeap whether the live heap is looked at, not the time
 * @param runs how often each contender runs
 * @param entries who takes part
 */
record Scenario(
        String title,
        int latencyMillis,
        List<String> simulatorOptions,
        boolean warmUp,
        boolean looksAtHeap,
        int runs,
        List<Entry> entries) {

    /**
     * A contender in a scenario.
     *
     * @param kind who
     * @param users how many users it gets
     */
    record Entry(ContenderKind kind, int users) {}

    /** Whether everybody must have a seat in the end. */
    boolean isFaultless() {
        return simulatorOptions.isEmpty();
    }
}
