package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the service's data structures as documented; the {@link Dialect} respells them afterwards. */
final class StoreJson {
    private StoreJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode productKey(ProductKey key) {
        return object().put("productId", key.productId()).put("skuId", key.skuId());
    }

    static ObjectNode seat(ProductKey key, Seat seat) {
        ObjectNode node = object().put("assignedTo", seat.assignedTo())
                .put("dateAssigned", seat.dateAssigned().toString())
                .put("state", seat.state().wireName());
        node.set("productKey", productKey(key));
        return node;
    }

    static ObjectNode failedSeat(ProductKey key, String userName, String reason) {
        ObjectNode node = object().put("failureReason", reason).put("userName", userName);
        node.set("productKey", productKey(key));
        return node;
    }

    static ObjectNode inventoryEntry(SeatBook book) {
        Product product = book.product();
        ObjectNode node = object().put("seatCapacity", product.seatCapacity())
                .put("availableSeats", Math.max(0, product.seatCapacity() - book.active()))
                .put("lastModified", product.lastModified().toString())
                .put("licenseType", product.licenseType().wireName())
                .put("distributionPolicy", product.distribution().wireName())
                .put("status", "Active");
        node.set("productKey", productKey(product.key()));
        return node;
    }

    static ObjectNode productDetails(Product product) {
        ObjectNode node = object().put("productType", "Application")
                .put("publisherId", "CN=Contoso")
                .put("category", "Productivity")
                .put("packageFamilyName", product.packageFamilyName());
        node.set("productKey", productKey(product.key()));
        node.putArray("supportedLanguages").add("en-us").add("de-de");
        node.putArray("alternateIds")
                .addObject()
                .put("type", "PackageFamilyName")
                .put("value", product.packageFamilyName());
        node.putArray("supportedPlatforms").addObject().put("platformName", "Windows.Desktop");
        return node;
    }
}
