package io.jenkins.plugins.msstore.demo.program;

import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A running step that has bodies. It is saved with the program and called when a body ends, even after a restart. */
public abstract class BlockExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    /**
     * @param context the step's context
     */
    protected BlockExecution(StepContext context) {
        super(context);
    }

    /**
     * @return the context that runs the bodies
     */
    protected final BlockContext block() {
        return (BlockContext) getContext();
    }

    /**
     * Called when a body has ended normally. Unless overridden, the step ends with the body's result.
     *
     * @param name the body's name
     * @param result the value that the body returned
     * @throws Exception to fail the step
     */
    protected void bodySucceeded(String name, Object result) throws Exception {
        getContext().onSuccess(result);
    }

    /**
     * Called when a body has failed. Unless overridden, the step fails in the same way.
     *
     * @param name the body's name
     * @param failure the exception that the body threw
     * @throws Exception to fail the step
     */
    protected void bodyFailed(String name, Throwable failure) throws Exception {
        getContext().onFailure(failure);
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        block().cancelBodies(cause);
    }
}
