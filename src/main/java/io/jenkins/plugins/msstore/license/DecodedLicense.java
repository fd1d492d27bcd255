package io.jenkins.plugins.msstore.license;

import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.Base64;
import java.util.Optional;

/** An offline license that was decoded and verified to be the one that was requested. */
public final class DecodedLicense {

    /** The maximum size: a license has some kilobytes, so anything much larger is not one. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_CHARACTERS = 100;

    private final OfflineLicense license;
    private final byte[] content;
    private final LicenseDocument document;

    private DecodedLicense(OfflineLicense license, byte[] content, LicenseDocument document) {
        this.license = license;
        this.content = content;
        this.document = document;
    }

    /**
     * Decodes a license and checks it against its envelope.
     *
     * @throws LicenseException if it is not base64, is too large, begins like XML but is not a license, has a document
     *     type declaration, or is for another product or content
     */
    public static DecodedLicense of(OfflineLicense license) throws LicenseException {
        byte[] content = decoded(license);
        if (content.length > MAX_BYTES) {
            throw new LicenseException(license, "is larger than " + MAX_BYTES + " bytes");
        }
        LicenseDocument document = LicenseParser.parse(license, content).orElse(null);
        if (document != null) {
            requireSame(license, "product", license.productKey().productId(), document.productId());
            requireSame(license, "content", license.contentId(), document.contentId());
        }
        return new DecodedLicense(license, content, document);
    }

    /** The license as the service sent it. */
    public OfflineLicense license() {
        return license;
    }

    /** The base64 text as received, without white space. */
    public String encoded() {
        return withoutWhiteSpace(license);
    }

    /** The decoded bytes: an XML document if {@link #document()} is present. */
    public byte[] content() {
        return content.clone();
    }

    /** The properties in the license document; empty if the license is not XML. */
    public Optional<LicenseDocument> document() {
        return Optional.ofNullable(document);
    }

    /** The version of the license, from the envelope, else from the license itself; null if neither has it. */
    public String licenseInstanceId() {
        return license.licenseInstanceId() == null && document != null
                ? document.licenseInstanceId()
                : license.licenseInstanceId();
    }

    /**
     * The organisation that it was issued to, from the envelope, else from the license itself; null if neither has it.
     */
    public String requestorId() {
        return license.requestorId() == null && document != null ? document.requestorId() : license.requestorId();
    }

    /** The family name of its package; null if the license is not XML or does not name it. */
    public String packageFamilyName() {
        return document == null ? null : document.packageFamilyName();
    }

    private static byte[] decoded(OfflineLicense license) throws LicenseException {
        try {
            return Base64.getDecoder().decode(withoutWhiteSpace(license));
        } catch (IllegalArgumentException e) {
            throw new LicenseException(license, "is not base64");
        }
    }

    private static String withoutWhiteSpace(OfflineLicense license) {
        return license.licenseBlob().replaceAll("\\s", "");
    }

    private static void requireSame(OfflineLicense license, String what, String asked, String found)
            throws LicenseException {
        if (!unbraced(asked).equalsIgnoreCase(unbraced(found))) {
            throw new LicenseException(license, "is for another " + what + ": " + LogText.of(found, MAX_CHARACTERS));
        }
    }

    /** Identifiers that are GUIDs are written with and without braces. */
    private static String unbraced(String id) {
        return id.startsWith("{") && id.endsWith("}") ? id.substring(1, id.length() - 1) : id;
    }

    /** Does not show the content. */
    @Override
    public String toString() {
        return "DecodedLicense[" + license + "]";
    }
}
