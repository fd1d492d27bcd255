package io.jenkins.plugins.msstore.simulator;

/**
 * A content of a product for which the Store gives an offline license.
 *
 * @param contentId the content's id, a GUID in the real Store
 * @param variant the kind of content of the license blob
 */
public record OfflineContent(String contentId, LicenseVariant variant) {}
