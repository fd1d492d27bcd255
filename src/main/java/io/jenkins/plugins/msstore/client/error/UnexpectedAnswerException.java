package io.jenkins.plugins.msstore.client.error;

/**
 * An answer that the service does not document: a web page, a redirect, the seat of another user, a missing field. A
 * repeated read would get the same answer.
 */
public class UnexpectedAnswerException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * @param outcome {@link WriteOutcome#UNKNOWN} if the operation may have been applied
     */
    public UnexpectedAnswerException(Subject subject, WriteOutcome outcome, int httpStatus, String reason) {
        super(subject, outcome, httpStatus, reason, null);
    }
}
