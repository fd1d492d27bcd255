package io.jenkins.plugins.msstore.client.error;

/**
 * The operation was sent, and no answer shows its outcome: a broken connection, a timeout, an incomplete answer,
 * HTTP 408, 500, 502, 504, or 503 without {@code Retry-After}.
 */
public class OutcomeUnknownException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * @param httpStatus the status of the answer; 0 if there was none
     */
    public OutcomeUnknownException(Subject subject, int httpStatus, String reason, Throwable cause) {
        super(subject, WriteOutcome.UNKNOWN, httpStatus, reason, cause);
    }
}
