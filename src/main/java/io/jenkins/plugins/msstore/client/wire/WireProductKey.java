package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.ProductKey;

/** The service's {@code ProductKey} in JSON; any field may be missing. */
public record WireProductKey(String productId, String skuId) {

    /**
     * The key with both its parts.
     *
     * @throws WireFault if there is no key, or one of its parts is missing
     */
    public static ProductKey required(Subject subject, WireProductKey key) {
        if (key == null
                || key.productId == null
                || key.productId.isBlank()
                || key.skuId == null
                || key.skuId.isBlank()) {
            throw WireFault.of(subject, WriteOutcome.UNKNOWN, "the response lacks 'productKey'");
        }
        return new ProductKey(key.productId.strip(), key.skuId.strip());
    }
}
