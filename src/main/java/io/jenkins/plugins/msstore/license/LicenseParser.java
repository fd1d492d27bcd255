package io.jenkins.plugins.msstore.license;

import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.client.model.PrintableText;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML of an offline license. Knows no DTD and no external entity: a license has neither, so a document type
 * declaration is an error.
 */
final class LicenseParser {

    /** Deeper than any license, and shallow enough for any machine. */
    private static final int MAX_DEPTH = 64;

    private static final int MOST_CHARACTERS = 1000;

    private final OfflineLicense license;

    /** Values by their path of local names, {@code License/Binding/ProductID} or {@code License@ContentID}. */
    private final Map<String, String> values = new HashMap<>();

    private LicenseParser(OfflineLicense license) {
        this.license = license;
    }

    /**
     * @param license what the document came in, for errors
     * @param content the decoded document
     * @return what the document says; empty where the content is not XML
     * @throws LicenseException where it is XML, but has a document type declaration or is no license
     */
    static Optional<LicenseDocument> parse(OfflineLicense license, byte[] content) throws LicenseException {
        LicenseParser parser = new LicenseParser(license);
        try {
            parser.read(content);
        } catch (XMLStreamException notXml) {
            return Optional.empty();
        }
        return Optional.of(parser.document());
    }

    private void read(byte[] content) throws XMLStreamException, LicenseException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // the default prints to the process's standard error
        factory.setXMLReporter((message, type, information, location) -> {});
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("a license refers to nothing");
        });
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
        try {
            Deque<String> path = new ArrayDeque<>();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD ->
                        throw new LicenseException(license, "has a document type declaration, which no license has");
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (path.size() == MAX_DEPTH) {
                            throw new LicenseException(license, "is nested deeper than any license");
                        }
                        path.addLast(
                                path.isEmpty() ? reader.getLocalName() : path.getLast() + "/" + reader.getLocalName());
                        readAttributes(path.getLast(), reader);
                    }
                    case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        values.merge(path.getLast(), reader.getText(), String::concat);
                    default -> {
                        // comments, processing instructions and white space say nothing
                    }
                }
            }
        } finally {
            reader.close();
        }
    }

    private void readAttributes(String element, XMLStreamReader reader) {
        values.put(element, "");
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            values.put(element + "@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
    }

    private LicenseDocument document() throws LicenseException {
        if (!values.containsKey("License")) {
            throw new LicenseException(license, "is XML, but no license");
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
            throw new LicenseException(license, "does not say what it is for: " + path + " is missing");
        }
        return value;
    }

    private String value(String path) {
        String value = values.get(path);
        String line = PrintableText.of(value, MOST_CHARACTERS);
        return line.isEmpty() ? null : line;
    }
}
