package io.jenkins.plugins.msstore.client.auth;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The tokens of one identity, shared by all who work with it: at most one request for a token is under way, and a token is
 * used until shortly before it runs out.
 *
 * <p>Stands in front of MSAL4J because MSAL4J's own cache does not do this: with a port in the authority it never hits, and
 * fifty cold callers send fifty requests (1.26.0).
 */
public final class EntraTokenSource implements TokenSource {

    private final EntraIdentity identity;
    private volatile TokenEndpoint endpoint;
    private final Clock clock;
    private AccessToken current;

    /** Who waits for the token that was asked for, in the order of asking; empty where none was. */
    private final List<CompletableFuture<AccessToken>> waiting = new ArrayList<>();

    public EntraTokenSource(EntraIdentity identity, TokenEndpoint endpoint) {
        this(identity, endpoint, Clock.systemUTC());
    }

    EntraTokenSource(EntraIdentity identity, TokenEndpoint endpoint, Clock clock) {
        this.identity = identity;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** Takes further tokens from another endpoint; the present token stays. */
    void use(TokenEndpoint newEndpoint) {
        endpoint = newEndpoint;
    }

    @Override
    public CompletableFuture<AccessToken> token() {
        return tokenOtherThan(null);
    }

    @Override
    public CompletableFuture<AccessToken> renewed(AccessToken rejected) {
        return tokenOtherThan(rejected);
    }

    private CompletableFuture<AccessToken> tokenOtherThan(AccessToken rejected) {
        CompletableFuture<AccessToken> promise = new CompletableFuture<>();
        synchronized (this) {
            if (current != null && !current.equals(rejected) && current.isFreshAt(clock.instant())) {
                return CompletableFuture.completedFuture(current);
            }
            waiting.add(promise);
            if (waiting.size() > 1) {
                return promise;
            }
            current = null;
        }
        newToken().whenComplete(this::handOut);
        return promise;
    }

    /** One after the other: what waits on a single future goes on in the opposite order. */
    private void handOut(AccessToken token, Throwable error) {
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

    /** A defect of the endpoint must not leave everybody waiting for a token that nobody asks for. */
    private CompletableFuture<AccessToken> newToken() {
        try {
            return endpoint.request(identity);
        } catch (RuntimeException | Error defect) {
            return CompletableFuture.failedFuture(defect);
        }
    }
}
