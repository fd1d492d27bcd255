package io.jenkins.plugins.msstore.demo.program;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** The executions of running steps, by the number of their call. */
final class RunningSteps implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SortedMap<Integer, StepExecution> executions = new TreeMap<>();

    void add(StepCall call, StepExecution execution) {
        executions.put(call.id(), execution);
    }

    /** The execution, or null when that call's step has not been started. */
    StepExecution of(int callId) {
        return executions.get(callId);
    }

    StepExecution remove(int callId) {
        return executions.remove(callId);
    }
}
