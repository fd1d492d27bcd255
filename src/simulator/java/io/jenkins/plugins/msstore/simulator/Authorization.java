package io.jenkins.plugins.msstore.simulator;

/** Validity of a request's {@code Authorization} header at its arrival; recorded instead of the token. */
public enum Authorization {
    /** There was none. */
    NONE("The token is missing"),
    /** A bearer token that this simulator gave out and that still holds. */
    VALID(""),
    /** A bearer token that this simulator gave out and that has expired or was revoked. */
    EXPIRED("The token is expired"),
    /** Anything else. */
    UNKNOWN("The token is invalid");

    private final String explanation;

    Authorization(String explanation) {
        this.explanation = explanation;
    }

    String explanation() {
        return explanation;
    }
}
