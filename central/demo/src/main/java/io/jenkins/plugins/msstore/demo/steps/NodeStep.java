package io.jenkins.plugins.msstore.demo.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.demo.build.Workspace;
import io.jenkins.plugins.msstore.demo.program.BlockExecution;
import java.io.File;
import java.nio.file.Files;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code node}: gives its body the workspace. There is one machine, so the label chooses nothing. */
public final class NodeStep extends Step {
    /**
     * @param label accepted, and of no effect
     */
    @DataBoundConstructor
    public NodeStep(String label) {}

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context);
    }

    private static final class Execution extends BlockExecution {
        private static final long serialVersionUID = 1L;

        Execution(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() throws Exception {
            File folder = getContext().get(Workspace.class).folder();
            Files.createDirectories(folder.toPath());
            getContext().get(TaskListener.class).getLogger().println("Running on this machine in " + folder);
            block().startBody("", null, block().scope().inWorkspace(folder.getPath()));
            return false;
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("node", TaskListener.class, Workspace.class);
        }
    }
}
