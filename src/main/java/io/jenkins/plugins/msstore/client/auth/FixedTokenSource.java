package io.jenkins.plugins.msstore.client.auth;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A ready-made token, as gateways and other identity providers hand them out. */
public final class FixedTokenSource implements TokenSource {

    private final AccessToken token;

    /**
     * @param token the token's text; surrounding white space is removed
     * @throws IllegalArgumentException for text that is not allowed in a header; the text is not shown
     */
    public FixedTokenSource(String token) {
        this.token = AccessToken.readyMade(token.strip());
    }

    @Override
    public Optional<String> tenantUrl() {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<AccessToken> token() {
        return CompletableFuture.completedFuture(token);
    }

    @Override
    public CompletableFuture<AccessToken> renewed(AccessToken rejected) {
        return token();
    }
}
