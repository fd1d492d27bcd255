package io.jenkins.plugins.msstore.demo.steps;

import hudson.model.Result;
import io.jenkins.plugins.msstore.demo.program.BlockExecution;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code parallel}: runs named bodies at the same time and returns their results by name. When some fail, it waits for
 * all and fails as the first of them.
 */
public final class ParallelStep extends Step {
    private boolean failFast;

    /** The branches are the bodies; there is no parameter that is required. */
    @DataBoundConstructor
    public ParallelStep() {}

    /**
     * @param failFast whether the first failure interrupts the other branches
     */
    @DataBoundSetter
    public void setFailFast(boolean failFast) {
        this.failFast = failFast;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, failFast);
    }

    private static final class Execution extends BlockExecution {
        private static final long serialVersionUID = 1L;

        private final boolean failFast;
        private final Set<String> open = new HashSet<>();
        private final Map<String, Object> results = new LinkedHashMap<>();
        private Throwable firstFailure;

        Execution(StepContext context, boolean failFast) {
            super(context);
            this.failFast = failFast;
        }

        @Override
        public boolean start() {
            Set<String> branches = block().bodyNames();
            open.addAll(branches);
            for (String branch : branches) {
                results.put(branch, null);
                block().startBody(branch, "Branch: " + branch, block().scope().inBranch(branch));
            }
            endWhenAllHave();
            return branches.isEmpty();
        }

        @Override
        protected void bodySucceeded(String name, Object result) {
            results.put(name, result);
            open.remove(name);
            endWhenAllHave();
        }

        @Override
        protected void bodyFailed(String name, Throwable failure) {
            open.remove(name);
            if (firstFailure == null) {
                firstFailure = failure;
                if (failFast) {
                    block().cancelBodies(new FlowInterruptedException(Result.ABORTED, new FailedBranch(name)));
                }
            }
            endWhenAllHave();
        }

        private void endWhenAllHave() {
            if (!open.isEmpty()) {
                return;
            }
            if (firstFailure == null) {
                getContext().onSuccess(results);
            } else {
                getContext().onFailure(firstFailure);
            }
        }
    }

    private static final class FailedBranch extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        private final String branch;

        FailedBranch(String branch) {
            this.branch = branch;
        }

        @Override
        public String getShortDescription() {
            return "Failed in branch " + branch;
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("parallel");
        }
    }
}
