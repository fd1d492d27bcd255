package io.jenkins.plugins.msstore.client.error;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.io.IOException;
import java.util.Objects;

/**
 * The failure of an operation of the service. The message is one readable line: operation, product, user, the
 * service's reason, HTTP status and {@code MS-CV}; never a token or a body as a whole.
 */
public abstract class StoreException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Subject subject;
    private final WriteOutcome outcome;
    private final int httpStatus;
    private final String reason;
    private final String operation;
    private final String facts;
    private int attempts = 1;

    /**
     * @param subject the operation that failed
     * @param outcome whether it may have been applied
     * @param httpStatus the status of the answer; 0 if there was none
     * @param reason the reason of the failure, one printable line
     * @param cause the cause; null if there is none
     */
    protected StoreException(Subject subject, WriteOutcome outcome, int httpStatus, String reason, Throwable cause) {
        super(reason, cause);
        this.subject = Objects.requireNonNull(subject, "subject");
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.httpStatus = httpStatus;
        this.reason = Objects.requireNonNull(reason, "reason");
        this.operation = subject.toString();
        this.facts = (httpStatus == 0 ? "" : "HTTP " + httpStatus + ", ") + "MS-CV " + subject.correlationVector();
    }

    /** The operation that failed. Null only in an exception that was deserialized. */
    public Subject subject() {
        return subject;
    }

    /** Whether the operation may have been applied. */
    public WriteOutcome outcome() {
        return outcome;
    }

    /** The HTTP status of the answer; 0 if there was none. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The reason of the failure, without the operation and its subject. */
    public String reason() {
        return reason;
    }

    /** The number of attempts of the operation before this error was final; at least 1. */
    public int attempts() {
        return attempts;
    }

    /** Records the number of attempts when the operation is given up; the message has the number. */
    public void gaveUpAfter(int attempts) {
        this.attempts = attempts;
    }

    @Override
    public String getMessage() {
        return line(operation, reason);
    }

    /** The message without user principal names, which are personal data. */
    public String messageWithoutUser() {
        return line(subject == null ? operation : subject.withoutUser().toString(), UserPrincipalName.hiddenIn(reason));
    }

    private String line(String what, String why) {
        return what + " failed: " + why + " (" + facts + (attempts > 1 ? ", after " + attempts + " attempts)" : ")");
    }
}
