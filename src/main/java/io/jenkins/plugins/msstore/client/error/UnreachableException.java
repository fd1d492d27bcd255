package io.jenkins.plugins.msstore.client.error;

/** Nothing was sent: there is no connection to the service or the authority, or the authority failed. */
public class UnreachableException extends StoreException {

    private static final long serialVersionUID = 1L;

    public UnreachableException(Subject subject, String reason, Throwable cause) {
        super(subject, WriteOutcome.NOT_APPLIED, 0, reason, cause);
    }
}
