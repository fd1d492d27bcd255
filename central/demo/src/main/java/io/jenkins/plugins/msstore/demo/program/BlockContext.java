package io.jenkins.plugins.msstore.demo.program;

import java.util.Set;

/** The part of a block step's context that runs the step's bodies. */
public interface BlockContext {
    /**
     * @return the names of the bodies, in the script's order; empty for the one that follows the arguments
     */
    Set<String> bodyNames();

    /**
     * @return the scope of the block step
     */
    Scope scope();

    /**
     * Starts a body. At its end, {@link BlockExecution#bodySucceeded} or {@link BlockExecution#bodyFailed} is called.
     * To be called from {@link BlockExecution#start}.
     *
     * @param name one of {@link #bodyNames}
     * @param label the text after the opening brace in the log, or null
     * @param scope the scope of the steps in the body
     */
    void startBody(String name, String label, Scope scope);

    /**
     * Interrupts the steps that run in the bodies. Called from any Java thread.
     *
     * @param cause the cause that these steps are stopped with
     */
    void cancelBodies(Throwable cause);
}
