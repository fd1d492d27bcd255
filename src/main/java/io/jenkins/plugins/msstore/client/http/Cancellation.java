package io.jenkins.plugins.msstore.client.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Ends everything that one client has under way: requests, and waits between them. What is started afterwards is cancelled
 * at once.
 */
public final class Cancellation {

    private final Set<CompletableFuture<?>> underWay = new LinkedHashSet<>();
    private boolean cancelled;

    /**
     * Ends all that is under way, now and later; their futures complete with a {@code CancellationException}. What was begun
     * last ends first: a request before the operation that waits for it, so that the operation knows whether it was sent.
     */
    public void cancel() {
        List<CompletableFuture<?>> toCancel;
        synchronized (this) {
            cancelled = true;
            toCancel = new ArrayList<>(underWay);
            underWay.clear();
        }
        Collections.reverse(toCancel);
        toCancel.forEach(future -> future.cancel(true));
    }

    /** Whether {@link #cancel()} was called. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Makes a future end with this cancellation, until it completes by itself. */
    public <T> CompletableFuture<T> track(CompletableFuture<T> future) {
        boolean tooLate;
        synchronized (this) {
            tooLate = cancelled;
            if (!tooLate) {
                underWay.add(future);
            }
        }
        if (tooLate) {
            future.cancel(true);
        } else {
            future.whenComplete((value, error) -> forget(future));
        }
        return future;
    }

    private synchronized void forget(CompletableFuture<?> future) {
        underWay.remove(future);
    }
}
