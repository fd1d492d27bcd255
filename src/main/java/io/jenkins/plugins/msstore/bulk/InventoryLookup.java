package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.client.Pages;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Finds a product's entry in the inventory. <em>Get inventory</em> has no filter by product, so all pages are read. */
final class InventoryLookup {

    /** The service's default size of a page of the inventory; a larger one is not documented. */
    private static final int PAGE = 25;

    private final StoreClient client;
    private final ProductKey product;

    InventoryLookup(StoreClient client, ProductKey product) {
        this.client = client;
        this.product = product;
    }

    /**
     * Reads pages until one holds the entry.
     *
     * @param maxPages the maximum number of pages
     * @return the entry; empty if it is not on these pages
     */
    CompletableFuture<Optional<InventoryEntry>> entry(int maxPages) {
        AtomicReference<InventoryEntry> found = new AtomicReference<>();
        return new Pages<>(Subject.of("Get inventory"), token -> client.inventory(token, PAGE))
                .read(Math.max(1, maxPages), page -> {
                    page.entries().stream()
                            .filter(entry -> entry.productKey().equals(product))
                            .findFirst()
                            .ifPresent(found::set);
                    return found.get() == null;
                })
                .thenApply(complete -> Optional.ofNullable(found.get()));
    }
}
