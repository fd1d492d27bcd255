package io.jenkins.plugins.msstore.demo.steps;

import hudson.FilePath;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code readFile}: returns the text of a file of the workspace. */
public final class ReadFileStep extends Step {
    private final String file;
    private String encoding = "UTF-8";

    /**
     * @param file its path in the workspace
     */
    @DataBoundConstructor
    public ReadFileStep(String file) {
        this.file = file;
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

    private static final class Execution extends SynchronousStepExecution<String> {
        private static final long serialVersionUID = 1L;

        private final transient ReadFileStep step;

        Execution(StepContext context, ReadFileStep step) {
            super(context);
            this.step = step;
        }

        @Override
        protected String run() throws Exception {
            try (InputStream content =
                    getContext().get(FilePath.class).child(step.file).read()) {
                return new String(content.readAllBytes(), Charset.forName(step.encoding));
            }
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("readFile", FilePath.class);
        }
    }
}
