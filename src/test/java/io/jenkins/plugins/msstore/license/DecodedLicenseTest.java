package io.jenkins.plugins.msstore.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class DecodedLicenseTest {

    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH516XP", "0016");
    private static final String CONTENT = "bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21";
    private static final LicenseFileName NAME = LicenseFileName.of(PRODUCT, ContentId.of(CONTENT));

    private static final String XML = """
            <?xml version="1.0" encoding="utf-8"?>
            <License xmlns="urn:schemas-microsoft-com:windows:store:licensing:ls" LicenseID="l-1"
                ContentID="bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21" Version="5">
              <Binding>
                <ProductID>9NBLGGH516XP</ProductID>
                <PFM>Contoso.Kiosk_8wekyb3d8bbwe</PFM>
                <LicenseInstanceID>instance-7</LicenseInstanceID>
                <RequestorID>contoso</RequestorID>
                <LeaseRequired>false</LeaseRequired>
              </Binding>
              <LicenseInfo Type="Full" LicenseUsage="Offline" LicenseCategory="Retail">
                <IssuedDate>2020-01-02T03:04:05Z</IssuedDate>
              </LicenseInfo>
              <SPLicenseBlock>AAEC</SPLicenseBlock>
              <Signature>x</Signature>
            </License>
            """;

    private static OfflineLicense license(String content) {
        return license(content.getBytes(StandardCharsets.UTF_8));
    }

    private static OfflineLicense license(byte[] content) {
        return new OfflineLicense(PRODUCT, CONTENT, Base64.getEncoder().encodeToString(content), null, "from-envelope");
    }

    private static Map<String, byte[]> files(String content, LicenseFormat... formats) throws LicenseException {
        return LicenseFiles.render(DecodedLicense.of(license(content)), NAME, EnumSet.copyOf(List.of(formats)));
    }

    @Test
    void thePropertiesOfALicenseAreRead() throws Exception {
        DecodedLicense license = DecodedLicense.of(license(XML));
        assertThat(license.packageFamilyName()).isEqualTo("Contoso.Kiosk_8wekyb3d8bbwe");
        assertThat(license.licenseInstanceId()).isEqualTo("instance-7");
        assertThat(license.requestorId()).isEqualTo("from-envelope");
        assertThat(license.document())
                .get()
                .extracting(LicenseDocument::licenseUsage)
                .isEqualTo("Offline");
        assertThat(license.toString()).contains(CONTENT).doesNotContain(license.encoded());
    }

    @Test
    void theEnvelopesInstanceAndRequestorWinOverTheDocuments() throws Exception {
        String blob = license(XML).licenseBlob();
        DecodedLicense both = DecodedLicense.of(new OfflineLicense(PRODUCT, CONTENT, blob, "instance-8", "fabrikam"));
        assertThat(both.licenseInstanceId()).isEqualTo("instance-8");
        assertThat(both.requestorId()).isEqualTo("fabrikam");
        DecodedLicense documentAlone = DecodedLicense.of(new OfflineLicense(PRODUCT, CONTENT, blob, null, null));
        assertThat(documentAlone.licenseInstanceId()).isEqualTo("instance-7");
        assertThat(documentAlone.requestorId()).isEqualTo("contoso");
        DecodedLicense neither = DecodedLicense.of(new OfflineLicense(
                PRODUCT, CONTENT, Base64.getEncoder().encodeToString(new byte[] {1, 2}), null, null));
        assertThat(neither.licenseInstanceId()).isNull();
        assertThat(neither.requestorId()).isNull();
    }

    @Test
    void everyFieldOfTheDocumentIsRead() throws Exception {
        String full = XML.replace(
                "</IssuedDate>",
                "</IssuedDate><LastUpdateDate>2020-02-03</LastUpdateDate><BeginDate>2020-03-04</BeginDate>");
        assertThat(DecodedLicense.of(license(full)).document())
                .contains(new LicenseDocument(
                        "l-1",
                        CONTENT,
                        "5",
                        "9NBLGGH516XP",
                        "Contoso.Kiosk_8wekyb3d8bbwe",
                        "instance-7",
                        "contoso",
                        "false",
                        "Offline",
                        "Full",
                        "Retail",
                        "2020-01-02T03:04:05Z",
                        "2020-02-03",
                        "2020-03-04"));
    }

    @Test
    void idsAreComparedWithoutRegardToCaseAndBraces() throws Exception {
        String spelledOtherwise = XML.replace("9NBLGGH516XP", "9nblggh516xp").replace(CONTENT, "{" + CONTENT + "}");
        assertThat(DecodedLicense.of(license(spelledOtherwise)).document()).isPresent();
    }

    @Test
    void aLicenseForAnotherProductOrContentIsRejected() {
        assertThatThrownBy(() -> DecodedLicense.of(license(XML.replace("9NBLGGH516XP", "9OTHER"))))
                .isInstanceOf(LicenseException.class)
                .hasMessageContaining("another product: 9OTHER");
        assertThatThrownBy(() -> DecodedLicense.of(license(XML.replace(CONTENT, "c-other"))))
                .hasMessageContaining("another content: c-other");
        assertThatThrownBy(() -> DecodedLicense.of(license(XML.replace(CONTENT, "{" + CONTENT))))
                .hasMessageContaining("another content: {" + CONTENT);
        assertThatThrownBy(() -> DecodedLicense.of(license(XML.replace(CONTENT, CONTENT + "}"))))
                .hasMessageContaining("another content: " + CONTENT + "}");
        assertThatThrownBy(() -> DecodedLicense.of(license(XML.replace("ProductID", "Product"))))
                .hasMessageContaining("License/Binding/ProductID is missing");
        assertThatThrownBy(() -> DecodedLicense.of(license("<Invoice/>"))).hasMessageContaining("not a license");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE License [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE License SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE License [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>",
                "<!DOCTYPE License>"
            })
    void aDocumentTypeDeclarationIsAnError(String doctype) {
        String xml = XML.replace("<License xmlns", doctype + "<License xmlns").replace("Contoso.Kiosk", "&x;");
        assertThatThrownBy(() -> DecodedLicense.of(license(xml)))
                .isInstanceOf(LicenseException.class)
                .hasMessageContaining("document type declaration");
    }

    /** A server that is named in the document could detect the controller and block its thread. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE License SYSTEM \"%s\">",
                "<!DOCTYPE License [<!ENTITY %% x SYSTEM \"%s\"> %%x;]>",
                "<!DOCTYPE License [<!ENTITY x SYSTEM \"%s\">]>"
            })
    void nothingThatADocumentRefersToIsOpened(String doctype) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort() + "/x";
            CompletableFuture<Void> connected = CompletableFuture.runAsync(() -> {
                // closed after the first connection, so that a parser that retries does not wait
                try (server) {
                    server.accept().close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String xml = XML.replace("<License xmlns", doctype.formatted(url) + "<License xmlns")
                    .replace("Contoso.Kiosk", "&x;");
            assertThatThrownBy(() -> DecodedLicense.of(license(xml))).hasMessageContaining("document type declaration");
            assertThat(connected).isNotDone();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<License><Binding>",
                "<",
                "\n\t <License",
                "\uFEFF<License>",
                "\uFEFF \n<a></b>",
                "<License>&undeclared;</License>",
                "<License/><License/>",
                "<License>\u0001</License>",
                "<?xml version=\"9.0\"?><License/>",
                "<html><br></html>"
            })
    void malformedXmlIsRejected(String content) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            assertThatThrownBy(() -> DecodedLicense.of(license(content.getBytes(charset))))
                    .as(charset.name())
                    .isInstanceOf(LicenseException.class)
                    .hasMessageContaining("looks like XML, but is not well-formed: line ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aLicenseIsReadInEveryFormOfUnicode() throws Exception {
        String withoutDeclaration = XML.substring(XML.indexOf('\n') + 1);
        for (String start : List.of("", "\uFEFF")) {
            for (Charset charset :
                    List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
                assertThat(DecodedLicense.of(license((start + withoutDeclaration).getBytes(charset)))
                                .packageFamilyName())
                        .as(charset.name())
                        .isEqualTo("Contoso.Kiosk_8wekyb3d8bbwe");
            }
        }
    }

    @Test
    void malformedBytesAreRejectedOrBinaryAndNothingIsPrinted() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true));
        try {
            assertThatThrownBy(() -> DecodedLicense.of(license(new byte[] {'<', 'a', '>', -1, '<', '/', 'a', '>'})))
                    .hasMessageContaining("looks like XML, but is neither UTF-8 nor UTF-16");
            for (byte[] binary : List.of(new byte[] {-1, -2, 1}, new byte[] {0x30, -126, 4, 1}, new byte[1])) {
                assertThat(DecodedLicense.of(license(binary)).document()).isEmpty();
            }
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** Text in as many pieces as possible, at the maximum size, is parsed in linear time. */
    @Test
    void aLicenseMayBeAMegabyteAndNoLarger() throws Exception {
        String beginning = XML.replace("</PFM>", "");
        beginning = beginning.substring(0, beginning.indexOf("<LicenseInstanceID>"));
        String end = "</PFM></Binding></License>";
        int pieces = (DecodedLicense.MAX_BYTES - beginning.length() - end.length()) / 5;
        String largest = beginning + "a<x/>".repeat(pieces) + end;
        largest += " ".repeat(DecodedLicense.MAX_BYTES - largest.length());
        assertThat(DecodedLicense.of(license(largest)).packageFamilyName())
                .startsWith("Contoso.Kiosk_8wekyb3d8bbwe")
                .endsWith("aaa…");
        String larger = largest + " ";
        assertThatThrownBy(() -> DecodedLicense.of(license(larger)))
                .isInstanceOf(LicenseException.class)
                .hasMessageEndingWith("is larger than 1048576 bytes");
    }

    @Test
    void endlessNestingIsAnError() {
        assertThatThrownBy(() -> DecodedLicense.of(license("<License>" + "<a>".repeat(100_000))))
                .isInstanceOf(LicenseException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void aBlobThatIsNotBase64IsAnError() {
        assertThatThrownBy(() -> DecodedLicense.of(new OfflineLicense(PRODUCT, CONTENT, "<<>>", null, null)))
                .isInstanceOf(LicenseException.class)
                .hasMessageContaining("is not base64")
                .hasMessageNotContaining("<<>>");
    }

    @Test
    void lineBreaksInTheBase64AreRemoved() throws Exception {
        String blob = license(XML).licenseBlob();
        OfflineLicense wrapped =
                new OfflineLicense(PRODUCT, CONTENT, blob.substring(0, 76) + "\r\n" + blob.substring(76), null, null);
        assertThat(DecodedLicense.of(wrapped).encoded()).isEqualTo(blob);
    }

    @Test
    void repeatedElementsAreNotConcatenated() {
        String twice = XML.replace(
                "<ProductID>9NBLGGH516XP</ProductID>", "<ProductID>9NBLGG</ProductID><ProductID>H516XP</ProductID>");
        assertThatThrownBy(() -> DecodedLicense.of(license(twice))).hasMessageContaining("another product");
    }

    @Test
    void theXmlIsTheDecodedBytesAndTheTextTheBase64AsReceived() throws Exception {
        Map<String, byte[]> files = files(XML, LicenseFormat.XML, LicenseFormat.ENCODED);
        assertThat(files).containsOnlyKeys(NAME.base() + ".xml", NAME.base() + ".license.txt", NAME.base() + ".json");
        assertThat(files.get(NAME.base() + ".xml")).isEqualTo(XML.getBytes(StandardCharsets.UTF_8));
        assertThat(new String(files.get(NAME.base() + ".license.txt"), StandardCharsets.US_ASCII))
                .isEqualTo(license(XML).licenseBlob());
    }

    @Test
    void theSyncMlCommandGivesTheLicenseToTheCspNodeOfItsContent() throws Exception {
        byte[] syncml = files(XML, LicenseFormat.SYNCML).get(NAME.base() + ".syncml.xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element exec = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(syncml))
                .getDocumentElement();
        assertThat(exec.getNodeName()).isEqualTo("Exec");
        assertThat(exec.getElementsByTagName("CmdID").item(0).getTextContent()).isNotBlank();
        assertThat(exec.getElementsByTagName("LocURI").item(0).getTextContent())
                .isEqualTo("./User/Vendor/MSFT/EnterpriseModernAppManagement/AppLicenses/StoreLicenses/" + CONTENT
                        + "/AddLicense");
        Element format =
                (Element) exec.getElementsByTagNameNS("syncml:metinf", "Format").item(0);
        assertThat(format.getTextContent()).isEqualTo("xml");
        Element data = (Element) exec.getElementsByTagName("Data").item(0);
        Element license = (Element) data.getElementsByTagName("License").item(0);
        assertThat(license.getAttribute("Content")).isEqualTo(license(XML).licenseBlob());
    }

    @Test
    void theJsonHasEverythingButTheLicense() throws Exception {
        byte[] json = files(XML, LicenseFormat.XML).get(NAME.base() + ".json");
        JsonNode description = new ObjectMapper().readTree(json);
        assertThat(description.at("/productKey/productId").asText()).isEqualTo("9NBLGGH516XP");
        assertThat(description.at("/license/issuedDate").asText()).isEqualTo("2020-01-02T03:04:05Z");
        assertThat(new String(json, StandardCharsets.UTF_8))
                .doesNotContain(license(XML).licenseBlob())
                .doesNotContain("AAEC");
    }

    @Test
    void aBlobThatIsNotXmlIsKeptAsReceived() throws Exception {
        String binary = "\u0000\u0001 no xml";
        Map<String, byte[]> files = files(binary, LicenseFormat.XML, LicenseFormat.SYNCML);
        assertThat(files).containsOnlyKeys(NAME.base() + ".bin", NAME.base() + ".license.txt", NAME.base() + ".json");
        assertThat(files.get(NAME.base() + ".bin")).isEqualTo(binary.getBytes(StandardCharsets.UTF_8));
        assertThat(new ObjectMapper()
                        .readTree(files.get(NAME.base() + ".json"))
                        .get("packageFamilyName")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "a/b", "a\\b", "a b", "é", "c:d", "{guid}"})
    void anIdThatIsNotAllowedInAFileNameIsRejected(String id) {
        assertThatThrownBy(() -> LicenseFileName.of(PRODUCT, ContentId.of(id)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("contentId '" + id + "'");
        assertThatThrownBy(() -> LicenseFileName.of(ProductKey.of(id, "1"), ContentId.of("c")))
                .hasMessageStartingWith("productId");
    }

    @Test
    void anIdInAFileNameHasAtMost80Characters() {
        String longest = "a".repeat(80);
        assertThat(LicenseFileName.of(ProductKey.of(longest, longest), ContentId.of(longest))
                        .base())
                .isEqualTo(longest + "-" + longest + "-" + longest);
        assertThatThrownBy(() -> LicenseFileName.of(PRODUCT, ContentId.of(longest + "a")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("contentId")
                .hasMessageContaining("up to 80 letters");
        assertThatThrownBy(() -> LicenseFileName.of(ProductKey.of("1", longest + "a"), ContentId.of("c")))
                .hasMessageStartingWith("skuId");
    }

    @Test
    void anUnknownFormatIsNamed() {
        assertThatThrownBy(() -> LicenseFormat.parse(List.of("xml", "pdf")))
                .hasMessage("formats 'pdf' must be one of xml, encoded, syncml");
        assertThatThrownBy(() -> LicenseFormat.parse(List.of())).hasMessageStartingWith("formats");
        assertThat(LicenseFormat.parse(List.of("SyncML", "xml")))
                .containsExactlyInAnyOrder(LicenseFormat.XML, LicenseFormat.SYNCML);
    }
}
