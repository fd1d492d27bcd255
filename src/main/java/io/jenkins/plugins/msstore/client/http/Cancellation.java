package io.jenkins.plugins.msstore.client.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Ends everything that one client has under way: requests, and waits between them. What is started afterwards is cancelled
 * at once.
 */
public final class Cancellation {

    private final Set<PreparedRequest> requests = new LinkedHashSet<>();
    private final Set<CompletableFuture<?>> operations = new HashSet<>();
    private boolean cancelled;

    /**
     * Ends all that is under way, now and later; their futures complete with a {@code CancellationException}. Requests end
     * first: when an operation learns of its end, it is certain whether its request was sent. Of these, the last comers
     * do: where one that is in flight ends, none that waits for its place must be sent only to be cancelled.
     */
    public void cancel() {
        List<CompletableFuture<?>> toCancel = new ArrayList<>();
        synchronized (this) {
            cancelled = true;
            toCancel.addAll(requests);
            Collections.reverse(toCancel);
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

    /**
     * Sends a request, unless all has ended already, and makes it end with this cancellation.
     *
     * @param pace decides when it leaves
     * @param onPause hears how long everybody who shares the pace stays away, whenever that concerns this request
     */
    public CompletableFuture<Answer> send(PreparedRequest request, Pace pace, Consumer<Duration> onPause) {
        // known before it is sent: one that is sent first could be missed
        add(requests, request);
        pace.send(request, onPause);
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
