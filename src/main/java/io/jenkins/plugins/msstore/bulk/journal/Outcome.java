package io.jenkins.plugins.msstore.bulk.journal;

/** The kinds of outcome of a user of a bulk operation. Their names appear in the report. */
public enum Outcome {
    /** The action was applied; in a dry run, the seat was read. */
    SUCCEEDED,
    /** The service rejected the user, or failed for this user; the action was certainly not applied. */
    FAILED,
    /** It is not known whether the action was applied, also after the seat was read back. */
    UNKNOWN,
    /** The entry is not a user principal name; nothing was sent for it. */
    INVALID,
    /** The operation ended before; certainly nothing was applied for this user. */
    NOT_ATTEMPTED
}
