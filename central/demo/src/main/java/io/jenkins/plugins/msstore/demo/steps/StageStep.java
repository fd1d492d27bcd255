package io.jenkins.plugins.msstore.demo.steps;

import io.jenkins.plugins.msstore.demo.program.BlockExecution;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code stage}: names a part of the script. */
public final class StageStep extends Step {
    private final String name;

    /**
     * @param name the part's name
     */
    @DataBoundConstructor
    public StageStep(String name) {
        this.name = name;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, name);
    }

    private static final class Execution extends BlockExecution {
        private static final long serialVersionUID = 1L;

        private final String name;

        Execution(StepContext context, String name) {
            super(context);
            this.name = name;
        }

        @Override
        public boolean start() {
            block().startBody("", name, block().scope());
            return false;
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("stage");
        }
    }
}
