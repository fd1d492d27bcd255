package io.jenkins.plugins.msstore.listing;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the products with the most seats, because an inventory may have very many products. A product's capacity seldom
 * changes, so successive inventories keep the same products.
 */
final class LargestProducts {

    /** The maximum number of products that are kept. */
    static final int MAX = 50;

    private static final Comparator<InventoryRow> BY_KEY =
            Comparator.comparing(InventoryRow::productId).thenComparing(InventoryRow::skuId);

    private final PriorityQueue<InventoryRow> kept =
            new PriorityQueue<>(Comparator.comparing(InventoryRow::seatCapacity).thenComparing(BY_KEY.reversed()));

    private long leftOut;

    void add(InventoryRow product) {
        kept.add(product);
        if (kept.size() > MAX) {
            kept.remove();
            leftOut++;
        }
    }

    void clear() {
        kept.clear();
        leftOut = 0;
    }

    /** The kept products, by their keys. */
    List<InventoryRow> products() {
        return kept.stream().sorted(BY_KEY).toList();
    }

    /** The number of products that are not kept. */
    long leftOut() {
        return leftOut;
    }
}
