/**
 * The benchmark of bulk operations: contenders, each in a fresh JVM, against the simulator in a process of its own.
 *
 * <pre>
 * Benchmark ─ Scenario → Round ─┬─ SimulatorProcess
 *     │                         └─ ContenderProcess ─ (JVM) ContenderMain ─ Contender
 *     └─ ResultTable · Target                               └─ LiveHeap
 * </pre>
 */
package io.jenkins.plugins.msstore.bench;
