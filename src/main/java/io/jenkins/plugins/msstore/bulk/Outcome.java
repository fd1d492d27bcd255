package io.jenkins.plugins.msstore.bulk;

/** The kinds of outcome of a user of a bulk operation. Their names appear in the report. */
public enum Outcome {
    /** The action was applied; in a dry run, the seat was read. */
    SUCCEEDED,
    /** The service rejected the user, or it is unknown whether the action was applied. */
    FAILED,
    /** The entry is not a user principal name; nothing was sent for it. */
    INVALID,
    /** The operation ended before; certainly nothing was applied for this user. */
    NOT_ATTEMPTED
}
