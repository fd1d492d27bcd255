package io.jenkins.plugins.msstore.demo.steps;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.demo.build.FailureReport;
import io.jenkins.plugins.msstore.demo.build.Results;
import io.jenkins.plugins.msstore.demo.program.BlockExecution;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code catchError}: when its body fails, prints the failure, sets the build's result and goes on. */
public final class CatchErrorStep extends Step {
    private String message;
    private String buildResult = Result.FAILURE.toString();
    private String stageResult = Result.SUCCESS.toString();
    private boolean catchInterruptions = true;

    /** All parameters are optional. */
    @DataBoundConstructor
    public CatchErrorStep() {}

    /**
     * @param message printed before the failure
     */
    @DataBoundSetter
    public void setMessage(String message) {
        this.message = message;
    }

    /**
     * @param buildResult what the build becomes, failed by default
     */
    @DataBoundSetter
    public void setBuildResult(String buildResult) {
        this.buildResult = buildResult;
    }

    /**
     * @param stageResult what the step is marked as, unmarked by default
     */
    @DataBoundSetter
    public void setStageResult(String stageResult) {
        this.stageResult = stageResult;
    }

    /**
     * @param catchInterruptions false to pass timeouts and aborts through
     */
    @DataBoundSetter
    public void setCatchInterruptions(boolean catchInterruptions) {
        this.catchInterruptions = catchInterruptions;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(
                context, message, Results.parse(buildResult), Results.parse(stageResult), catchInterruptions);
    }

    private static final class Execution extends BlockExecution {
        private static final long serialVersionUID = 1L;

        private final String message;
        private final Result buildResult;
        private final Result stageResult;
        private final boolean catchInterruptions;

        Execution(
                StepContext context,
                String message,
                Result buildResult,
                Result stageResult,
                boolean catchInterruptions) {
            super(context);
            this.message = message;
            this.buildResult = buildResult;
            this.stageResult = stageResult;
            this.catchInterruptions = catchInterruptions;
        }

        @Override
        public boolean start() {
            block().startBody("", null, block().scope());
            return false;
        }

        @Override
        protected void bodyFailed(String name, Throwable failure) throws Exception {
            if (failure instanceof FlowInterruptedException && !catchInterruptions) {
                super.bodyFailed(name, failure);
                return;
            }
            TaskListener listener = getContext().get(TaskListener.class);
            if (message != null) {
                listener.getLogger().println(message);
            }
            new FailureReport(failure).print(listener.getLogger());
            if (buildResult.isWorseThan(Result.SUCCESS)) {
                getContext().get(Run.class).setResult(buildResult);
            }
            if (stageResult.isWorseThan(Result.SUCCESS)) {
                WarningAction mark = new WarningAction(stageResult);
                getContext().get(FlowNode.class).addOrReplaceAction(message == null ? mark : mark.withMessage(message));
            }
            getContext().onSuccess(null);
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("catchError", Run.class, TaskListener.class, FlowNode.class);
        }
    }
}
