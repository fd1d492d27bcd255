package io.jenkins.plugins.msstore.demo.steps;

import hudson.AbortException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code error}: fails with a message. */
public final class ErrorStep extends Step {
    private final String message;

    /**
     * @param message the failure's message
     */
    @DataBoundConstructor
    public ErrorStep(String message) {
        this.message = message;
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        throw new AbortException(message);
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("error");
        }
    }
}
