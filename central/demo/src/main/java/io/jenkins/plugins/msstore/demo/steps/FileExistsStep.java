package io.jenkins.plugins.msstore.demo.steps;

import hudson.FilePath;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code fileExists}: says whether there is a file or folder in the workspace. */
public final class FileExistsStep extends Step {
    private final String file;

    /**
     * @param file its path in the workspace
     */
    @DataBoundConstructor
    public FileExistsStep(String file) {
        this.file = file;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, file);
    }

    private static final class Execution extends SynchronousStepExecution<Boolean> {
        private static final long serialVersionUID = 1L;

        private final String file;

        Execution(StepContext context, String file) {
            super(context);
            this.file = file;
        }

        @Override
        protected Boolean run() throws Exception {
            return getContext().get(FilePath.class).child(file).exists();
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("fileExists", FilePath.class);
        }
    }
}
