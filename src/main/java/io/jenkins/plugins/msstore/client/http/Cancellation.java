package io.jenkins.plugins.msstore.client.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Ends everything that one client has under way: requests, and waits between them. What is started afterwards is cancelled
 * at once.
 */
public final class Cancellation {

    private final Set<PreparedRequest> requests = new HashSet<>();
    private final Set<CompletableFuture<?>> operations = new HashSet<>();
    private boolean cancelled;

    /**
     * Ends all that is under way, now and later; their futures complete with a {@code CancellationException}. Requests end
     * first: when an operation learns of its end, it is certain whether its request was sent.
     */
    public void cancel() {
        List<CompletableFuture<?>> toCancel = new ArrayList<>();
        synchronized (this) {
            cancelled = true;
            toCancel.addAll(requests);
            toCancel.addAll(operations);
            requests.clear();
            operations.clear();
        }
        toCancel.forEach(future -> future.cancel(true));
    }

    /** Makes an operation end with this cancellation, until it completes by itself. */
    public <T> CompletableFuture<T> track(CompletableFuture<T> operation) {
        return add(operations, operation);
    }

    /** Sends a request, unless all has ended already, and makes it end with this cancellation. */
    public CompletableFuture<Answer> send(PreparedRequest request) {
        // known before it is sent: one that is sent first could be missed
        add(requests, request);
        request.send();
        return request;
    }

    private <T, F extends CompletableFuture<T>> F add(Set<? super F> underWay, F future) {
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
            future.whenComplete((value, error) -> {
                synchronized (this) {
                    underWay.remove(future);
                }
            });
        }
        return future;
    }
}
