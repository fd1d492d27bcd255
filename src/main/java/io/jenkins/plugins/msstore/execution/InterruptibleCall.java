package io.jenkins.plugins.msstore.execution;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A call that may never return, such as one to an agent. Cancelling it completes its result at once and interrupts the
 * thread that makes it; whatever that thread still returns is dropped.
 */
final class InterruptibleCall<T> extends FutureTask<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();

    InterruptibleCall(Callable<T> call) {
        super(call);
    }

    /** What the call returns or throws; {@link CancellationException} where it was cancelled. */
    CompletableFuture<T> result() {
        return result;
    }

    /** Called when the call can be cancelled no more: stages that depend on the result are never interrupted. */
    @Override
    protected void done() {
        try {
            result.complete(get());
        } catch (ExecutionException e) {
            result.completeExceptionally(e.getCause());
        } catch (CancellationException | InterruptedException e) {
            result.completeExceptionally(e);
        }
    }
}
