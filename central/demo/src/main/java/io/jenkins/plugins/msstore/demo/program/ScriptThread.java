package io.jenkins.plugins.msstore.demo.program;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import java.io.Serializable;
import java.util.List;

/**
 * A thread of the program: runs the script itself, or the body of a block step. Not a Java thread: all threads of the program
 * take turns on one. It is ready to run, or waits for the step that it called.
 */
final class ScriptThread implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int id;
    private final Continuable continuable;
    private final Scope scope;
    private final Body body;
    private Outcome resumption;
    private StepCall call;

    /** Creates a thread that is ready to run. */
    ScriptThread(int id, Continuable continuable, Scope scope, Body body) {
        this.id = id;
        this.continuable = continuable;
        this.scope = scope;
        this.body = body;
        this.resumption = new Outcome(null, null);
    }

    int id() {
        return id;
    }

    /** The context of the steps called here. */
    Scope scope() {
        return scope;
    }

    /** The body that this thread runs; null for the script itself. */
    Body body() {
        return body;
    }

    /** The step that this thread waits for, or null. */
    StepCall call() {
        return call;
    }

    boolean isReady() {
        return resumption != null;
    }

    /** Ends the present step call; the script continues with its result or its exception. */
    void resumeWith(Outcome outcome) {
        call = null;
        resumption = outcome;
    }

    /** Waits for a step. */
    void waitFor(StepCall stepCall) {
        call = stepCall;
    }

    /**
     * Runs the script until it calls a step or ends.
     *
     * @param categories the Groovy categories that the script uses
     * @return the step that the script calls; if the thread {@link #isOver()}, its result or exception
     */
    Outcome run(List<Class> categories) {
        Outcome outcome = resumption;
        resumption = null;
        return continuable.run0(outcome, categories);
    }

    boolean isOver() {
        return !continuable.isResumable();
    }
}
