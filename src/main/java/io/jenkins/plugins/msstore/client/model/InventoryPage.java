package io.jenkins.plugins.msstore.client.model;

import java.util.List;
import java.util.Optional;

/**
 * One page of the organisation's inventory.
 *
 * @param entries the products on this page
 * @param continuationToken a request for the next page carries it; empty on the last one
 */
public record InventoryPage(List<InventoryEntry> entries, Optional<String> continuationToken) implements Page {

    public InventoryPage {
        entries = List.copyOf(entries);
    }
}
