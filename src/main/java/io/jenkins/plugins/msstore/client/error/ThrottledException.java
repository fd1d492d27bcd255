package io.jenkins.plugins.msstore.client.error;

import java.time.Duration;
import java.util.Optional;

/**
 * The service throttles: the operation was not applied and may be sent again later (HTTP 429, or 503 with {@code
 * Retry-After}).
 */
public class ThrottledException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** The HTTP status of a request that was throttled. */
    public static final int TOO_MANY_REQUESTS = 429;

    private final Duration retryAfter;

    /**
     * @param retryAfter the time to wait, counted from the answer; null if the service named none
     */
    public ThrottledException(Subject subject, int httpStatus, Duration retryAfter, String reason) {
        super(subject, WriteOutcome.NOT_APPLIED, httpStatus, reason, null);
        this.retryAfter = retryAfter;
    }

    /** The time to wait, counted from the answer; empty if the service named none. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
