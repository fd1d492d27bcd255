/**
 * The benchmark of bulk operations: contenders, each in a fresh JVM, against the simulator in another process.
 *
 * <pre>
 * Benchmark ─ Scenario → Rounds ┬─ SimulatorProcess
 *     │                         └─ ContenderProcess ─ (JVM) ContenderMain ─ Contender
 *     └─ ResultTable · Target                               └─ LiveHeap
 * </pre>
 */
package io.jenkins.plugins.msstore.bench;
