package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.bulk.users.RosterIndex;
import io.jenkins.plugins.msstore.client.Pages;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.TooFewSeatsException;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;

/**
 * Checks before an operation whether a product has enough seats for all users. Only a {@code Restricted} product counts its
 * seats; users with a seat need no other one.
 */
final class CapacityCheck {

    private final StoreClient client;
    private final ProductKey product;
    private final Roster roster;
    private final int maxPages;

    CapacityCheck(StoreClient client, ProductKey product, Roster roster) {
        this(client, product, roster, Pages.MAX_PAGES);
    }

    CapacityCheck(StoreClient client, ProductKey product, Roster roster, int maxPages) {
        this.client = client;
        this.product = product;
        this.roster = roster;
        this.maxPages = maxPages;
    }

    /**
     * Runs the check.
     *
     * @return completes if there are enough seats or the product does not count them. Fails with a {@link
     *     TooFewSeatsException} for a shortage, and if the inventory or the product's seats cannot be read
     */
    CompletableFuture<Void> run() {
        return new InventoryLookup(client, product)
                .entry(maxPages)
                .thenCompose(entry -> entry.filter(this::mayBeShort)
                        .map(counted -> count(available(counted)))
                        .orElse(CompletableFuture.completedFuture(null)));
    }

    private boolean mayBeShort(InventoryEntry entry) {
        return entry.countsSeats() && available(entry) < roster.valid();
    }

    /** The service reports a negative number if more seats are assigned than exist. */
    private static long available(InventoryEntry entry) {
        return Math.max(0, entry.availableSeats());
    }

    private CompletableFuture<Void> count(long available) {
        RosterIndex users = new RosterIndex(roster);
        BitSet seated = new BitSet();
        return new SeatPages(client, product)
                .read(maxPages, seats -> {
                    seats.stream().filter(Seat::isActive).forEach(seat -> note(seat, users, seated));
                    return roster.valid() - seated.cardinality() > available;
                })
                .<Void>thenCompose(all -> {
                    int needed = roster.valid() - seated.cardinality();
                    if (needed <= available) {
                        return CompletableFuture.completedFuture(null);
                    }
                    return CompletableFuture.failedFuture(
                            all
                                    ? new TooFewSeatsException(Subject.of("Assign seats", product), needed, available)
                                    : tooLong());
                })
                .whenComplete((counted, error) -> users.close());
    }

    /** Users on pages that were not read may have a seat, so a shortage is not certain. */
    private StoreException tooLong() {
        return new UnexpectedAnswerException(
                Subject.of("Get seats", product), WriteOutcome.UNKNOWN, 200, "more than " + maxPages + " pages");
    }

    private static void note(Seat seat, RosterIndex users, BitSet seated) {
        users.find(seat.assignedTo()).ifPresent(entry -> seated.set(entry.number()));
    }
}
