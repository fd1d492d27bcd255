package io.jenkins.plugins.msstore.steps;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.execution.BoundSecrets;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import io.jenkins.plugins.msstore.execution.ReadableFailure;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Executes the operation of a step without occupying an executor or the thread that runs Pipelines, and resumes it after
 * a restart of the controller.
 */
final class StoreStepExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final int MAX_SECONDS_FOR_WORKSPACE = 60;

    private final StoreStep step;

    /** Saved with the step, so that the operation's journal is found after a restart. */
    private final String id = UUID.randomUUID().toString();

    /** The operation under way; null before it begins. Tests look at it. */
    transient volatile OperationExecution execution;

    private transient volatile Throwable stopCause;

    StoreStepExecution(StoreStep step, StepContext context) {
        super(context);
        this.step = step;
    }

    /**
     * Starts the operation only after Pipeline has saved that the step began: if the controller ended earlier, the
     * script would run the step again as a new execution that cannot know what was sent.
     */
    @Override
    public boolean start() throws Exception {
        checkedOperation();
        Futures.addCallback(
                getContext().saveState(),
                new FutureCallback<Void>() {
                    @Override
                    public void onSuccess(Void saved) {
                        beginUnlessStopped(OperationExecution::start);
                    }

                    @Override
                    public void onFailure(Throwable unsaved) {
                        getContext().onFailure(unsaved);
                    }
                },
                MoreExecutors.directExecutor());
        return false;
    }

    @Override
    public void onResume() {
        resume(MAX_SECONDS_FOR_WORKSPACE);
    }

    /** Waits for the agent of the workspace, which may connect later than the build is resumed. */
    private void resume(int secondsLeft) {
        if (stopCause != null) {
            return;
        }
        try {
            if (secondsLeft > 0 && step.needsWorkspace() && getContext().get(FilePath.class) == null) {
                Timer.get().schedule(() -> resume(secondsLeft - 1), 1, TimeUnit.SECONDS);
            } else {
                beginUnlessStopped(OperationExecution::resume);
            }
        } catch (IOException | InterruptedException e) {
            failWithoutOperation(e);
        }
    }

    private void failWithoutOperation(Throwable cause) {
        RunningOperations.forget(id);
        getContext().onFailure(cause);
    }

    /** Interrupts the operation; the step ends once the outcomes so far are archived. */
    @Override
    public void stop(Throwable cause) throws Exception {
        stopCause = cause;
        if (execution == null) {
            RunningOperations.forget(id);
            super.stop(cause);
        } else {
            interrupt();
        }
    }

    /**
     * Interrupts on another thread than the one that runs Pipelines, because up to a million outcomes have to be
     * written.
     */
    private void interrupt() {
        Computer.threadPoolForRemoting.execute(execution::interrupt);
    }

    @Override
    public String getStatus() {
        return execution == null ? null : execution.progress().line();
    }

    @FunctionalInterface
    private interface Start {
        OperationExecution of(StoreOperation operation, BuildContext build, String credentialsId, String id);
    }

    private StoreOperation checkedOperation() throws Exception {
        try {
            return step.checkedOperation();
        } catch (InvalidParameterException e) {
            throw (Exception) ReadableFailure.of(e, BoundSecrets.around(getContext()));
        }
    }

    private void beginUnlessStopped(Start start) {
        if (stopCause != null) {
            return;
        }
        try {
            begin(start);
        } catch (Exception e) {
            failWithoutOperation(e);
        }
    }

    private void begin(Start start) throws Exception {
        StoreOperation operation = checkedOperation();
        StepContext context = getContext();
        BuildContext build = new BuildContext(
                context.get(Run.class),
                context.get(TaskListener.class),
                step.needsWorkspace() ? context.get(FilePath.class) : null,
                this::markUnstable,
                BoundSecrets.around(context));
        execution = start.of(operation, build, step.getCredentialsId(), id);
        if (stopCause != null) {
            // stop() was called before the execution was assigned, so it interrupted nothing
            interrupt();
        }
        execution.result().whenComplete((value, error) -> {
            // a killed build does not accept results of its steps
            if (build.run().isBuilding()) {
                end(value, error);
            }
        });
    }

    private void end(Object value, Throwable error) {
        if (stopCause != null) {
            getContext().onFailure(stopCause);
        } else if (error != null) {
            getContext().onFailure(error);
        } else {
            getContext().onSuccess(value);
        }
    }

    private void markUnstable(String reason) {
        try {
            getContext().get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(reason));
            getContext().get(Run.class).setResult(Result.UNSTABLE);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the build of a running step is there", e);
        }
    }
}
