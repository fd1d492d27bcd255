package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.client.Pages;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.util.Failures;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Reads the number of available seats of a product. */
public final class AvailableSeats {

    private AvailableSeats() {}

    /**
     * Reads the number from the inventory.
     *
     * @param warnings receives the reason why the number could not be read, as one line
     * @return the number, which the service gives as a negative one if more seats are assigned than exist; empty if the product
     *     does not count its seats, or if the number could not be read. Fails only if the writes would fail in the same way,
     *     and if the client was cancelled
     */
    public static CompletableFuture<Optional<Long>> of(
            StoreClient client, ProductKey product, Consumer<String> warnings) {
        return new InventoryLookup(client, product)
                .entry(Pages.MAX_PAGES)
                .thenApply(entry -> entry.filter(InventoryEntry::countsSeats).map(InventoryEntry::availableSeats))
                .exceptionallyCompose(error -> Failures.unwrapped(error) instanceof StoreException failure
                                && !FailurePolicy.isFatalInPreparation(failure)
                        ? uncounted(failure, warnings)
                        : CompletableFuture.failedFuture(error));
    }

    private static CompletableFuture<Optional<Long>> uncounted(StoreException failure, Consumer<String> warnings) {
        warnings.accept("could not check whether enough seats are free: " + failure.messageWithoutUser());
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
