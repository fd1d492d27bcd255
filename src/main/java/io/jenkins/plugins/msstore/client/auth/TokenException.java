package io.jenkins.plugins.msstore.client.auth;

import java.io.IOException;

/**
 * No token could be had. The message is one readable line, without the secret and without the authority's answer as a
 * whole; there is no cause, for MSAL4J's exceptions carry that answer.
 */
public class TokenException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean transientFailure;

    /**
     * @param transientFailure whether asking again may help: the authority was not reached, or is out of order
     */
    public TokenException(String message, boolean transientFailure) {
        super(message);
        this.transientFailure = transientFailure;
    }

    /** Whether asking again may help. */
    public boolean isTransient() {
        return transientFailure;
    }
}
