package io.jenkins.plugins.msstore.client.error;

/** What a failed exchange with the service says about the operation: the one thing that everybody above needs to know. */
public enum Verdict {
    /** Certainly not done, and sending it again would change nothing: the service, or this client, refused. */
    REFUSED,
    /** Certainly not done, and sending it again may help: throttled, or nothing was sent. */
    NOT_DONE,
    /** It may have been done. A read is simply repeated; a write only after looking. */
    UNKNOWN
}
