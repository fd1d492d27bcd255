package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;

/**
 * The action and the product that a report must be about.
 *
 * @param action the action of the operation that reads the report
 * @param product the product of this operation
 */
record ReportSubject(SeatAction action, ProductKey product) {

    /** Whether the texts of a report mean the same action and product. */
    boolean matches(String actionWord, String productId, String skuId) {
        return action.word().equalsIgnoreCase(actionWord.strip()) && product.equals(new ProductKey(productId, skuId));
    }

    /**
     * Whether the texts of a report would mean the same product with the leading zeros that spreadsheets remove from what
     * looks like a number.
     */
    boolean lacksZeros(String productId, String skuId) {
        ProductKey key = new ProductKey(productId, skuId);
        return !product.equals(key) && withoutZeros(product).equals(withoutZeros(key));
    }

    private static ProductKey withoutZeros(ProductKey key) {
        return new ProductKey(withoutZeros(key.productId()), withoutZeros(key.skuId()));
    }

    private static String withoutZeros(String id) {
        return id.strip().replaceFirst("^0+", "");
    }

    /** For example {@code assign of 9NBLGGH4R2R6/0016}. */
    @Override
    public String toString() {
        return action.word() + " of " + product;
    }
}
