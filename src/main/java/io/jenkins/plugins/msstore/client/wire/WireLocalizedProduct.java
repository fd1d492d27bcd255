package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.LocalizedProduct;
import io.jenkins.plugins.msstore.client.model.ProductImage;
import java.util.List;

/** {@code LocalizedProductDetail} in JSON; any field may be missing. */
public record WireLocalizedProduct(
        String language, String displayName, String description, List<Image> images, Publisher publisher) {

    /** {@code ProductImage} as it comes over the wire. */
    public record Image(
            String location,
            String purpose,
            Long height,
            Long width,
            String caption,
            String backgroundColor,
            String foregroundColor,
            Long fileSize) {}

    /** {@code PublisherDetails} as they come over the wire. */
    public record Publisher(String publisherName, String publisherWebsite) {}

    /**
     * The texts, checked to be in the requested language.
     *
     * @throws WireFault wrapping an {@link io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException}: the
     *     language is missing or another one
     */
    public LocalizedProduct textsIn(Subject subject, Language requested) {
        if (language == null || language.isBlank()) {
            throw WireFault.of(subject, WriteOutcome.UNKNOWN, "the response lacks 'language'");
        }
        if (!language.strip().equalsIgnoreCase(requested.text())) {
            throw WireFault.of(subject, WriteOutcome.REJECTED, "the answer is in another language: " + language);
        }
        return new LocalizedProduct(
                WireText.line(language),
                WireText.line(displayName),
                WireText.lines(description),
                publisher == null ? null : WireText.line(publisher.publisherName),
                publisher == null ? null : WireText.line(publisher.publisherWebsite),
                WireText.list(images).stream().map(WireLocalizedProduct::image).toList());
    }

    private static ProductImage image(Image wire) {
        return new ProductImage(
                WireText.line(wire.location),
                WireText.line(wire.purpose),
                wire.height,
                wire.width,
                WireText.line(wire.caption),
                WireText.line(wire.backgroundColor),
                WireText.line(wire.foregroundColor),
                wire.fileSize);
    }
}
