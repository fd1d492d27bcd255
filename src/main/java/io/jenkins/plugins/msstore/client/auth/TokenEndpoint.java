package io.jenkins.plugins.msstore.client.auth;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Requests new tokens from an authority. */
@FunctionalInterface
public interface TokenEndpoint {

    /**
     * @param identity looks up the identity; called once, on a thread that may block. Its exception fails the request
     * @return a new token; fails with a {@link TokenException}
     */
    CompletableFuture<AccessToken> request(Supplier<EntraIdentity> identity);
}
