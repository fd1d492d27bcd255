package io.jenkins.plugins.msstore.bulk;

/** What became of one user of a bulk run. The names are those of the report. */
public enum Outcome {
    /** The action is done; in a dry run, the seat was read. */
    SUCCEEDED,
    /** The service refused, or what became of it is not known. */
    FAILED,
    /** The entry is no user principal name; nothing was sent for it. */
    INVALID,
    /** The run ended before; certainly nothing was done for this user. */
    NOT_ATTEMPTED
}
