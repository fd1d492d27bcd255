package io.jenkins.plugins.msstore.client.model;

/**
 * An id that a product has elsewhere ({@code AlternateId} of the service).
 *
 * @param type the kind of id, as the service sent it; may be null
 * @param value the id; may be null
 */
public record AlternateId(String type, String value) {}
