package io.jenkins.plugins.msstore.client.error;

/** Nothing was sent: no connection to the service or to the authority came about, or the authority is out of order. */
public class UnreachableException extends StoreException {

    private static final long serialVersionUID = 1L;

    public UnreachableException(Subject subject, String reason, Throwable cause) {
        super(subject, WriteOutcome.NOT_APPLIED, 0, reason, cause);
    }
}
