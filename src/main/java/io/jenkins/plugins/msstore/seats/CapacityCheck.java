package io.jenkins.plugins.msstore.seats;

import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.TooFewSeatsException;
import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Looks before a run whether a product has seats enough for everybody. Only a {@code Restricted} product counts its seats;
 * users who have one need none.
 */
final class CapacityCheck {

    /** The most that the service gives on a page of seats. */
    private static final int SEATS_PAGE = 100;

    /** What the service gives on a page of the inventory unless asked; a larger page is not documented. */
    private static final int INVENTORY_PAGE = 25;

    /** Get inventory has no filter by product; more pages than this are no inventory. */
    private static final int MOST_PAGES = 10_000;

    private final StoreClient client;
    private final ProductKey product;
    private final Set<String> needy = new HashSet<>();

    CapacityCheck(StoreClient client, ProductKey product, List<UserPrincipalName> users) {
        this.client = client;
        this.product = product;
        users.forEach(user -> needy.add(user.normalized()));
    }

    /**
     * @return the shortage, empty where there are seats enough or the product counts none; fails where the inventory or the
     *     product's seats cannot be read
     */
    CompletableFuture<Optional<TooFewSeatsException>> run() {
        return entry(Optional.empty(), MOST_PAGES)
                .thenCompose(entry -> entry.filter(this::mayBeShort)
                        .map(counted -> shortage(counted.availableSeats()))
                        .orElse(CompletableFuture.completedFuture(Optional.empty())));
    }

    private boolean mayBeShort(InventoryEntry entry) {
        return "Restricted".equalsIgnoreCase(entry.distributionPolicy())
                && entry.availableSeats() != null
                && entry.availableSeats() < needy.size();
    }

    private CompletableFuture<Optional<InventoryEntry>> entry(Optional<String> continuation, int pagesLeft) {
        return client.inventory(continuation, INVENTORY_PAGE).thenCompose(page -> {
            Optional<InventoryEntry> found = page.entries().stream()
                    .filter(entry -> entry.productKey().equals(product))
                    .findFirst();
            return found.isPresent() || page.continuationToken().isEmpty() || pagesLeft == 1
                    ? CompletableFuture.completedFuture(found)
                    : entry(page.continuationToken(), pagesLeft - 1);
        });
    }

    private CompletableFuture<Optional<TooFewSeatsException>> shortage(long available) {
        return withoutThoseWhoHaveASeat(Optional.empty(), available, MOST_PAGES)
                .thenApply(all -> needy.size() <= available
                        ? Optional.empty()
                        : Optional.of(new TooFewSeatsException(
                                Subject.of("Assign seats", product), needy.size(), available)));
    }

    private CompletableFuture<Void> withoutThoseWhoHaveASeat(
            Optional<String> continuation, long available, int pagesLeft) {
        return client.seats(product, continuation, SEATS_PAGE).thenCompose(page -> {
            page.seats().stream()
                    .filter(Seat::isActive)
                    .forEach(seat -> needy.remove(UserPrincipalName.normalized(seat.assignedTo())));
            return needy.size() <= available || page.continuationToken().isEmpty() || pagesLeft == 1
                    ? CompletableFuture.completedFuture(null)
                    : withoutThoseWhoHaveASeat(page.continuationToken(), available, pagesLeft - 1);
        });
    }
}
