package io.jenkins.plugins.msstore.history;

/** How an operation ended. Names are stored with builds: none is ever changed. */
public enum Ending {
    /** It gave a result; users may have failed all the same. */
    SUCCEEDED,
    /** It failed, or the build failed for its result. */
    FAILED,
    /** Somebody, or a timeout, ended it. */
    INTERRUPTED
}
