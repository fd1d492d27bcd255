package io.jenkins.plugins.msstore.client.model;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.Serializable;
import java.util.Objects;

/**
 * Names one product of the Store the way the service does: a product id and one of its SKUs. Two keys are equal without
 * regard to case.
 *
 * @param productId for example {@code 9NBLGGH4R2R6}
 * @param skuId for example {@code 0016}
 */
public record ProductKey(String productId, String skuId) implements Serializable {

    public ProductKey {
        Objects.requireNonNull(productId, "productId");
        Objects.requireNonNull(skuId, "skuId");
    }

    /**
     * A key from the text that a user typed, trimmed and checked.
     *
     * @throws InvalidParameterException naming {@code productId} or {@code skuId}
     */
    public static ProductKey of(String productId, String skuId) {
        return new ProductKey(StoreId.trimmed("productId", productId), StoreId.trimmed("skuId", skuId));
    }

    /** The case-folded form, whose texts are equal for equal keys. */
    public ProductKey foldCase() {
        return new ProductKey(PlainText.foldCase(productId), PlainText.foldCase(skuId));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProductKey key
                && PlainText.foldCase(productId).equals(PlainText.foldCase(key.productId))
                && PlainText.foldCase(skuId).equals(PlainText.foldCase(key.skuId));
    }

    @Override
    public int hashCode() {
        return Objects.hash(PlainText.foldCase(productId), PlainText.foldCase(skuId));
    }

    /** {@code productId/skuId}, as the service writes it in its errors. */
    @Override
    public String toString() {
        return productId + "/" + skuId;
    }
}
