package io.jenkins.plugins.msstore.client.auth;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Supplies the bearer tokens of one identity. Thread-safe. */
public interface TokenSource {

    /**
     * The tenant of the tokens, which never changes.
     *
     * @return its URL at the authority that issues the tokens, in lower case; empty if it is not known
     */
    Optional<String> tenantUrl();

    /**
     * The token to send now.
     *
     * @return fails with a {@link TokenException}; cancelling it does not affect other callers
     */
    CompletableFuture<AccessToken> token();

    /**
     * The token to send after the service has rejected one: a new one, which is requested once for all callers; the same one if
     * there can be no other.
     *
     * @return fails with a {@link TokenException}; cancelling it does not affect other callers
     */
    CompletableFuture<AccessToken> renewed(AccessToken rejected);
}
