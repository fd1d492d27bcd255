package io.jenkins.plugins.msstore.license;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Renders the SyncML {@code Exec} with which an MDM server installs a license on a Windows machine: node {@code
 * AddLicense} of the EnterpriseModernAppManagement CSP. The CSP's license ID is the license's content id.
 */
final class AddLicenseCommand {

    private static final String STORE_LICENSES =
            "./User/Vendor/MSFT/EnterpriseModernAppManagement/AppLicenses/StoreLicenses/";

    private AddLicenseCommand() {}

    static byte[] render(DecodedLicense license) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartElement("Exec");
            element(xml, "CmdID", "1");
            xml.writeStartElement("Item");
            xml.writeStartElement("Target");
            element(xml, "LocURI", STORE_LICENSES + license.license().contentId() + "/AddLicense");
            xml.writeEndElement();
            xml.writeStartElement("Meta");
            xml.writeStartElement("Format");
            xml.writeDefaultNamespace("syncml:metinf");
            xml.writeCharacters("xml");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("Data");
            xml.writeEmptyElement("License");
            xml.writeAttribute("Content", license.encoded());
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document in memory can be written", e);
        }
        return bytes.toByteArray();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
