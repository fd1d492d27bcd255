package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterIndex;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Resolves the users of a dry run from the list of the product's seats, if that takes fewer requests than one per user. The
 * inventory may say how long the list is. If it does not, at most one request for every {@value #USERS_PER_SPENT_REQUEST}
 * users is spent on the list.
 */
final class DryRunListing {

    /** With fewer users, finding the cheaper way costs more requests than it can save. */
    private static final int FEW_USERS = 10;

    /** The number of users for which one request may be spent on a list of unknown length. */
    private static final int USERS_PER_SPENT_REQUEST = 10;

    /** Bounds the memory for users whose revoked seat was listed. */
    private static final int MAX_REVOKED = 10_000;

    private final StoreClient client;
    private final ProductKey product;
    private final BulkJournal journal;

    /** Users with a revoked seat, and no other one on the pages so far, by number of the entry. */
    private final Map<Integer, UserOutcome> revoked = new LinkedHashMap<>();

    /**
     * @param journal knows the users; their outcomes are written to it
     */
    DryRunListing(StoreClient client, ProductKey product, BulkJournal journal) {
        this.client = client;
        this.product = product;
        this.journal = journal;
    }

    /** Reads the list. Users that are not resolved afterwards have to be read one by one. */
    CompletableFuture<Void> run() {
        int users = journal.roster().valid() - journal.state().resolved();
        if (users < FEW_USERS) {
            return CompletableFuture.completedFuture(null);
        }
        int spendable = users / USERS_PER_SPENT_REQUEST;
        return new InventoryLookup(client, product)
                .entry(spendable)
                .thenApply(entry -> entry.flatMap(DryRunListing::pages)
                        .map(pages -> pages < users ? pages + spendable : 0)
                        .orElse((long) spendable))
                .thenCompose(this::list);
    }

    /** The number of pages of the product's seats; empty if the inventory does not say. */
    private static Optional<Long> pages(InventoryEntry entry) {
        if (!entry.countsSeats() || entry.seatCapacity() == null || entry.seatCapacity() < entry.availableSeats()) {
            return Optional.empty();
        }
        return Optional.of((entry.seatCapacity() - entry.availableSeats()) / SeatPages.PAGE + 1);
    }

    private CompletableFuture<Void> list(long maxPages) {
        if (maxPages == 0) {
            return CompletableFuture.completedFuture(null);
        }
        RosterIndex users = new RosterIndex(journal.roster());
        return new SeatPages(client, product)
                .read((int) maxPages, seats -> {
                    write(resolved(seats, users));
                    return journal.state().resolved() < journal.roster().requested();
                })
                .thenAccept(complete -> {
                    if (complete) {
                        write(resolveRevoked());
                        resolveUnlisted();
                    }
                })
                .whenComplete((done, error) -> users.close());
    }

    private void write(List<ResolvedUser> users) {
        try {
            users.forEach(journal::resolve);
            journal.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resolves the remaining users: a user who is nowhere on the complete list has no seat. */
    private void resolveUnlisted() {
        try (RosterReader entries = journal.roster().open()) {
            for (RosterEntry entry; (entry = entries.next()) != null; ) {
                if (entry.isValid() && !journal.state().isResolved(entry.number())) {
                    journal.resolve(new ResolvedUser(
                            entry, UserOutcome.withoutSeat(entry.user().text())));
                }
            }
            journal.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** If a user is listed twice, an active seat takes precedence over a revoked one. */
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
