package io.jenkins.plugins.msstore.demo.program;

import com.cloudbees.groovy.cps.Outcome;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Serves a script and the contexts of its steps, for the host that runs them. */
interface ScriptHost {
    /**
     * Calls a step. Never returns normally, because the script is suspended until the step has ended.
     *
     * @param function the step's function name
     * @param arguments the arguments as Groovy passes them
     * @return nothing
     */
    Object callStep(String function, Object[] arguments);

    /**
     * Reads a global variable.
     *
     * @param name its name
     * @return its value, or null when there is none of that name
     */
    Object global(String name);

    /** Creates the node of a step call. */
    FlowNode newNode(int callId, String function);

    /**
     * Finds an object that a step asks its context for.
     *
     * @param type the object's type
     * @param scope the step's scope
     * @param node the step's node
     * @return the object, or null where there is none
     */
    <T> T contextObject(Class<T> type, Scope scope, FlowNode node) throws IOException, InterruptedException;

    /** Ends a step call. Called from any Java thread, once for a call. */
    void complete(int callId, Outcome outcome);

    /** Runs a body of a step call, see {@link BlockContext#startBody}. */
    void startBody(int callId, String name, String label, Scope scope);

    /** Interrupts the bodies of a step call, see {@link BlockContext#cancelBodies}. */
    void cancelBodies(int callId, Throwable cause);

    /** Saves the program soon. */
    void saveSoon();
}
