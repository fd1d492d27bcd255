package io.jenkins.plugins.msstore.client.error;

import java.time.Duration;
import java.util.Optional;

/** The service did nothing and asks to come back later (HTTP 429, or 503 with {@code Retry-After}). */
public class ThrottledException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** The HTTP status of a request that was throttled. */
    public static final int TOO_MANY_REQUESTS = 429;

    private final Duration retryAfter;

    /**
     * @param retryAfter how long to stay away, from now on; null when the service did not say
     */
    public ThrottledException(Subject subject, int httpStatus, Duration retryAfter, String reason) {
        super(subject, WriteOutcome.NOT_APPLIED, httpStatus, reason, null);
        this.retryAfter = retryAfter;
    }

    /** How long to stay away, counted from the answer; empty when the service did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
