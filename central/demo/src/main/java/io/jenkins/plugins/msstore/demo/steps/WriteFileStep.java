package io.jenkins.plugins.msstore.demo.steps;

import hudson.FilePath;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code writeFile}: writes text into a file of the workspace. */
public final class WriteFileStep extends Step {
    private final String file;
    private final String text;
    private String encoding = "UTF-8";

    /**
     * @param file its path in the workspace
     * @param text what it is to hold
     */
    @DataBoundConstructor
    public WriteFileStep(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * @param encoding UTF-8 by default
     */
    @DataBoundSetter
    public void setEncoding(String encoding) {
        this.encoding = encoding;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    private static final class Execution extends SynchronousStepExecution<Void> {
        private static final long serialVersionUID = 1L;

        private final transient WriteFileStep step;

        Execution(StepContext context, WriteFileStep step) {
            super(context);
            this.step = step;
        }

        @Override
        protected Void run() throws Exception {
            getContext().get(FilePath.class).child(step.file).write(step.text, step.encoding);
            return null;
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("writeFile", FilePath.class);
        }
    }
}
