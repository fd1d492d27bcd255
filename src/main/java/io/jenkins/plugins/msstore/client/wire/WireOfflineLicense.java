package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.client.model.ProductKey;

/** The service's {@code OfflineLicense} in JSON; any field may be missing. */
public record WireOfflineLicense(
        WireProductKey productKey, String licenseBlob, String licenseInstanceId, String requestorId, String contentId) {

    /**
     * The license, if its envelope is for the requested product and content. The license itself is checked when it is decoded.
     *
     * @throws WireFault wrapping an {@link UnexpectedAnswerException}: a field is missing, or it is for another product or
     *     content
     */
    public OfflineLicense licenseOf(Subject subject, ProductKey product, ContentId content) {
        WireProductKey.required(subject, productKey, product);
        if (licenseBlob == null || licenseBlob.isBlank()) {
            throw WireFault.of(subject, WriteOutcome.UNKNOWN, "the response lacks 'licenseBlob'");
        }
        if (contentId == null || contentId.isBlank()) {
            throw WireFault.of(subject, WriteOutcome.UNKNOWN, "the response lacks 'contentId'");
        }
        if (!contentId.strip().equalsIgnoreCase(content.text())) {
            throw WireFault.of(subject, WriteOutcome.REJECTED, "the response is for another content: " + contentId);
        }
        return new OfflineLicense(
                product, content.text(), licenseBlob, WireText.line(licenseInstanceId), WireText.line(requestorId));
    }
}
