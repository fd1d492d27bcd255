package io.jenkins.plugins.msstore.sync;

import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.NameIndex;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterNames;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
import io.jenkins.plugins.msstore.bulk.users.UserEntry;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.listing.ListJournal;
import io.jenkins.plugins.msstore.listing.SeatRow;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes the plan of a sync: compares the users of the list with the product's seats, by case-folded name. Holds digests of the
 * names, no names; who is added and removed is written to files.
 */
final class SyncPlanner {

    private final SyncRequest request;
    private final Roster list;
    private final ListJournal seats;
    private final SyncFolder folder;
    private final BooleanSupplier isStopped;

    /** The numbers of the list's entries whose user has a seat. */
    private final BitSet seated = new BitSet();

    /** Users that are not listed and keep their seat. */
    private final NameIndex retainedUsers = new NameIndex();

    private int retained;
    private int unnamed;
    private int skipped;

    /**
     * @param list the users that shall have a seat
     * @param seats the product's seats, read to the end
     * @param folder receives the files of the plan
     * @param isStopped whether to give up
     */
    SyncPlanner(SyncRequest request, Roster list, ListJournal seats, SyncFolder folder, BooleanSupplier isStopped) {
        this.request = request;
        this.list = list;
        this.seats = seats;
        this.folder = folder;
        this.isStopped = isStopped;
    }

    /**
     * Writes the files of the plan; files of an earlier attempt are replaced.
     *
     * @return the numbers of the plan
     * @throws DamagedLineException if the list or the seats are damaged
     * @throws CancellationException if the planner is stopped
     */
    SyncPlan plan() throws IOException {
        Optional<DamagedLineException> damage = RosterNames.of(list).damage();
        if (damage.isPresent()) {
            // users that are missing in the list would lose their seat
            throw damage.get();
        }
        Roster removed;
        Roster added;
        try (UnchangedUsers unchanged = UnchangedUsers.write(folder.unchanged())) {
            removed = Roster.write(folder.users(SyncChange.REMOVE), users -> {
                compareSeats(users, unchanged);
                return Optional.empty();
            });
            added = Roster.write(folder.users(SyncChange.ADD), users -> {
                compareEntries(users, unchanged);
                return Optional.empty();
            });
            unchanged.force();
        }
        return new SyncPlan(
                seated.cardinality() + removed.requested() + retained,
                added.requested(),
                removed.requested(),
                seated.cardinality(),
                skipped,
                retained,
                unnamed,
                list.requested() - list.valid(),
                PlanDigest.of(request.product(), added, removed),
                false);
    }

    private void compareSeats(Consumer<UserEntry> removed, UnchangedUsers unchanged) throws IOException {
        NameIndex listed = listed();
        NameIndex protectedUsers = protectedUsers();
        seats.read(row -> {
            checkStopped();
            SeatRow seat = (SeatRow) row;
            if (Seat.REVOKED.equalsIgnoreCase(seat.state())) {
                return;
            }
            String name = UserPrincipalName.foldCase(seat.userName());
            int number = listed.get(name);
            if (number != NameIndex.ABSENT) {
                // once, if a page moved and the user is listed again
                if (!seated.get(number)) {
                    seated.set(number);
                    unchanged.add(unchanged(seat));
                }
            } else if (UserPrincipalName.find(seat.userName()).isEmpty()) {
                unnamed += retain(name);
            } else if (!request.mode().removes() || protectedUsers.get(name) != NameIndex.ABSENT) {
                retain(name);
            } else {
                removed.accept(new UserEntry(seat.userName(), UserEntry.NO_LINE));
            }
        });
    }

    private int retain(String name) {
        if (!retainedUsers.add(name, 0)) {
            return 0;
        }
        retained++;
        return 1;
    }

    private NameIndex listed() throws IOException {
        NameIndex listed = new NameIndex();
        try (RosterReader entries = list.open()) {
            for (RosterEntry entry; (entry = entries.next()) != null; ) {
                checkStopped();
                if (entry.isValid()) {
                    listed.add(entry.user().foldCase(), entry.number());
                }
            }
        }
        return listed;
    }

    private NameIndex protectedUsers() {
        NameIndex names = new NameIndex();
        request.protectedUsers().forEach(user -> names.add(user.foldCase(), 0));
        return names;
    }

    private void compareEntries(Consumer<UserEntry> added, UnchangedUsers unchanged) throws IOException {
        try (RosterReader entries = list.open()) {
            for (RosterEntry entry; (entry = entries.next()) != null; ) {
                checkStopped();
                if (!entry.isValid()) {
                    unchanged.add(UserOutcome.invalid(entry.invalid()));
                } else if (!seated.get(entry.number())) {
                    if (request.mode().adds()) {
                        added.accept(new UserEntry(entry.user().text(), UserEntry.NO_LINE));
                    } else {
                        skipped++;
                        unchanged.add(UserOutcome.withoutSeat(entry.user().text()));
                    }
                }
            }
        }
    }

    private static UserOutcome unchanged(SeatRow seat) {
        return new UserOutcome(
                seat.userName(), Outcome.SUCCEEDED, seat.state(), seat.dateAssigned(), null, null, false);
    }

    private void checkStopped() {
        if (isStopped.getAsBoolean()) {
            throw new CancellationException();
        }
    }
}
