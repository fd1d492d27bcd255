package io.jenkins.plugins.msstore.client.model;

import java.util.Objects;

/**
 * A license for machines that have no connection to the Store, as the service issued it.
 *
 * @param productKey the product it is for
 * @param contentId the content it is for
 * @param licenseBlob the license itself, base64 as received
 * @param licenseInstanceId the version of the license; null when the service sent none
 * @param requestorId the organisation it was issued to; null when the service sent none
 */
public record OfflineLicense(
        ProductKey productKey, String contentId, String licenseBlob, String licenseInstanceId, String requestorId) {

    public OfflineLicense {
        Objects.requireNonNull(productKey, "productKey");
        Objects.requireNonNull(contentId, "contentId");
        Objects.requireNonNull(licenseBlob, "licenseBlob");
    }

    /** Shows everything but the license itself. */
    @Override
    public String toString() {
        return "OfflineLicense[" + productKey + ", contentId=" + contentId + ", licenseInstanceId=" + licenseInstanceId
                + ", requestorId=" + requestorId + ", licenseBlob of " + licenseBlob.length() + " characters]";
    }
}
