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
 * Runs the operation of a step without holding an executor or the thread that runs Pipelines, and goes on after a restart
 * of the controller.
 */
final class StoreStepExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final int MOST_SECONDS_FOR_WORKSPACE = 60;

    private final StoreStep step;

    /** Saved with the step, so that what it left behind is found after a restart. */
    private String id = UUID.randomUUID().toString();

    private transient volatile OperationExecution run;
    private transient volatile Throwable stopCause;

    StoreStepExecution(StoreStep step, StepContext context) {
        super(context);
        this.step = step;
    }

    /** One that was saved when executions had no id yet gets one now: it has left nothing behind under any other. */
    private Object readResolve() {
        if (id == null) {
            id = UUID.randomUUID().toString();
        }
        return this;
    }

    /**
     * Nothing is sent before Pipeline has saved that the step began: after a controller that ended earlier than that, the
     * script runs this step anew, as another one that would not find what it was sent.
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
        resume(MOST_SECONDS_FOR_WORKSPACE);
    }

    /** The agent that has the workspace may connect after the build goes on. */
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
            getContext().onFailure(e);
        }
    }

    /** Lets the operation end first: what was done is archived before the build goes on to end. */
    @Override
    public void stop(Throwable cause) throws Exception {
        stopCause = cause;
        if (run == null) {
            super.stop(cause);
        } else {
            interrupt();
        }
    }

    /** Writes what was not done, maybe for a million users: not on the thread that runs Pipelines. */
    private void interrupt() {
        Computer.threadPoolForRemoting.execute(run::interrupt);
    }

    @Override
    public String getStatus() {
        return run == null ? null : run.progress().line();
    }

    @FunctionalInterface
    private interface Beginning {
        OperationExecution of(StoreOperation operation, BuildContext build, String credentialsId, String id);
    }

    private StoreOperation checkedOperation() throws Exception {
        try {
            return step.operation();
        } catch (InvalidParameterException e) {
            throw (Exception) ReadableFailure.of(e, BoundSecrets.around(getContext()));
        }
    }

    private void beginUnlessStopped(Beginning beginning) {
        if (stopCause != null) {
            return;
        }
        try {
            begin(beginning);
        } catch (Exception e) {
            getContext().onFailure(e);
        }
    }

    private void begin(Beginning beginning) throws Exception {
        StoreOperation operation = checkedOperation();
        StepContext context = getContext();
        BuildContext build = new BuildContext(
                context.get(Run.class),
                context.get(TaskListener.class),
                step.needsWorkspace() ? context.get(FilePath.class) : null,
                this::markUnstable,
                BoundSecrets.around(context));
        run = beginning.of(operation, build, step.getCredentialsId(), id);
        if (stopCause != null) {
            // stopped at this very moment, and nobody saw what there is to interrupt
            interrupt();
        }
        run.result().whenComplete((value, error) -> {
            // nobody hears of a step whose build was killed
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
