package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.msstore.simulator.RawClient.Reply;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

@ExtendWith(SimulatorExtension.class)
class ProductOperationsTest {
    private static final String NAMESPACE = "urn:schemas-microsoft-com:windows:store:licensing:ls";
    private static final String LICENSE = "/V1/Products/9NBLGGH516XP/0016/OfflineLicense/";

    @Test
    void theInventoryHasTheAvailableSeats(StoreSimulator simulator) throws Exception {
        simulator.assignSeats(DefaultWorld.SCARCE, "ada@contoso.example");

        Reply inventory = new RawClient(simulator, Version.HTTP_2).get("/V1/Inventory");

        assertThat(inventory.json().path("inventoryEntries"))
                .extracting(entry -> entry.path("productKey").path("productId").asText())
                .containsExactlyInAnyOrder("9NBLGGH4R2R6", "9NBLGGH42CFD", "9WZDNCRFJ3TJ", "9NBLGGH516XP");
        JsonNode scarce = entry(inventory, "9WZDNCRFJ3TJ");
        assertThat(scarce.path("seatCapacity").asLong()).isEqualTo(3);
        assertThat(scarce.path("availableSeats").asLong()).isEqualTo(2);
        assertThat(scarce.path("distributionPolicy").asText()).isEqualTo("Restricted");
        assertThat(scarce.path("licenseType").asText()).isEqualTo("Online");
        assertThat(entry(inventory, "9NBLGGH516XP").path("licenseType").asText())
                .isEqualTo("Offline");
    }

