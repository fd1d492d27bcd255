package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A product of the inventory. Texts are as the service sent them, and null where it sent none.
 *
 * @param seatCapacity how many seats there are; null where they are not counted
 * @param availableSeats how many of them no user has; null where they are not counted
 */
public record InventoryRow(
        String productId,
        String skuId,
        String licenseType,
        String distributionPolicy,
        String status,
        Long seatCapacity,
        Long availableSeats,
        String lastModified)
        implements ListRow {

    /** The columns of the CSV report. */
    static final String[] COLUMNS = {
        "productId",
        "skuId",
        "licenseType",
        "distributionPolicy",
        "status",
        "seatCapacity",
        "availableSeats",
        "lastModified"
    };

    /** The policy of a product without a limit: the service sends numbers that count nothing. */
    private static final String OPEN = "Open";

    private static final String REMOVED = "Removed";

    static InventoryRow of(InventoryEntry entry) {
        boolean isOpen = OPEN.equalsIgnoreCase(entry.distributionPolicy());
        return new InventoryRow(
                entry.productKey().productId(),
                entry.productKey().skuId(),
                entry.licenseType(),
                entry.distributionPolicy(),
                entry.status(),
                isOpen ? null : entry.seatCapacity(),
                isOpen ? null : entry.availableSeats(),
                entry.lastModified());
    }

    /**
     * Whether fewer seats are available than a number, or than a percentage of the capacity. False for a product that does
     * not count its seats, and for one that was removed from the inventory.
     */
    boolean isShortOf(CountOrPercent seats) {
        if (!InventoryEntry.countsSeats(distributionPolicy, availableSeats)
                || REMOVED.equalsIgnoreCase(status)
                || seats.isPercent() && seatCapacity == null) {
            return false;
        }
        return availableSeats < seats.of(seatCapacity == null ? 0 : Math.max(0, seatCapacity));
    }

    @Override
    public Map<String, Object> plainValues() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("productKey", PlainProduct.key(productId, skuId));
        map.put("seatCapacity", seatCapacity);
        map.put("availableSeats", availableSeats);
        map.put("lastModified", lastModified);
        map.put("licenseType", licenseType);
        map.put("distributionPolicy", distributionPolicy);
        map.put("status", status);
        return map;
    }

    @Override
    public String[] cells() {
        return new String[] {
            productId,
            skuId,
            licenseType,
            distributionPolicy,
            status,
            text(seatCapacity),
            text(availableSeats),
            lastModified
        };
    }

    private static String text(Long number) {
        return number == null ? null : number.toString();
    }

    @Override
    public InventoryRow masked(UnaryOperator<String> mask) {
        return new InventoryRow(
                mask.apply(productId),
                mask.apply(skuId),
                mask.apply(licenseType),
                mask.apply(distributionPolicy),
                mask.apply(status),
                seatCapacity,
                availableSeats,
                mask.apply(lastModified));
    }
}
