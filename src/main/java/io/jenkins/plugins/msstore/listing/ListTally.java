package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.util.CountOrPercent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts the rows of a list, keeps the first of them for the result, and finds the products that are short of seats or lack a
 * display name, and those with the most seats.
 */
public final class ListTally {

    private final int resultLimit;
    private final Optional<CountOrPercent> warnBelow;
    private final List<ListRow> kept = new ArrayList<>();
    private final List<InventoryRow> shortOfSeats = new ArrayList<>();
    private final LargestProducts largest = new LargestProducts();
    private long total;
    private long totalShort;
    private long totalWithoutName;

    /**
     * @param resultLimit the maximum number of rows, and of products that are short of seats, that are kept
     * @param warnBelow a product with fewer available seats is short of them; empty for none
     */
    public ListTally(int resultLimit, Optional<CountOrPercent> warnBelow) {
        this.resultLimit = resultLimit;
        this.warnBelow = warnBelow;
    }

    void add(ListRow row) {
        total++;
        keep(kept, row);
        if (row instanceof InventoryRow entry) {
            if (warnBelow.filter(entry::isShortOf).isPresent()) {
                totalShort++;
                keep(shortOfSeats, entry);
            }
            if (entry.lacksName()) {
                totalWithoutName++;
            }
            if (entry.isCounted()) {
                largest.add(entry);
            }
        }
    }

    private <T> void keep(List<T> rows, T row) {
        if (rows.size() < resultLimit) {
            rows.add(row);
        }
    }

    void clear() {
        kept.clear();
        shortOfSeats.clear();
        largest.clear();
        total = 0;
        totalShort = 0;
        totalWithoutName = 0;
    }

    long total() {
        return total;
    }

    ListSummary summary(Duration elapsed, int resumptions) {
        return new ListSummary(
                kept,
                total,
                shortOfSeats,
                totalShort,
                totalWithoutName,
                largest.products(),
                largest.leftOut(),
                elapsed,
                resumptions);
    }
}
