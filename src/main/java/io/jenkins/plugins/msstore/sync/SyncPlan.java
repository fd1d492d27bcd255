package io.jenkins.plugins.msstore.sync;

import java.util.List;

/**
 * The numbers of a plan: what a sync does for the users of its list and for those that have a seat. The users themselves are
 * in files beside it.
 *
 * @param present the number of users with a seat
 * @param toAdd the number of users that get a seat
 * @param toRemove the number of users whose seat is reclaimed
 * @param unchanged the number of listed users with a seat
 * @param skipped the number of listed users that get no seat because of the mode
 * @param retained the number of users that are not listed and keep their seat
 * @param unnamed those among them whose name, as the service gives it, is no user principal name
 * @param invalid the number of entries of the list that are no users
 * @param digest identifies the changes, see {@link PlanDigest}; null if there is no plan
 * @param removalsFirst whether the additions need the seats that the removals free
 */
public record SyncPlan(
        int present,
        int toAdd,
        int toRemove,
        int unchanged,
        int skipped,
        int retained,
        int unnamed,
        int invalid,
        String digest,
        boolean removalsFirst) {

    /** What is known of a sync that ended before its plan was made. */
    public static final SyncPlan NONE = new SyncPlan(0, 0, 0, 0, 0, 0, 0, 0, null, false);

    /** A copy in which the removals come first. */
    SyncPlan withRemovalsFirst() {
        return new SyncPlan(present, toAdd, toRemove, unchanged, skipped, retained, unnamed, invalid, digest, true);
    }

    /** A copy with the entries for which nothing is done as far as their file can still be read. */
    SyncPlan withReadable(UnchangedUsers.Counts counts) {
        return new SyncPlan(
                present,
                toAdd,
                toRemove,
                counts.unchanged(),
                counts.skipped(),
                retained,
                unnamed,
                counts.invalid(),
                digest,
                removalsFirst);
    }

    /** The number of entries of the list for which nothing is done. */
    int withoutChange() {
        return unchanged + skipped + invalid;
    }

    /** The changes in the order in which they are made; one begins when the other has ended. */
    List<SyncChange> order() {
        return removalsFirst ? List.of(SyncChange.REMOVE, SyncChange.ADD) : List.of(SyncChange.ADD, SyncChange.REMOVE);
    }

    /** The number of users whose seat is changed. */
    public int changes() {
        return toAdd + toRemove;
    }
}
