package io.jenkins.plugins.msstore.client.model;

/**
 * An image of a product ({@code ProductImage} of the service). Anything may be null.
 *
 * @param location its public URL, as the service sent it
 * @param purpose a word of the service, such as {@code logo}
 * @param height in pixels
 * @param width in pixels
 * @param caption its text
 * @param backgroundColor as the service sent it
 * @param foregroundColor as the service sent it
 * @param fileSize in bytes
 */
public record ProductImage(
        String location,
        String purpose,
        Long height,
        Long width,
        String caption,
        String backgroundColor,
        String foregroundColor,
        Long fileSize) {}
