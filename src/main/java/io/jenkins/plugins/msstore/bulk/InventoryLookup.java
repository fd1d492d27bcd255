package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds a product's entry in the inventory. Get inventory has no filter by product, so it is paged through. */
final class InventoryLookup {

    /** What the service gives on a page of the inventory unless asked; a larger page is not documented. */
    private static final int PAGE = 25;

    private final StoreClient client;
    private final ProductKey product;

    InventoryLookup(StoreClient client, ProductKey product) {
        this.client = client;
        this.product = product;
    }

    /**
     * @param maxPages how many pages are read at most
     * @return the entry; empty where it is not on those pages
     */
    CompletableFuture<Optional<InventoryEntry>> entry(int maxPages) {
        return entry(Optional.empty(), maxPages);
    }

    private CompletableFuture<Optional<InventoryEntry>> entry(Optional<String> continuation, int pagesLeft) {
        return client.inventory(continuation, PAGE).thenCompose(page -> {
            Optional<InventoryEntry> found = page.entries().stream()
                    .filter(entry -> entry.productKey().equals(product))
                    .findFirst();
            return found.isPresent() || page.continuationToken().isEmpty() || pagesLeft <= 1
                    ? CompletableFuture.completedFuture(found)
                    : entry(page.continuationToken(), pagesLeft - 1);
        });
    }
}
