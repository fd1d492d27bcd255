package io.jenkins.plugins.msstore.demo.program;

import java.io.Serializable;

/**
 * A program between two steps, ready to be kept.
 *
 * @param program the threads, continuations and variables
 * @param runningSteps the steps that were running
 */
public record Checkpoint(byte[] program, byte[] runningSteps) implements Serializable {}
