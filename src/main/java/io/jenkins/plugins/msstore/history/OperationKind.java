package io.jenkins.plugins.msstore.history;

/** What an operation does. Names are stored with builds: none is ever changed. */
public enum OperationKind {
    /** Gives one user a seat. */
    ASSIGN_SEAT(true),
    /** Takes one user's seat back. */
    RECLAIM_SEAT(true),
    /** Looks one user's seat up. */
    GET_SEAT(true),
    /** Gives many users seats. */
    BULK_ASSIGN(false),
    /** Takes many users' seats back. */
    BULK_RECLAIM(false),
    /** Gets an offline license. */
    OFFLINE_LICENSE(false),
    /** What has no kind of its own, or one that only a newer version of the plugin knows. */
    OTHER(false);

    private final boolean aboutOneUser;

    OperationKind(boolean aboutOneUser) {
        this.aboutOneUser = aboutOneUser;
    }

    /** Whether such an operation is about one user: its outcome is that user's. */
    public boolean isAboutOneUser() {
        return aboutOneUser;
    }
}
