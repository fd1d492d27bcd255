package io.jenkins.plugins.msstore.history;

/** How an operation ended. The names are stored with builds and must not change. */
public enum Ending {
    /** The operation has a result; users may have failed. */
    SUCCEEDED,
    /** The operation failed, or the build failed because of its result. */
    FAILED,
    /** A user or a timeout interrupted the operation. */
    INTERRUPTED,
    /** The controller ended during the operation, and no other process resumed it. */
    LOST
}
