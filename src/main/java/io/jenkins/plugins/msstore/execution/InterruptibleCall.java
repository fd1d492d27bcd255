package io.jenkins.plugins.msstore.execution;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A call that may never return, such as one to an agent. Cancelling it completes its result at once and interrupts the
 * thread that makes the call; a value that this thread returns later is dropped.
 */
final class InterruptibleCall<T> extends FutureTask<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();

    InterruptibleCall(Callable<T> call) {
        super(call);
    }

    /** The value or the exception of the call; {@link CancellationException} if it was cancelled. */
    CompletableFuture<T> result() {
        return result;
    }

    /** Completes the result only when the call can no longer be cancelled, so dependent stages are never interrupted. */
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
