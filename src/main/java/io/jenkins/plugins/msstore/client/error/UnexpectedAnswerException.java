package io.jenkins.plugins.msstore.client.error;

/**
 * An answer came that no documented operation gives: a web page, a redirect, a seat of somebody else, a field that is
 * missing. Repeating a read would bring the same.
 */
public class UnexpectedAnswerException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * @param outcome {@link WriteOutcome#UNKNOWN} where the answer leaves open whether the operation was done
     */
    public UnexpectedAnswerException(Subject subject, WriteOutcome outcome, int httpStatus, String reason) {
        super(subject, outcome, httpStatus, reason, null);
    }
}
