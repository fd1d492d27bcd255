package io.jenkins.plugins.msstore.client.error;

/**
 * The service does not let this application in (HTTP 401 with a fresh token, or 403), or the authority gives it no token.
 */
public class AccessDeniedException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * @param httpStatus 401 or 403; 0 when already the token was refused
     */
    public AccessDeniedException(Subject subject, int httpStatus, String reason, Throwable cause) {
        super(subject, WriteOutcome.REJECTED, httpStatus, reason, cause);
    }
}
