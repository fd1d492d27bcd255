/**
 * A simulator of the Microsoft Store for Business management service and of the Microsoft Entra token endpoint.
 *
 * <p>Written from the protocol's description alone, never from the client, so that the two check each other. A request
 * takes this way:
 *
 * <pre>
 * SimulatorDispatcher ─ Router → Call ─ FaultRules ─ Throttle ─ StoreService │ TokenEndpoint → Answer ─ AnswerWriter
 *                                                                   │
 *                                                    Catalog · SeatBook · UserDirectory
 * </pre>
 *
 * {@link io.jenkins.plugins.msstore.simulator.StoreSimulator} is the entry point for tests in the same process,
 * {@link io.jenkins.plugins.msstore.simulator.SimulatorCommand} the one for a process of its own.
 */
package io.jenkins.plugins.msstore.simulator;
