package io.jenkins.plugins.msstore.license;

import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Parses the XML of an offline license, UTF-8 or UTF-16. Rejects document type declarations, which licenses do not have.
 * Time and memory are proportional to the document's size.
 */
final class LicenseParser {

    /** More than any license needs, and few enough for any machine. */
    private static final int MAX_DEPTH = 64;

    private static final int MAX_VALUE_CHARACTERS = 1000;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The replacement of malformed bytes. */
    private static final char REPLACEMENT = '\uFFFD';

    /** The elements and attributes that are read; everything else takes no memory. */
    private static final Set<String> PATHS = Set.of(
            "License",
            "License@LicenseID",
            "License@ContentID",
            "License@Version",
            "License/Binding/ProductID",
            "License/Binding/PFM",
            "License/Binding/LicenseInstanceID",
            "License/Binding/RequestorID",
            "License/Binding/LeaseRequired",
            "License/LicenseInfo@LicenseUsage",
            "License/LicenseInfo@Type",
            "License/LicenseInfo@LicenseCategory",
            "License/LicenseInfo/IssuedDate",
            "License/LicenseInfo/LastUpdateDate",
            "License/LicenseInfo/BeginDate");

    /** The depth of the deepest of the {@link #PATHS}. */
    private static final int DEPTH_OF_PATHS = 3;

    private final OfflineLicense license;

    /** Values by path of local names, {@code License/Binding/ProductID} or {@code License@ContentID}. */
    private final Map<String, StringBuilder> values = new HashMap<>();

    private LicenseParser(OfflineLicense license) {
        this.license = license;
    }

    /**
     * Parses a document.
     *
     * @param license the envelope of the document, for errors
     * @param content the decoded document
     * @return the properties; empty if the document does not begin like XML
     * @throws LicenseException if the document begins like XML, but is not well-formed, has a document type declaration
     *     or is not a license
     */
    static Optional<LicenseDocument> parse(OfflineLicense license, byte[] content) throws LicenseException {
        String text = text(content);
        if (!text.stripLeading().startsWith("<")) {
            return Optional.empty();
        }
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new LicenseException(license, "looks like XML, but is neither UTF-8 nor UTF-16");
        }
        LicenseParser parser = new LicenseParser(license);
        try {
            parser.read(text);
        } catch (XMLStreamException e) {
            // the parser's message may quote the license
            Location at = e.getLocation();
            throw new LicenseException(
                    license,
                    "looks like XML, but is not well-formed"
                            + (at == null ? "" : ": line " + at.getLineNumber() + ", column " + at.getColumnNumber()));
        }
        return Optional.of(parser.document());
    }

    private static String text(byte[] content) {
        String text = new String(content, charset(content));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /**
     * Detects the encoding: UTF-16 begins with a byte order mark, or with an ASCII character, one byte of which is 0;
     * UTF-8 begins with neither.
     */
    private static Charset charset(byte[] content) {
        if (content.length < 2) {
            return StandardCharsets.UTF_8;
        }
        if (content[0] == 0 || content[0] == (byte) 0xfe) {
            return StandardCharsets.UTF_16BE;
        }
        return content[1] == 0 || content[0] == (byte) 0xff ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    private void read(String text) throws XMLStreamException, LicenseException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // does not load external DTDs or expand entities
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        // from text, because the JDK's parser prints to standard error if bytes are malformed
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        Deque<String> path = new ArrayDeque<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD ->
                    throw new LicenseException(
                            license, "has a document type declaration, which is not allowed in a license");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (path.size() == MAX_DEPTH) {
                        throw new LicenseException(license, "has more nested elements than a license can have");
                    }
                    path.addLast(reader.getLocalName());
                    readAttributes(joined(path), reader);
                }
                case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    values.computeIfPresent(joined(path), (p, value) -> value.append(reader.getText()));
                default -> {
                    // comments, processing instructions and white space say nothing
                }
            }
        }
    }

    private static String joined(Deque<String> path) {
        return path.size() > DEPTH_OF_PATHS ? "" : String.join("/", path);
    }

    /** Begins an element: its text and attributes replace those of an earlier element with the same path. */
    private void readAttributes(String element, XMLStreamReader reader) {
        put(element, "");
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            put(element + "@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
    }

    private void put(String path, String value) {
        if (PATHS.contains(path)) {
            values.put(path, new StringBuilder(value));
        }
    }

    private LicenseDocument document() throws LicenseException {
        if (!values.containsKey("License")) {
            throw new LicenseException(license, "is XML, but not a license");
        }
        return new LicenseDocument(
                value("License@LicenseID"),
                required("License@ContentID"),
                value("License@Version"),
                required("License/Binding/ProductID"),
                value("License/Binding/PFM"),
                value("License/Binding/LicenseInstanceID"),
                value("License/Binding/RequestorID"),
                value("License/Binding/LeaseRequired"),
                value("License/LicenseInfo@LicenseUsage"),
                value("License/LicenseInfo@Type"),
                value("License/LicenseInfo@LicenseCategory"),
                value("License/LicenseInfo/IssuedDate"),
                value("License/LicenseInfo/LastUpdateDate"),
                value("License/LicenseInfo/BeginDate"));
    }

    private String required(String path) throws LicenseException {
        String value = value(path);
        if (value == null) {
            throw new LicenseException(license, "is incomplete: " + path + " is missing");
        }
        return value;
    }

    private String value(String path) {
        StringBuilder value = values.get(path);
        String line = LogText.of(value == null ? null : value.toString(), MAX_VALUE_CHARACTERS);
        return line.isEmpty() ? null : line;
    }
}
