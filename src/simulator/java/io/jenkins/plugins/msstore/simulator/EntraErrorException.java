package io.jenkins.plugins.msstore.simulator;

/** Ends a request for a token with an error. */
final class EntraErrorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient EntraError error;

    EntraErrorException(EntraError error) {
        super("AADSTS" + error.code(), null, false, false);
        this.error = error;
    }

    EntraError error() {
        return error;
    }
}
