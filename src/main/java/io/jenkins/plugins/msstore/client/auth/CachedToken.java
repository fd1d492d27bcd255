package io.jenkins.plugins.msstore.client.auth;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A token that several callers share: requested once for callers that ask at the same time, used until shortly before it
 * expires.
 *
 * <p>Used instead of MSAL4J's own cache, which never hits if the authority's URL has a port, and does not join requests:
 * fifty cold callers send fifty requests (1.26.0).
 */
final class CachedToken {

    private final Clock clock;
    private AccessToken current;

    /** The callers that wait for the request under way, in the order of asking; empty where there is no request. */
    private final List<CompletableFuture<AccessToken>> waiting = new ArrayList<>();

    CachedToken(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param rejected a token that is not to be returned; may be null
     * @param request takes a new token; called if there is none and no request is under way
     * @return fails as the request does; callers are served in the order of asking
     */
    CompletableFuture<AccessToken> otherThan(AccessToken rejected, Supplier<CompletableFuture<AccessToken>> request) {
        CompletableFuture<AccessToken> promise = new CompletableFuture<>();
        synchronized (this) {
            if (hasFreshToken() && !current.equals(rejected)) {
                return CompletableFuture.completedFuture(current);
            }
            waiting.add(promise);
            if (waiting.size() > 1) {
                return promise;
            }
            current = null;
        }
        started(request).whenComplete(this::onAnswer);
        return promise;
    }

    /** Whether there is a token that can be used, or a request for one. */
    synchronized boolean isInUse() {
        return hasFreshToken() || !waiting.isEmpty();
    }

    private boolean hasFreshToken() {
        return current != null && current.isFreshAt(clock.instant());
    }

    /** A defect in the request must not leave callers waiting for a token that is not requested any more. */
    private static CompletableFuture<AccessToken> started(Supplier<CompletableFuture<AccessToken>> request) {
        try {
            return request.get();
        } catch (RuntimeException | Error defect) {
            return CompletableFuture.failedFuture(defect);
        }
    }

    /** Completes one future after the other: a shared one would call its dependents in an unspecified order. */
    private void onAnswer(AccessToken token, Throwable error) {
        List<CompletableFuture<AccessToken>> served;
        synchronized (this) {
            current = token;
            served = List.copyOf(waiting);
            waiting.clear();
        }
        for (CompletableFuture<AccessToken> promise : served) {
            if (error == null) {
                promise.complete(token);
            } else {
                promise.completeExceptionally(error);
            }
        }
    }
}
