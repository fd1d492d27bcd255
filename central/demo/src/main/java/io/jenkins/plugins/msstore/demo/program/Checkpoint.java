package io.jenkins.plugins.msstore.demo.program;

import java.io.Serializable;

/**
 * The serialized state of a program between two steps.
 *
 * @param program the threads, continuations and variables
 * @param runningSteps the steps that were running
 */
public record Checkpoint(byte[] program, byte[] runningSteps) implements Serializable {}
