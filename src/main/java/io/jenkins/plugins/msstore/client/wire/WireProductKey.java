package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.ProductKey;

/** The service's {@code ProductKey} in JSON; any field may be missing. */
public record WireProductKey(String productId, String skuId) {

    /** The key, which must be the requested one; throws a {@link WireFault} otherwise. */
    static ProductKey required(Subject subject, WireProductKey key, ProductKey requested) {
        ProductKey answered = required(subject, key);
        requireSame(subject, answered, requested);
        return answered;
    }

    /** Throws a {@link WireFault} if a response is for another product than the requested one. */
    static void requireSame(Subject subject, ProductKey answered, ProductKey requested) {
        if (!requested.equals(answered)) {
            throw WireFault.of(subject, WriteOutcome.REJECTED, "the response is for another product: " + answered);
        }
    }

    /** The key, with both its parts; throws a {@link WireFault} otherwise. */
    public static ProductKey required(Subject subject, WireProductKey key) {
        if (key == null || !isId(key.productId) || !isId(key.skuId)) {
            throw WireFault.of(subject, WriteOutcome.UNKNOWN, "the response lacks 'productKey'");
        }
        return new ProductKey(key.productId.strip(), key.skuId.strip());
    }

    /** Whether a text can be an id: also one segment of a URL's path, by which more is read about the product. */
    private static boolean isId(String text) {
        String id = text == null ? "" : text.strip();
        return !id.isEmpty() && !id.equals(".") && !id.equals("..");
    }
}
