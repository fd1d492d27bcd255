package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A product of the inventory. Texts are as the service sent them, and null where it sent none.
 *
 * @param seatCapacity the number of seats; null if seats are not counted
 * @param availableSeats the number of seats that are not assigned; null if seats are not counted
 * @param displayName the name in the language that was asked for, or {@link #NO_NAME}; null if no names were asked for
 */
public record InventoryRow(
        String productId,
        String skuId,
        String licenseType,
        String distributionPolicy,
        String status,
        Long seatCapacity,
        Long availableSeats,
        String lastModified,
        String displayName)
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

    /** The columns of a CSV report with display names. */
    static final String[] COLUMNS_WITH_NAME = withLast(COLUMNS, "displayName");

    /** The display name of a product that has none in the language, or whose name could not be read. */
    static final String NO_NAME = "";

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
                entry.lastModified(),
                null);
    }

    /** Returns a copy with a display name, which may be {@link #NO_NAME}. */
    InventoryRow named(String name) {
        return new InventoryRow(
                productId,
                skuId,
                licenseType,
                distributionPolicy,
                status,
                seatCapacity,
                availableSeats,
                lastModified,
                name);
    }

    /** The display name; empty if none was requested or none could be read. */
    public Optional<String> nameIfKnown() {
        return Optional.ofNullable(displayName).filter(name -> !name.equals(NO_NAME));
    }

    /** Whether a display name was asked for and is missing. */
    boolean lacksName() {
        return NO_NAME.equals(displayName);
    }

    /**
     * Whether fewer seats are available than a number, or than a percentage of the capacity. False for a product that does
     * not count its seats, and for one that was removed from the inventory.
     */
    boolean isShortOf(CountOrPercent seats) {
        if (!countsSeats() || seats.isPercent() && seatCapacity == null) {
            return false;
        }
        return availableSeats < seats.of(seatCapacity == null ? 0 : Math.max(0, seatCapacity));
    }

    /** Whether both numbers of the seats are known, of a product that counts them and was not removed. */
    boolean isCounted() {
        return countsSeats() && seatCapacity != null;
    }

    private boolean countsSeats() {
        return InventoryEntry.countsSeats(distributionPolicy, availableSeats) && !REMOVED.equalsIgnoreCase(status);
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
        if (displayName != null) {
            map.put("displayName", lacksName() ? null : displayName);
        }
        return map;
    }

    @Override
    public String[] cells() {
        String[] cells = {
            productId,
            skuId,
            licenseType,
            distributionPolicy,
            status,
            text(seatCapacity),
            text(availableSeats),
            lastModified
        };
        return displayName == null ? cells : withLast(cells, displayName);
    }

    private static String[] withLast(String[] cells, String last) {
        String[] more = Arrays.copyOf(cells, cells.length + 1);
        more[cells.length] = last;
        return more;
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
                mask.apply(lastModified),
                mask.apply(displayName));
    }
}
