package io.jenkins.plugins.msstore.client.auth;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Takes a new token from an authority, each time it is asked. */
@FunctionalInterface
public interface TokenEndpoint {

    /**
     * @param identity finds out as whom; called once, on a thread that may block. What it throws fails the request
     * @return a new token; fails with a {@link TokenException}
     */
    CompletableFuture<AccessToken> request(Supplier<EntraIdentity> identity);
}
