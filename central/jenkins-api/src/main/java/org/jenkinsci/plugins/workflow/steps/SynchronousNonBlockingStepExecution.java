package org.jenkinsci.plugins.workflow.steps;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public abstract class SynchronousNonBlockingStepExecution<T> extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final ExecutorService BACKGROUND = Executors.newCachedThreadPool(
            new NamingThreadFactory(new DaemonThreadFactory(), SynchronousNonBlockingStepExecution.class.getName()));

    private transient volatile Future<?> task;
    private transient volatile Throwable stopCause;

    protected SynchronousNonBlockingStepExecution(StepContext context) {
        super(context);
    }

    protected abstract T run() throws Exception;

    @Override
    public final boolean start() throws Exception {
        task = BACKGROUND.submit(() -> {
            try {
                getContext().onSuccess(run());
            } catch (Throwable failure) {
                if (stopCause == null) {
                    getContext().onFailure(failure);
                } else if (failure != stopCause) {
                    stopCause.addSuppressed(failure);
                }
            }
        });
        return false;
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        stopCause = cause;
        Future<?> running = task;
        if (running != null) {
            running.cancel(true);
        }
        super.stop(cause);
    }

    @Override
    public void onResume() {
        getContext()
                .onFailure(new Exception("Resume after a restart not supported for non-blocking synchronous steps"));
    }

    @Override
    public boolean blocksRestart() {
        return task != null;
    }
}
