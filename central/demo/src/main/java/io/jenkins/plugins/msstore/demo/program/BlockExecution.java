package io.jenkins.plugins.msstore.demo.program;

import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A running step that has bodies. Saved with the program, so it is told of its bodies' ends even after a restart. */
public abstract class BlockExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    /**
     * @param context the step's context
     */
    protected BlockExecution(StepContext context) {
        super(context);
    }

    /**
     * @return what there is to do with the bodies
     */
    protected final BlockContext block() {
        return (BlockContext) getContext();
    }

    /**
     * A body has ended normally.
     *
     * @param name the body's name
     * @param result what it returned
     * @throws Exception to fail the step
     */
    protected void bodySucceeded(String name, Object result) throws Exception {
        getContext().onSuccess(result);
    }

    /**
     * A body has thrown something.
     *
     * @param name the body's name
     * @param failure what it threw
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
