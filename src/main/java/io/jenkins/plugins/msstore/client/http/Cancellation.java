package io.jenkins.plugins.msstore.client.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Cancels the requests and operations that one client has under way. Those that are tracked afterwards are cancelled at
 * once.
 */
public final class Cancellation {

    private final Set<CompletableFuture<?>> requests = new LinkedHashSet<>();
    private final Set<CompletableFuture<?>> operations = new HashSet<>();
    private boolean isCancelled;

    /**
     * Cancels all futures that are tracked, now and later. Requests come first: when an operation is cancelled, it is
     * certain whether its request was sent. The newest request comes first: the permit of a request in
     * flight must not go to a request that waits.
     */
    public void cancel() {
        List<CompletableFuture<?>> toCancel = new ArrayList<>();
        synchronized (this) {
            isCancelled = true;
            toCancel.addAll(requests);
            Collections.reverse(toCancel);
            toCancel.addAll(operations);
            requests.clear();
            operations.clear();
        }
        toCancel.forEach(future -> future.cancel(true));
    }

    /** Cancels an operation with this cancellation, unless it completes before. */
    public <F extends CompletableFuture<?>> F trackOperation(F operation) {
        return track(operations, operation);
    }

    /** Cancels a request with this cancellation, unless it completes before. To be called before it is sent. */
    public <F extends CompletableFuture<?>> F trackRequest(F request) {
        return track(requests, request);
    }

    private <F extends CompletableFuture<?>> F track(Set<CompletableFuture<?>> tracked, F future) {
        boolean isTooLate;
        synchronized (this) {
            isTooLate = isCancelled;
            if (!isTooLate) {
                tracked.add(future);
            }
        }
        if (isTooLate) {
            future.cancel(true);
        } else {
            future.whenComplete((value, error) -> {
                synchronized (this) {
                    tracked.remove(future);
                }
            });
        }
        return future;
    }
}
