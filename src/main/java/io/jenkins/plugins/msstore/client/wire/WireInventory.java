package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.client.model.InventoryPage;
import java.util.List;
import java.util.Optional;

/** The service's {@code InventoryResultSet} in JSON; any field may be missing. */
public record WireInventory(List<Entry> inventoryEntries, String continuationToken) {

    /** The service's {@code InventoryEntryDetails} in JSON. */
    public record Entry(
            WireProductKey productKey,
            Long seatCapacity,
            Long availableSeats,
            String lastModified,
            String licenseType,
            String distributionPolicy,
            String status) {}

    /**
     * @param requested the continuation token with which the page was requested; empty for the first page
     * @throws WireFault wrapping an {@link UnexpectedAnswerException}: there is no list of entries, or one has no product
     */
    public InventoryPage page(Subject subject, Optional<String> requested) {
        if (inventoryEntries == null || inventoryEntries.contains(null)) {
            throw WireFault.of(
                    subject, WriteOutcome.UNKNOWN, "the response lacks 'inventoryEntries', or one of them is null");
        }
        List<InventoryEntry> entries = inventoryEntries.stream()
                .map(entry -> new InventoryEntry(
                        WireProductKey.required(subject, entry.productKey()),
                        entry.seatCapacity(),
                        entry.availableSeats(),
                        WireText.line(entry.lastModified()),
                        WireText.line(entry.licenseType()),
                        WireText.line(entry.distributionPolicy()),
                        WireText.line(entry.status())))
                .toList();
        return new InventoryPage(entries, WireToken.next(subject, continuationToken, requested));
    }
}
