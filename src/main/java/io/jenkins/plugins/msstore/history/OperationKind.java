package io.jenkins.plugins.msstore.history;

/** The kinds of operations, by what they do. The names are stored with builds and must not change. */
public enum OperationKind {
    /** Assigns one user's seat. */
    ASSIGN_SEAT(true),
    /** Reclaims one user's seat. */
    RECLAIM_SEAT(true),
    /** Reads one user's seat. */
    GET_SEAT(true),
    /** Assigns many users' seats. */
    BULK_ASSIGN(false),
    /** Reclaims many users' seats. */
    BULK_RECLAIM(false),
    /** Assigns and reclaims seats so that the users of a list have one, and no other user. */
    SYNC_SEATS(false),
    /** Gets an offline license. */
    OFFLINE_LICENSE(false),
    /** Lists the inventory. */
    INVENTORY(false),
    /** Lists the seats of a product or of a user. */
    LIST_SEATS(false),
    /** Gets a product's details. */
    PRODUCT(false),
    /** Gets a product's packages. */
    PACKAGES(false),
    /** An operation without a kind of its own, or with a kind that only a newer version of the plugin knows. */
    OTHER(false);

    private final boolean aboutOneUser;

    OperationKind(boolean aboutOneUser) {
        this.aboutOneUser = aboutOneUser;
    }

    /** Whether such an operation is about one user, so that its outcome is that user's. */
    public boolean isAboutOneUser() {
        return aboutOneUser;
    }
}
