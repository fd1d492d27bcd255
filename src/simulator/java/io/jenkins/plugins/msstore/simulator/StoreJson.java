package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
        ArrayNode languages = node.putArray("supportedLanguages");
        Product.LANGUAGES.forEach(languages::add);
        node.putArray("alternateIds")
                .addObject()
                .put("type", "PackageFamilyName")
                .put("value", product.packageFamilyName());
        platform(node.putArray("supportedPlatforms").addObject(), "Windows.Desktop");
        return node;
    }

    static ObjectNode localizedDetails(Product product, String language) {
        String family = product.packageFamilyName();
        String name = family.substring(0, family.indexOf('_')).replace('.', ' ');
        ObjectNode node = object().put("language", language)
                .put("displayName", name)
                .put("description", "de-de".equals(language) ? "Die App " + name : "The app " + name);
        node.putArray("images")
                .addObject()
                .put("location", "https://images.invalid/" + product.key().folded() + ".png")
                .put("purpose", "logo")
                .put("height", 100)
                .put("width", 100)
                .put("caption", name)
                .put("backgroundColor", "#FFFFFF")
                .put("foregroundColor", "#000000")
                .put("fileSize", 2048);
        node.putObject("publisher").put("publisherName", "Contoso").put("publisherWebsite", "https://contoso.example");
        return node;
    }

    /**
     * @param url the URL of the file
     */
    static ObjectNode appPackage(AppPackage file, String url) {
        ObjectNode node = object().put("packageId", file.packageId())
                .put("contentId", file.contentId())
                .put("packageFullName", file.packageFullName())
                .put("packageIdentityName", file.identityName())
                .put("packageFormat", file.format())
                .put("fileSize", file.declaredSize())
                .put("packageRank", file.rank());
        node.putObject("location").put("url", url);
        ArrayNode architectures = node.putArray("architectures");
        file.architectures().forEach(architectures::add);
        ArrayNode platforms = node.putArray("platforms");
        file.platforms().forEach(name -> platform(platforms.addObject(), name));
        return node;
    }

    private static void platform(ObjectNode node, String name) {
        node.put("platformName", name);
        node.putObject("minVersion")
                .put("major", 10)
                .put("minor", 0)
                .put("build", 14393)
                .put("revision", 0);
        node.putObject("maxTestedVersion")
                .put("major", 10)
                .put("minor", 0)
                .put("build", 19041)
                .put("revision", 1);
    }
}
