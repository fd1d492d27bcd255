package io.jenkins.plugins.msstore.client.error;

/**
 * The service denies access to the application (HTTP 401 with a fresh token, or 403), or the authority issues no token.
 */
public class AccessDeniedException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * @param httpStatus 401 or 403; 0 if the authority issued no token
     */
    public AccessDeniedException(Subject subject, int httpStatus, String reason, Throwable cause) {
        super(subject, WriteOutcome.REJECTED, httpStatus, reason, cause);
    }
}
