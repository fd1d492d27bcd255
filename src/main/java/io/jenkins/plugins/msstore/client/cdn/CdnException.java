package io.jenkins.plugins.msstore.client.cdn;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to the CDN that failed. The message is one line without the URL; there is no cause, whose message may have the
 * URL.
 */
public final class CdnException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The next step that may help after the error. */
    public enum Remedy {
        /** Another attempt may help. */
        RETRY,
        /** A new URL may help, because this one is not valid or has expired. */
        NEW_URL,
        /** Beginning with the first byte may help. */
        START_AGAIN,
        /** Nothing helps. */
        NONE
    }

    private final Remedy remedy;
    private final transient Duration retryAfter;

    /**
     * @param reason one line without the URL
     */
    CdnException(Remedy remedy, String reason) {
        this(remedy, reason, null);
    }

    /**
     * @param retryAfter the time that the CDN asks to wait; null if it names none
     */
    CdnException(Remedy remedy, String reason, Duration retryAfter) {
        super(reason);
        this.remedy = Objects.requireNonNull(remedy, "remedy");
        this.retryAfter = retryAfter;
    }

    /** The next step that may help. */
    public Remedy remedy() {
        return remedy;
    }

    /** The time that the CDN asks to wait; empty if it names none. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
