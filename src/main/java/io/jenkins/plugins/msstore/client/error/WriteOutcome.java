package io.jenkins.plugins.msstore.client.error;

/**
 * Whether the service may have made the change that a failed request asked for. Code above {@code client} decides by this,
 * never by an HTTP status.
 */
public enum WriteOutcome {
    /** Certainly not applied, and sending it again would change nothing: the service, or this client, rejected it. */
    REJECTED,
    /** Certainly not applied, and sending it again may help: throttled, or nothing was sent. */
    NOT_APPLIED,
    /** It may have been applied. A read is simply repeated; a write only after the seat was read back. */
    UNKNOWN
}