    @ParameterizedTest
    @CsvSource({
        "licenseTypes=offline, 1",
        "licenseTypes=online&licenseTypes=offline, 4",
        "modifiedSince=2026-01-01T00:00:00Z, 1",
        "modifiedSince=2026-01-01T00:00:00%2B01:00, 1",
        "licenseTypes=offline&modifiedSince=2026-01-01T00:00:00Z, 0"
    })
    void theInventoryIsFiltered(String query, int entries) throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .product(Product.online("9NBLGGH4R2R6", "0016").lastModified(Instant.parse("2026-03-01T00:00:00Z")))
                .start()) {
            assertThat(new RawClient(simulator, Version.HTTP_2)
                            .get("/V1/Inventory?" + query)
                            .json()
                            .path("inventoryEntries"))
                    .hasSize(entries);
        }
    }

    @Test
    void theInventoryHasPages(StoreSimulator simulator) throws Exception {
        RawClient client = new RawClient(simulator, Version.HTTP_2);

        Reply first = client.get("/V1/Inventory?maxResults=3");
        Reply second = client.get("/V1/Inventory?maxResults=3&continuationToken="
                + first.json().path("continuationToken").asText());

        assertThat(first.json().path("inventoryEntries")).hasSize(3);
        assertThat(second.json().path("inventoryEntries")).hasSize(1);
        assertThat(second.json().has("continuationToken")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"licenseTypes=free", "modifiedSince=yesterday"})
    void anInvalidFilterIsRejected(String query, StoreSimulator simulator) throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2).get("/V1/Inventory?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("data").path("parameterName").asText())
                .isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aProductHasItsDetails(StoreSimulator simulator) throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2).get("/V1/Products/9nblggh4r2r6/0016");

        assertThat(reply.json().path("packageFamilyName").asText()).isEqualTo("Contoso.Reader_8wekyb3d8bbwe");
        assertThat(reply.json().path("productKey").path("productId").asText()).isEqualTo("9NBLGGH4R2R6");
    }

    @Test
    void anOfflineLicenseIsForTheRequestedProductAndContent(StoreSimulator simulator) throws Exception {
        RawClient client = new RawClient(simulator, Version.HTTP_2);

        Reply reply = client.post(LICENSE + DefaultWorld.CONTENT_ID);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("contentId").asText()).isEqualTo(DefaultWorld.CONTENT_ID);
        assertThat(reply.json().path("requestorId").asText()).isEqualTo(DefaultWorld.TENANT_ID);
        Element license = license(reply);
        assertThat(license.getNamespaceURI()).isEqualTo(NAMESPACE);
        assertThat(license.getLocalName()).isEqualTo("License");
        assertThat(license.getAttribute("ContentID")).isEqualTo(DefaultWorld.CONTENT_ID);
        assertThat(license.getAttribute("Version")).isEqualTo("1");
        assertThat(text(license, "ProductID")).isEqualTo("9NBLGGH516XP");
        assertThat(text(license, "PFM")).isEqualTo("Contoso.Kiosk_8wekyb3d8bbwe");
        assertThat(text(license, "LicenseInstanceID"))
                .isEqualTo(reply.json().path("licenseInstanceId").asText());
        assertThat(text(license, "SPLicenseBlock")).isNotEmpty();
        assertThat(client.post(LICENSE + DefaultWorld.CONTENT_ID).text()).isEqualTo(reply.text());
    }

    @Test
    void licensesCanBeWrong() throws Exception {
        Product product = Product.offline("9NBLGGH516XP", "0016")
                .content("doctype", LicenseVariant.XML_WITH_DOCTYPE)
                .content("product", LicenseVariant.XML_OF_ANOTHER_PRODUCT)
                .content("content", LicenseVariant.XML_OF_ANOTHER_CONTENT)
                .content("cut", LicenseVariant.XML_CUT_OFF)
                .content("utf16", LicenseVariant.XML_UTF_16)
                .content("invalid", LicenseVariant.INVALID_BASE64)
                .content("empty", LicenseVariant.EMPTY);
        try (StoreSimulator simulator =
                StoreSimulator.builder().product(product).start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);

            assertThat(new String(blob(client.post(LICENSE + "doctype")), StandardCharsets.UTF_8))
                    .contains("<!DOCTYPE License [<!ENTITY");
            assertThat(text(license(client.post(LICENSE + "product")), "ProductID"))
                    .isNotEqualTo("9NBLGGH516XP");
            assertThat(license(client.post(LICENSE + "content")).getAttribute("ContentID"))
                    .isNotEqualTo("content");
            assertThat(new String(blob(client.post(LICENSE + "cut")), StandardCharsets.UTF_8))
                    .startsWith("<?xml")
                    .doesNotContain("</License>");
            assertThat(license(client.post(LICENSE + "utf16")).getAttribute("ContentID"))
                    .isEqualTo("utf16");
            assertThat(client.post(LICENSE + "invalid")
                            .json()
                            .path("licenseBlob")
                            .asText())
                    .contains("not base64");
            assertThat(client.post(LICENSE + "empty").json().path("licenseBlob").asText())
                    .isEmpty();
        }
    }

    @Test
    void aLicenseCanBeBinary(StoreSimulator simulator) throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2).post(LICENSE + DefaultWorld.BINARY_CONTENT_ID);

        assertThat(blob(reply)).hasSize(500);
    }

    @ParameterizedTest
    @CsvSource({
        "9NBLGGH4R2R6/0016, 409, Not offline",
        "9MSPC6MP8FM4/0010, 409, Not owned",
        "9NBLGGH00000/0010, 404, ",
        "9NBLGGH516XP/0016, 404, "
    })
    void aLicenseThatDoesNotExistIsRejected(String product, int status, String reason, StoreSimulator simulator)
            throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2)
                .post("/V1/Products/" + product + "/OfflineLicense/00000000-0000-0000-0000-000000000000");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("data").path("reason").asText(null)).isEqualTo(reason);
    }

    private static JsonNode entry(Reply inventory, String productId) {
        for (JsonNode entry : inventory.json().path("inventoryEntries")) {
            if (entry.path("productKey").path("productId").asText().equals(productId)) {
                return entry;
            }
        }
        throw new AssertionError("No entry of " + productId + " in " + inventory.text());
    }

    private static byte[] blob(Reply reply) {
        return Base64.getDecoder().decode(reply.json().path("licenseBlob").asText());
    }

    private static Element license(Reply reply) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(blob(reply)))
                .getDocumentElement();
    }

    private static String text(Element license, String name) {
        return license.getElementsByTagNameNS(NAMESPACE, name).item(0).getTextContent();
    }
}
