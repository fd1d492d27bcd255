package io.jenkins.plugins.msstore.listing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes plain values of the product of a row. */
final class PlainProduct {

    private PlainProduct() {}

    /** A product key as {@code [productId, skuId]}. */
    static Map<String, Object> key(String productId, String skuId) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("productId", productId);
        key.put("skuId", skuId);
        return key;
    }
}
