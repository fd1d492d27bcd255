package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import java.time.Duration;
import java.util.Optional;

/**
 * What the service answered, read as a whole.
 *
 * @param status the HTTP status
 * @param contentType the media type, empty when none was sent
 * @param body the text of the body
 * @param retryAfter how long the service asks to wait
 * @param location where a redirect points to; empty for none
 * @param challenge the {@code WWW-Authenticate} header; empty for none
 */
public record Answer(
        int status,
        String contentType,
        String body,
        Optional<Duration> retryAfter,
        Optional<String> location,
        Optional<String> challenge) {

    private static final String HIDDEN = "***";

    /** Whether the status is one of success. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * Whether the service did nothing and asks to come back later: 429 (RFC 6585, section 4), or 503 with {@code
     * Retry-After} (RFC 9110, section 10.2.3).
     */
    boolean isThrottled() {
        return status == 429 || status == 503 && retryAfter.isPresent();
    }

    /** Whether the service was up to the request, whatever it said; not so for a server's error and 408. */
    boolean isServed() {
        return status < 500 && status != 408 && !isThrottled();
    }

    /** What the service answers to whom it throttles. */
    static Answer throttled(Duration retryAfter) {
        return new Answer(429, "", "", Optional.of(retryAfter), Optional.empty(), Optional.empty());
    }

    /** The error that a status without success means. */
    public StoreException error(Subject subject) {
        return AnswerClassifier.error(subject, this);
    }

    /**
     * The same answer without a text that must not be shown: gateways' error pages echo requests, tokens included.
     */
    public Answer hiding(String secret) {
        return new Answer(
                status,
                contentType.replace(secret, HIDDEN),
                body.replace(secret, HIDDEN),
                retryAfter,
                location.map(text -> text.replace(secret, HIDDEN)),
                challenge.map(text -> text.replace(secret, HIDDEN)));
    }

    /** Shows no body, which may hold what belongs in no log. */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length() + " characters of " + contentType;
    }
}
