package io.jenkins.plugins.msstore.sync;

/** What a sync does for a user. The names appear in the report. */
public enum SyncChange {
    /** Assigns a seat. */
    ADD,
    /** Reclaims the seat. */
    REMOVE,
    /** Nothing. */
    NONE
}
