package io.jenkins.plugins.msstore.simulator;

/** Validity of a request's {@code Authorization} header at its arrival; recorded instead of the token. */
public enum Authorization {
    /** No header. */
    NONE("The token is missing"),
    /** A valid bearer token of this simulator. */
    VALID(""),
    /** A bearer token of this simulator that has expired or was revoked. */
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
