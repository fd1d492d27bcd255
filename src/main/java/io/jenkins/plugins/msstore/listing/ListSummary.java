package io.jenkins.plugins.msstore.listing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of reading a list.
 *
 * @param rows the first rows, up to the limit of the result
 * @param total the number of all rows
 * @param shortOfSeats the first products with fewer available seats than wanted, up to the limit of the result
 * @param totalShort the number of all such products
 * @param totalWithoutName the number of products that lack a display name though names were asked for
 * @param largest the products with the most seats, of those that count them
 * @param notLargest the number of further products that count their seats
 * @param elapsed the time since the reading first began
 * @param resumptions the number of times that another process resumed the list
 */
public record ListSummary(
        List<ListRow> rows,
        long total,
        List<InventoryRow> shortOfSeats,
        long totalShort,
        long totalWithoutName,
        List<InventoryRow> largest,
        long notLargest,
        Duration elapsed,
        int resumptions) {

    private static final int MAX_NAMED = 10;

    public ListSummary {
        rows = List.copyOf(rows);
        shortOfSeats = List.copyOf(shortOfSeats);
        largest = List.copyOf(largest);
    }

    /** Whether the result lacks rows that the report has. */
    public boolean truncated() {
        return total > rows.size() || totalShort > shortOfSeats.size();
    }

    /**
     * The result as plain maps, lists, strings, numbers and booleans.
     *
     * @param list the list that was read
     * @param reports the paths of the archived reports
     */
    public Map<String, Object> plainValues(StoreList list, List<String> reports) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(
                list.entries(),
                rows.stream().map(ListRow::plainValues).collect(ArrayList::new, List::add, List::addAll));
        if (list.isInventory()) {
            List<Object> keys = new ArrayList<>();
            shortOfSeats.forEach(row -> keys.add(PlainProduct.key(row.productId(), row.skuId())));
            map.put("shortOfSeats", keys);
        }
        map.put("total", total);
        map.put("truncated", truncated());
        map.put("reports", new ArrayList<>(reports));
        map.put("elapsedMillis", elapsed.toMillis());
        return map;
    }

    /** The products that are short of seats with their numbers, as one line; empty where there are none. */
    public String shortage() {
        StringBuilder line = new StringBuilder();
        shortOfSeats.stream()
                .limit(MAX_NAMED)
                .forEach(row -> line.append(line.isEmpty() ? "" : ", ")
                        .append(row.productId())
                        .append('/')
                        .append(row.skuId())
                        .append(row.displayName() == null || row.lacksName() ? "" : " \"" + row.displayName() + '"')
                        .append(" (")
                        .append(row.availableSeats())
                        .append(row.seatCapacity() == null ? "" : " of " + row.seatCapacity())
                        .append(" available)"));
        return totalShort > MAX_NAMED ? line + " and " + (totalShort - MAX_NAMED) + " more" : line.toString();
    }
}
