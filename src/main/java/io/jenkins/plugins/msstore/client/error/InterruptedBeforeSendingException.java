package io.jenkins.plugins.msstore.client.error;

/** The client was cancelled before the operation was sent: it was certainly not applied. */
public class InterruptedBeforeSendingException extends StoreException {

    private static final long serialVersionUID = 1L;

    public InterruptedBeforeSendingException(Subject subject) {
        super(subject, WriteOutcome.NOT_APPLIED, 0, "interrupted", null);
    }
}
