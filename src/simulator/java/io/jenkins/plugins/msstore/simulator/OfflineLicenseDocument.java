package io.jenkins.plugins.msstore.simulator;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The offline license of one content. The same content has the same license at every call. */
final class OfflineLicenseDocument {
    private static final String NAMESPACE = "urn:schemas-microsoft-com:windows:store:licensing:ls";
    private static final String ISSUED = "2020-05-04T03:02:01Z";
    private static final String OTHER_PRODUCT_ID = "9WZDNCRFJ3PZ";
    private static final String OTHER_CONTENT_ID = "00000000-1111-2222-3333-444444444444";

    private final Product product;
    private final OfflineContent content;
    private final String requestorId;

    OfflineLicenseDocument(Product product, OfflineContent content, String requestorId) {
        this.product = product;
        this.content = content;
        this.requestorId = requestorId;
    }

    /** The version of the license. */
    String licenseInstanceId() {
        return guid("instance");
    }

    /** The value of {@code licenseBlob}: base64, except for {@link LicenseVariant#INVALID_BASE64}. */
    String blob() {
        String xml = xml();
        return switch (content.variant()) {
            case XML, XML_OF_ANOTHER_PRODUCT, XML_OF_ANOTHER_CONTENT -> base64(xml.getBytes(StandardCharsets.UTF_8));
            case XML_UTF_16 -> base64(xml.replace("\"UTF-8\"", "\"UTF-16\"").getBytes(StandardCharsets.UTF_16));
            case XML_WITH_DOCTYPE ->
                base64(xml.replaceFirst(
                                "<License ",
                                "<!DOCTYPE License [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><License ")
                        .getBytes(StandardCharsets.UTF_8));
            case XML_CUT_OFF -> base64(xml.substring(0, xml.length() / 2).getBytes(StandardCharsets.UTF_8));
            case BINARY -> base64(bytes(500));
            case INVALID_BASE64 -> "*** this is not base64 ***";
            case EMPTY -> "";
        };
    }

    private String xml() {
        boolean otherProduct = content.variant() == LicenseVariant.XML_OF_ANOTHER_PRODUCT;
        boolean otherContent = content.variant() == LicenseVariant.XML_OF_ANOTHER_CONTENT;
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("License");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("LicenseID", guid("license"));
            xml.writeAttribute("ContentID", otherContent ? OTHER_CONTENT_ID : content.contentId());
            xml.writeAttribute("Version", "1");

            xml.writeStartElement("Binding");
            element(
                    xml,
                    "ProductID",
                    otherProduct ? OTHER_PRODUCT_ID : product.key().productId());
            element(xml, "PFM", otherProduct ? "Fabrikam.Other_8wekyb3d8bbwe" : product.packageFamilyName());
            element(xml, "LicenseInstanceID", licenseInstanceId());
            element(xml, "RequestorID", requestorId);
            element(xml, "LeaseRequired", "false");
            xml.writeEndElement();

            xml.writeStartElement("LicenseInfo");
            xml.writeAttribute("Type", "Full");
            xml.writeAttribute("LicenseUsage", "Offline");
            xml.writeAttribute("LicenseCategory", "Organization");
            element(xml, "IssuedDate", ISSUED);
            element(xml, "LastUpdateDate", ISSUED);
            element(xml, "BeginDate", ISSUED);
            xml.writeEndElement();

            element(xml, "SPLicenseBlock", base64(bytes(600)));
            xml.writeStartElement("Signature");
            xml.writeDefaultNamespace("http://www.w3.org/2000/09/xmldsig#");
            element(xml, "SignatureValue", base64(bytes(256)));
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private String guid(String purpose) {
        return UUID.nameUUIDFromBytes((purpose + product.key().folded() + content.contentId() + requestorId)
                        .getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(content.contentId().hashCode()).nextBytes(bytes);
        return bytes;
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
