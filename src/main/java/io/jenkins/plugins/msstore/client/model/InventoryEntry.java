package io.jenkins.plugins.msstore.client.model;

import java.util.Objects;

/**
 * A product that the organisation owns, with the numbers of its seats ({@code InventoryEntryDetails} of the service).
 *
 * @param productKey the product
 * @param seatCapacity the number of seats; null when the service sent none
 * @param availableSeats the number of seats that are not assigned; null when the service sent none
 * @param lastModified the time of the entry's last change, ISO-8601 as the service sent it; null when it sent none
 * @param licenseType {@code Online}, {@code Offline} or another word of the service; may be null
 * @param distributionPolicy {@code Open} (no limit), {@code Restricted} (seats are counted) or another word; may be null
 * @param status {@code Active}, {@code Removed} or another word; may be null
 */
public record InventoryEntry(
        ProductKey productKey,
        Long seatCapacity,
        Long availableSeats,
        String lastModified,
        String licenseType,
        String distributionPolicy,
        String status) {

    public InventoryEntry {
        Objects.requireNonNull(productKey, "productKey");
    }

    /** Whether the product has a limited number of seats, and {@link #availableSeats()} says how many are left. */
    public boolean countsSeats() {
        return countsSeats(distributionPolicy, availableSeats);
    }

    /** Same, for the fields of an entry. */
    public static boolean countsSeats(String distributionPolicy, Long availableSeats) {
        return "Restricted".equalsIgnoreCase(distributionPolicy) && availableSeats != null;
    }
}
