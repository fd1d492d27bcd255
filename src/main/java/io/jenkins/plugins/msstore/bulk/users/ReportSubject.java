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

    /** For example {@code assign of 9NBLGGH4R2R6/0016}. */
    @Override
    public String toString() {
        return action.word() + " of " + product;
    }
}
