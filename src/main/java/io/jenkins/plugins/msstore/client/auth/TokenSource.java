package io.jenkins.plugins.msstore.client.auth;

import java.util.concurrent.CompletableFuture;

/** Where the bearer tokens of one identity come from. Safe for use by many threads at once. */
public interface TokenSource {

    /**
     * The token to send now.
     *
     * @return fails with a {@link TokenException}; cancelling it disturbs nobody else
     */
    CompletableFuture<AccessToken> token();

    /**
     * The token to send after the service did not accept one: a new one, whoever asks first; the same one where there can
     * be no other.
     *
     * @return fails with a {@link TokenException}; cancelling it disturbs nobody else
     */
    CompletableFuture<AccessToken> renewed(AccessToken rejected);
}
