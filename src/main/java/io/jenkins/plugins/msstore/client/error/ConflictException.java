package io.jenkins.plugins.msstore.client.error;

/** The product is not of the kind that the operation needs (HTTP 409): not online, not offline, or not owned. */
public class ConflictException extends StoreException {

    private static final long serialVersionUID = 1L;

    public ConflictException(Subject subject, String reason) {
        super(subject, WriteOutcome.REJECTED, 409, reason, null);
    }
}
