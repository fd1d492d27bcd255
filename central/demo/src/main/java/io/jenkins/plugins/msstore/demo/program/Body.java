package io.jenkins.plugins.msstore.demo.program;

import java.io.Serializable;

/**
 * The body of a block step that a thread runs.
 *
 * @param callId the block step's call
 * @param name the body's name; empty where a step has only one
 */
record Body(int callId, String name) implements Serializable {}
