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

    /** A way to go on after such an error. */
    public enum Remedy {
        /** Another attempt may help. */
        RETRY,
        /** A new URL may help: this one is not valid, or not any more. */
        NEW_URL,
        /** Beginning with the first byte may help. */
        START_AGAIN,
        /** Nothing. */
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
     * @param retryAfter how long the CDN asks to wait; null where it does not
     */
    CdnException(Remedy remedy, String reason, Duration retryAfter) {
        super(reason);
        this.remedy = Objects.requireNonNull(remedy, "remedy");
        this.retryAfter = retryAfter;
    }

    /** The way to go on. */
    public Remedy remedy() {
        return remedy;
    }

    /** How long the CDN asks to wait; empty where it does not. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
