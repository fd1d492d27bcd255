package io.jenkins.plugins.msstore.demo.program;

import java.util.Set;

/** Lets a block step run its bodies; otherwise as the context of any step. */
public interface BlockContext {
    /**
     * @return the names of the bodies, in the script's order; empty for the one that follows the arguments
     */
    Set<String> bodyNames();

    /**
     * @return what stands around the block step
     */
    Scope scope();

    /**
     * Starts to run a body; {@link BlockExecution#bodySucceeded} or {@link BlockExecution#bodyFailed} tells its end.
     * Called from {@link BlockExecution#start}.
     *
     * @param name one of {@link #bodyNames}
     * @param label what the log shows behind the opening brace, or null
     * @param scope what the steps in the body see around them
     */
    void startBody(String name, String label, Scope scope);

    /**
     * Interrupts the steps that run in the bodies. Called from any Java thread.
     *
     * @param cause what these steps are told
     */
    void cancelBodies(Throwable cause);
}
