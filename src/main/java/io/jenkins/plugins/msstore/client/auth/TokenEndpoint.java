package io.jenkins.plugins.msstore.client.auth;

import java.util.concurrent.CompletableFuture;

/** Takes a new token from an authority, each time it is asked. */
@FunctionalInterface
public interface TokenEndpoint {

    /**
     * @return a new token; fails with a {@link TokenException}
     */
    CompletableFuture<AccessToken> request(EntraIdentity identity);
}
