package io.jenkins.plugins.msstore.client.model;

import java.util.List;
import java.util.Objects;

/**
 * The details of a product that do not depend on a language ({@code ProductDetails} of the service).
 *
 * @param productKey the product
 * @param productType a word of the service; may be null
 * @param supportedLanguages the languages that the product is made for
 * @param publisherId may be null
 * @param category may be null
 * @param alternateIds the ids that the product has elsewhere
 * @param packageFamilyName may be null
 * @param supportedPlatforms the platforms that it runs on
 */
public record ProductDetails(
        ProductKey productKey,
        String productType,
        List<String> supportedLanguages,
        String publisherId,
        String category,
        List<AlternateId> alternateIds,
        String packageFamilyName,
        List<Platform> supportedPlatforms) {

    public ProductDetails {
        Objects.requireNonNull(productKey, "productKey");
        supportedLanguages = List.copyOf(supportedLanguages);
        alternateIds = List.copyOf(alternateIds);
        supportedPlatforms = List.copyOf(supportedPlatforms);
    }
}
