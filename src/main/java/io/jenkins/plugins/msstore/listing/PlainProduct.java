package io.jenkins.plugins.msstore.listing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the rows of all lists have in common. */
final class PlainProduct {

    private PlainProduct() {}

    /** A product key as {@code [productId, skuId]}. */
    static Map<String, Object> key(String productId, String skuId) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("productId", productId);
        key.put("skuId", skuId);
        return key;
    }

    /** Masks a text that may be null. */
    static String masked(UnaryOperator<String> mask, String text) {
        return text == null ? null : mask.apply(text);
    }
}
