package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.RosterIndex;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Reads the seats of a dry run from the list of the product's seats, where that takes fewer calls than asking for each user.
 * How long the list is, the inventory may tell; where it does not, a tenth of what asking would cost is spent on finding out.
 */
final class DryRunListing {

    /** With fewer users than this, looking for the cheaper way costs more than it may save. */
    private static final int FEW_USERS = 10;

    /** One in so many of the calls that asking for each user takes may be spent on finding out how long the list is. */
    private static final int CALLS_FOR_ONE_TO_SPEND = 10;

    /** So many are remembered at most, for the sake of the memory. */
    private static final int MAX_REVOKED = 10_000;

    private final StoreClient client;
    private final ProductKey product;
    private final BulkJournal journal;
    private final Consumer<List<ResolvedUser>> found;

    /** Who has no other seat as far as the list was read, by the numbers of the entries. */
    private final Map<Integer, UserOutcome> revoked = new LinkedHashMap<>();

    /**
     * @param journal whose users are read, those who are resolved excepted
     * @param found takes users of the roster who have a seat, page by page
     */
    DryRunListing(StoreClient client, ProductKey product, BulkJournal journal, Consumer<List<ResolvedUser>> found) {
        this.client = client;
        this.product = product;
        this.journal = journal;
        this.found = found;
    }

    /**
     * @return whether all of the product's seats were listed: then users who are not resolved have none. Never fails for what
     *     the service does: who is not resolved then is asked for one by one
     */
    CompletableFuture<Boolean> run() {
        int users = journal.roster().valid() - journal.state().resolved();
        if (users < FEW_USERS) {
            return CompletableFuture.completedFuture(false);
        }
        int spendable = users / CALLS_FOR_ONE_TO_SPEND;
        return new InventoryLookup(client, product)
                .entry(spendable)
                .thenApply(entry -> entry.flatMap(DryRunListing::pages)
                        .map(pages -> pages < users ? pages + spendable : 0)
                        .orElse((long) spendable))
                .thenCompose(this::list);
    }

    /** How many pages the list of a product's seats has; empty where the inventory does not tell. */
    private static Optional<Long> pages(InventoryEntry entry) {
        if (!entry.countsSeats() || entry.seatCapacity() == null || entry.seatCapacity() < entry.availableSeats()) {
            return Optional.empty();
        }
        return Optional.of((entry.seatCapacity() - entry.availableSeats()) / SeatPages.PAGE + 1);
    }

    private CompletableFuture<Boolean> list(long maxPages) {
        if (maxPages == 0) {
            return CompletableFuture.completedFuture(false);
        }
        RosterIndex users = new RosterIndex(journal.roster());
        return new SeatPages(client, product)
                .read((int) maxPages, seats -> {
                    found.accept(resolved(seats, users));
                    return journal.state().resolved() < journal.roster().requested();
                })
                .thenApply(complete -> {
                    if (complete) {
                        found.accept(resolveRevoked());
                    }
                    return complete;
                })
                .whenComplete((complete, error) -> users.close());
    }

    /** A user who is listed twice, once with a seat that was taken back, has the other one. */
    private List<ResolvedUser> resolved(List<Seat> seats, RosterIndex users) {
        Map<Integer, UserOutcome> resolved = new LinkedHashMap<>();
        for (Seat seat : seats) {
            users.find(seat.assignedTo())
                    .filter(entry -> !journal.state().isResolved(entry.number()))
                    .ifPresent(entry -> {
                        UserOutcome outcome = UserOutcome.succeeded(entry.user().text(), seat, null);
                        if (seat.isActive()) {
                            revoked.remove(entry.number());
                            resolved.put(entry.number(), outcome);
                        } else if (!resolved.containsKey(entry.number())) {
                            revoked.put(entry.number(), outcome);
                        }
                    });
        }
        List<ResolvedUser> known = resolvedUsers(resolved);
        if (revoked.size() > MAX_REVOKED) {
            known.addAll(resolveRevoked());
        }
        return known;
    }

    private List<ResolvedUser> resolveRevoked() {
        List<ResolvedUser> resolved = resolvedUsers(revoked);
        revoked.clear();
        return resolved;
    }

    private static List<ResolvedUser> resolvedUsers(Map<Integer, UserOutcome> outcomes) {
        List<ResolvedUser> users = new ArrayList<>(outcomes.size());
        outcomes.forEach((number, outcome) -> users.add(new ResolvedUser(number, outcome)));
        return users;
    }
}
