package io.jenkins.plugins.msstore.demo.steps;

import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code echo}: prints a message. */
public final class EchoStep extends Step {
    private final String message;

    /**
     * @param message what to print
     */
    @DataBoundConstructor
    public EchoStep(String message) {
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
            getContext().get(TaskListener.class).getLogger().println(message);
            return null;
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("echo", TaskListener.class);
        }
    }
}
