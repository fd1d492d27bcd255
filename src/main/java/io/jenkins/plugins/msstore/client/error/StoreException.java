package io.jenkins.plugins.msstore.client.error;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.io.IOException;
import java.util.Objects;

/**
 * An operation of the service that did not succeed. The message is one readable line: operation, product, user, the
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
     * @param subject what was tried
     * @param outcome whether it may have been done
     * @param httpStatus the status of the answer; 0 when there was none
     * @param reason why it failed, one printable line
     * @param cause what lies beneath; null when there is nothing
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

    /** What was tried. Null only in an exception that was deserialized. */
    public Subject subject() {
        return subject;
    }

    /** Whether the operation may have been done. */
    public WriteOutcome outcome() {
        return outcome;
    }

    /** The HTTP status of the answer; 0 when there was none. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Why it failed, without the operation and its subject. */
    public String reason() {
        return reason;
    }

    /** How often the operation was sent before this error was final; at least 1. */
    public int attempts() {
        return attempts;
    }

    /** Says in the message that the operation was tried several times before it was given up. */
    public void gaveUpAfter(int attempts) {
        this.attempts = attempts;
    }

    @Override
    public String getMessage() {
        return line(operation, reason);
    }

    /** The message for places where no user may be named: user principal names are personal data. */
    public String messageWithoutUser() {
        return line(subject == null ? operation : subject.withoutUser().toString(), UserPrincipalName.hiddenIn(reason));
    }

    private String line(String what, String why) {
        return what + " failed: " + why + " (" + facts + (attempts > 1 ? ", after " + attempts + " attempts)" : ")");
    }
}
