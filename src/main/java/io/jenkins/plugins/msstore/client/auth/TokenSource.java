package io.jenkins.plugins.msstore.client.auth;

import java.util.concurrent.CompletableFuture;

/** Where the bearer tokens of one identity come from. Safe for use by many threads at once. */
public interface TokenSource {

    /**
     * The token to send now.
     *
     * @return fails with a {@link TokenException}; cancelling it does not affect other callers
     */
    CompletableFuture<AccessToken> token();

    /**
     * The token to send after the service did not accept one: a new one, which is requested once for all callers; the same
     * one where there can be no other.
     *
     * @return fails with a {@link TokenException}; cancelling it does not affect other callers
     */
    CompletableFuture<AccessToken> renewed(AccessToken rejected);
}
