package io.jenkins.plugins.msstore.license;

import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.Base64;
import java.util.Optional;

/** An offline license that was decoded and is the one that was asked for. */
public final class DecodedLicense {

    /** A license is a page of text, some kilobytes: what is a hundred times as large is none. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int SHOWN_CHARACTERS = 100;

    private final OfflineLicense license;
    private final byte[] content;
    private final LicenseDocument document;

    private DecodedLicense(OfflineLicense license, byte[] content, LicenseDocument document) {
        this.license = license;
        this.content = content;
        this.document = document;
    }

    /**
     * Decodes a license and checks it against what its envelope says.
     *
     * @throws LicenseException where it is not base64, is larger than any license, begins like XML but is no license, has a
     *     document type declaration, or is for another product or content
     */
    public static DecodedLicense of(OfflineLicense license) throws LicenseException {
        byte[] content = decoded(license);
        if (content.length > MAX_BYTES) {
            throw new LicenseException(license, "is larger than " + MAX_BYTES + " bytes, which no license is");
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

    /** The decoded bytes: an XML document where {@link #document()} is present. */
    public byte[] content() {
        return content.clone();
    }

    /** What the license says of itself; empty where it is not XML. */
    public Optional<LicenseDocument> document() {
        return Optional.ofNullable(document);
    }

    /** The version of the license, from the envelope or else from the license itself; null where neither says. */
    public String licenseInstanceId() {
        return license.licenseInstanceId() == null && document != null
                ? document.licenseInstanceId()
                : license.licenseInstanceId();
    }

    /** The organisation it was issued to, from the envelope or else from the license itself; null where neither says. */
    public String requestorId() {
        return license.requestorId() == null && document != null ? document.requestorId() : license.requestorId();
    }

    /** The family name of the package it is for; null where the license is not XML or does not say. */
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
            throw new LicenseException(license, "is for another " + what + ": " + LogText.of(found, SHOWN_CHARACTERS));
        }
    }

    /** Identifiers that are GUIDs are written with and without braces. */
    private static String unbraced(String id) {
        return id.startsWith("{") && id.endsWith("}") ? id.substring(1, id.length() - 1) : id;
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "DecodedLicense[" + license + "]";
    }
}
