package io.jenkins.plugins.msstore.simulator;

/** Ends an operation with an error. */
final class StoreErrorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient StoreError error;

    StoreErrorException(StoreError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    StoreError error() {
        return error;
    }
}
