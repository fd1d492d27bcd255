package io.jenkins.plugins.msstore.demo.steps;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code unstable}: prints a message and marks the step and the build as unstable. */
public final class UnstableStep extends Step {
    private final String message;

    /**
     * @param message says why
     */
    @DataBoundConstructor
    public UnstableStep(String message) {
        this.message = message;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, message);
    }

    private static final class Execution extends SynchronousStepExecution<Void> {
        private static final long serialVersionUID = 1L;

        private final String message;

        Execution(StepContext context, String message) {
            super(context);
            this.message = message;
        }

        @Override
        protected Void run() throws Exception {
            getContext().get(TaskListener.class).getLogger().println("WARNING: " + message);
            getContext()
                    .get(FlowNode.class)
                    .addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(message));
            getContext().get(Run.class).setResult(Result.UNSTABLE);
            return null;
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("unstable", Run.class, TaskListener.class, FlowNode.class);
        }
    }
}
