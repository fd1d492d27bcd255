package io.jenkins.plugins.msstore.simulator;

/** Kinds of content of the license blob of an offline license. */
public enum LicenseVariant {
    /** The XML document of the right product and content, base64. */
    XML,
    /** The same document in UTF-16 with a byte order mark. */
    XML_UTF_16,
    /** An XML document with a document type declaration that names a file as external entity. */
    XML_WITH_DOCTYPE,
    /** An XML document whose binding names another product and package family. */
    XML_OF_ANOTHER_PRODUCT,
    /** An XML document with another content id. */
    XML_OF_ANOTHER_CONTENT,
    /** An XML document that ends in the middle. */
    XML_CUT_OFF,
    /** Bytes that are not XML. */
    BINARY,
    /** Text that is not base64. */
    INVALID_BASE64,
    /** An empty text. */
    EMPTY
}
