package io.jenkins.plugins.msstore.client.model;

import java.util.List;
import java.util.Objects;

/**
 * The texts and images of a product in one language ({@code LocalizedProductDetail} of the service).
 *
 * @param language the language as the service writes it
 * @param displayName may be null
 * @param description several lines perhaps; may be null
 * @param publisherName may be null
 * @param publisherWebsite may be null
 * @param images the product's images
 */
public record LocalizedProduct(
        String language,
        String displayName,
        String description,
        String publisherName,
        String publisherWebsite,
        List<ProductImage> images) {

    public LocalizedProduct {
        Objects.requireNonNull(language, "language");
        images = List.copyOf(images);
    }
}
