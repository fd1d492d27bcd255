package io.jenkins.plugins.msstore.simulator;

import java.util.Locale;

/**
 * The key of a product in the Store.
 *
 * @param productId e.g. {@code 9NBLGGH4R2R6}
 * @param skuId e.g. {@code 0016}
 */
public record ProductKey(String productId, String skuId) {

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @param text {@code productId/skuId}
     * @return the key
     * @throws IllegalArgumentException if the text has another shape
     */
    public static ProductKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("Not of the form productId/skuId: " + text);
        }
        return new ProductKey(parts[0], parts[1]);
    }

    /** Whether both keys are of the same product: ids are compared without regard to case. */
    public boolean isSameAs(ProductKey other) {
        return other != null && folded().equals(other.folded());
    }

    /** The case-folded form of the key, by which products are found and sorted. */
    String folded() {
        return toString().toLowerCase(Locale.ROOT);
    }

    /** {@code productId/skuId}, as the service writes it into its errors. */
    @Override
    public String toString() {
        return productId + "/" + skuId;
    }
}
