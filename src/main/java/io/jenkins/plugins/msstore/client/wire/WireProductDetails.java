package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.model.AlternateId;
import io.jenkins.plugins.msstore.client.model.ProductDetails;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import java.util.List;

/** {@code ProductDetails} in JSON; any field may be missing. */
public record WireProductDetails(
        WireProductKey productKey,
        String productType,
        List<String> supportedLanguages,
        String publisherId,
        String category,
        List<Id> alternateIds,
        String packageFamilyName,
        List<WirePlatform> supportedPlatforms) {

    /** {@code AlternateId} in JSON. */
    public record Id(String type, String value) {}

    /**
     * The details, checked to be of the requested product.
     *
     * @throws WireFault wrapping an {@link io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException}: the product
     *     is missing or another one
     */
    public ProductDetails detailsOf(Subject subject, ProductKey product) {
        return new ProductDetails(
                WireProductKey.required(subject, productKey, product),
                WireText.line(productType),
                WireText.all(supportedLanguages),
                WireText.line(publisherId),
                WireText.line(category),
                WireText.list(alternateIds).stream()
                        .map(id -> new AlternateId(WireText.line(id.type), WireText.line(id.value)))
                        .toList(),
                WireText.line(packageFamilyName),
                WirePlatform.platforms(supportedPlatforms));
    }
}
