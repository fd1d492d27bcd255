package io.jenkins.plugins.msstore.client.auth;

import java.io.IOException;

/**
 * Thrown if no token is issued. The message is one readable line, without the secret and without the authority's complete
 * answer; there is no cause, because MSAL4J's exceptions contain that answer.
 */
public class TokenException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean transientFailure;

    /**
     * @param transientFailure whether another attempt may help: the authority was not reached, or has failed
     */
    public TokenException(String message, boolean transientFailure) {
        super(message);
        this.transientFailure = transientFailure;
    }

    /** Whether another attempt may help. */
    public boolean isTransient() {
        return transientFailure;
    }
}
