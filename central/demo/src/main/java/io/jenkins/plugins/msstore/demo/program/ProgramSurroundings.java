package io.jenkins.plugins.msstore.demo.program;

import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The build that a program runs in, as the program sees it. */
public interface ProgramSurroundings extends HostObjects {
    /**
     * Finds an object that a step asks its context for.
     *
     * @param type the object's type
     * @param scope the step's scope
     * @param node the step's node
     * @param <T> the object's type
     * @return the object, or null where there is none
     * @throws IOException when it cannot be made
     * @throws InterruptedException when making it was interrupted
     */
    <T> T contextObject(Class<T> type, Scope scope, FlowNode node) throws IOException, InterruptedException;

    /**
     * Called whenever script code is about to run.
     *
     * @param scope the scope of that code
     * @throws IOException if the environment cannot be read
     * @throws InterruptedException when reading was interrupted
     */
    void onScriptContinues(Scope scope) throws IOException, InterruptedException;

    /**
     * Creates the node of a step call.
     *
     * @param callId the id of the call, unique in the program
     * @param function the step's function name
     * @return a new node
     */
    FlowNode newNode(int callId, String function);

    /**
     * Writes a line about the program's progress to the build's log.
     *
     * @param line the line
     */
    void log(String line);
}
