package io.jenkins.plugins.msstore.client;

import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.AlternateId;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import io.jenkins.plugins.msstore.client.model.InventoryFilter;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.LocalizedProduct;
import io.jenkins.plugins.msstore.client.model.Platform;
import io.jenkins.plugins.msstore.client.model.ProductDetails;
import io.jenkins.plugins.msstore.client.model.ProductImage;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.ProductPackage;
import io.jenkins.plugins.msstore.client.model.ReclaimMethod;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the client's requests with the service's documentation. The expected requests are the documented text itself,
 * not built with anything of the client.
 */
class ConformanceTest {

    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH4R2R6", "0016");

    private final MockWebServer server = new MockWebServer();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final OkHttpClient http = new OkHttpClient();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        timer.shutdownNow();
        http.dispatcher().executorService().shutdownNow();
    }

    private StoreClient.Builder client() {
        StoreEndpoint endpoint = StoreEndpoint.of(server.url("/").toString());
        return StoreClient.builder(endpoint, new FixedTokenSource("the-token"), http, timer)
                .retries(StoreFixture.AT_ONCE);
    }

    private void answer(String json) {
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(json)
                .build());
    }

    private RecordedRequest sentBy(CompletableFuture<?> operation) throws Exception {
        get(operation);
        RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer the-token");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("MS-CV")).matches("[A-Za-z0-9+/]{16}");
        return request;
    }

    private static String seat(String user, String state) {
        return """
                {"assignedTo": "%s", "dateAssigned": "2020-05-04T10:00:00Z", "state": "%s",
                 "productKey": {"productId": "9NBLGGH4R2R6", "skuId": "0016"}}""".formatted(user, state);
    }

    @Test
    void assignSeat() throws Exception {
        answer(seat("ada@contoso.com", "Active"));
        RecordedRequest request = sentBy(client().build().assignSeat(PRODUCT, UserPrincipalName.of("ada@contoso.com")));
        assertThat(request.getRequestLine())
                .isEqualTo("POST /V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada%40contoso.com HTTP/1.1");
        assertThat(request.getBodySize()).isZero();
        assertThat(request.getHeaders().get("Content-Type")).isNull();
    }

    @Test
    void reclaimSeatAsTheCorrectedReferenceHasIt() throws Exception {
        answer(seat("ada@contoso.com", "Revoked"));
        RecordedRequest request =
                sentBy(client().build().reclaimSeat(PRODUCT, UserPrincipalName.of("ada@contoso.com")));
        assertThat(request.getRequestLine())
                .isEqualTo("DELETE /V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada%40contoso.com HTTP/1.1");
        assertThat(request.getBodySize()).isZero();
    }

    @Test
    void reclaimSeatAsTheOlderReferenceHasIt() throws Exception {
        answer(seat("ada@contoso.com", "Revoked"));
        RecordedRequest request = sentBy(client().reclaimMethod(ReclaimMethod.POST)
                .build()
                .reclaimSeat(PRODUCT, UserPrincipalName.of("ada@contoso.com")));
        assertThat(request.getRequestLine())
                .isEqualTo("POST /V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada%40contoso.com HTTP/1.1");
    }

    @Test
    void getSeat() throws Exception {
        answer(seat("ada@contoso.com", "Active"));
        RecordedRequest request = sentBy(client().build().getSeat(PRODUCT, UserPrincipalName.of("ada@contoso.com")));
        assertThat(request.getRequestLine())
                .isEqualTo("GET /V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada%40contoso.com HTTP/1.1");
    }

    /** Some of Microsoft's services send a byte order mark, which readers may ignore by RFC 8259. */
    @Test
    void aByteOrderMarkIsNoPartOfTheAnswer() throws Exception {
        answer("\uFEFF" + seat("ada@contoso.com", "Active"));
        assertThat(get(client().build().getSeat(PRODUCT, UserPrincipalName.of("ada@contoso.com")))
                        .assignedTo())
                .isEqualTo("ada@contoso.com");
    }

    @Test
    void eachPathSegmentIsEncodedOnItsOwn() throws Exception {
        String guest = "ada+b/c%dé_fabrikam.com#EXT#@contoso.onmicrosoft.com";
        answer(seat(guest, "Active"));
        RecordedRequest request = sentBy(client().build().assignSeat(PRODUCT, UserPrincipalName.of(guest)));
        assertThat(request.getTarget())
                .isEqualTo("/V1/Inventory/9NBLGGH4R2R6/0016/Seats/"
                        + "ada%2Bb%2Fc%25d%C3%A9_fabrikam.com%23EXT%23%40contoso.onmicrosoft.com");
    }

    @Test
    void bulkAssign() throws Exception {
        answer("{\"seatDetails\": [" + seat("ada@contoso.com", "Active") + ", " + seat("bob@contoso.com", "Active")
                + "], \"failedSeatOperations\": []}");
        RecordedRequest request = sentBy(client().build()
                .bulkSeats(
                        PRODUCT,
                        SeatAction.ASSIGN,
                        List.of(UserPrincipalName.of("ada@contoso.com"), UserPrincipalName.of("bob@contoso.com"))));
        assertThat(request.getRequestLine()).isEqualTo("POST /V1/Inventory/9NBLGGH4R2R6/0016/Seats HTTP/1.1");
        assertThat(request.getBody().utf8())
                .isEqualTo("{\"usernames\":[\"ada@contoso.com\",\"bob@contoso.com\"],\"seatAction\":\"assign\"}");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void bulkReclaim() throws Exception {
        answer("{\"seatDetails\": [" + seat("ada@contoso.com", "Revoked") + "]}");
        RecordedRequest request = sentBy(client().build()
                .bulkSeats(PRODUCT, SeatAction.RECLAIM, List.of(UserPrincipalName.of("ada@contoso.com"))));
        assertThat(request.getBody().utf8())
                .isEqualTo("{\"usernames\":[\"ada@contoso.com\"],\"seatAction\":\"reclaim\"}");
    }

    @Test
    void offlineLicense() throws Exception {
        answer("""
                {"productKey": {"productId": "9NBLGGH4R2R6", "skuId": "0016"}, "licenseBlob": "PEw+",
                 "licenseInstanceId": "1", "requestorId": "contoso", "contentId": "c0ffee"}""");
        RecordedRequest request = sentBy(client().build().offlineLicense(PRODUCT, ContentId.of("c0ffee")));
        assertThat(request.getRequestLine())
                .isEqualTo("POST /V1/Products/9NBLGGH4R2R6/0016/OfflineLicense/c0ffee HTTP/1.1");
        assertThat(request.getBodySize()).isZero();
    }

    @Test
    void inventory() throws Exception {
        answer("{\"inventoryEntries\": [], \"continuationToken\": \"\"}");
        RecordedRequest request = sentBy(client().build().inventory(Optional.of("a+b=="), 1));
        assertThat(request.getRequestLine())
                .isEqualTo("GET /V1/Inventory?maxResults=1&continuationToken=a%2Bb%3D%3D HTTP/1.1");
    }

    @Test
    void inventoryWithFilters() throws Exception {
        answer("{\"inventoryEntries\": []}");
        RecordedRequest request = sentBy(client().build()
                .inventory(InventoryFilter.of(List.of("offline"), "2026-01-31T12:00:00+02:00"), Optional.empty(), 25));
        assertThat(request.getRequestLine())
                .isEqualTo("GET /V1/Inventory?licenseTypes=offline&modifiedSince=2026-01-31T10%3A00%3A00Z"
                        + "&maxResults=25 HTTP/1.1");
    }

    @Test
    void seats() throws Exception {
        answer("{\"seats\": [], \"continuationToken\": null}");
        RecordedRequest request = sentBy(client().build().seats(PRODUCT, Optional.empty(), 100));
        assertThat(request.getRequestLine())
                .isEqualTo("GET /V1/Inventory/9NBLGGH4R2R6/0016/Seats?maxResults=100 HTTP/1.1");
    }

    @Test
    void seatsOfAUser() throws Exception {
        answer("{\"seats\": []}");
        RecordedRequest request = sentBy(client().build()
                .userSeats(UserPrincipalName.of("ada_fabrikam.com#EXT#@contoso.com"), Optional.of("next"), 100));
        assertThat(request.getRequestLine())
                .isEqualTo("GET /V1/Users/ada_fabrikam.com%23EXT%23%40contoso.com/Seats?maxResults=100"
                        + "&continuationToken=next HTTP/1.1");
    }

    @Test
    void productDetails() throws Exception {
        answer("""
                {"ProductKey": {"productId": "9NBLGGH4R2R6", "skuId": "0016"}, "productType": "Application",
                 "SUPPORTEDLANGUAGES": ["en-us", null, "de-de"], "publisherId": "CN=Contoso", "category": "Productivity",
                 "alternateIds": [{"type": "LegacyWindowsStoreProductId", "value": "1234"}],
                 "packageFamilyName": "Contoso.Reader_8wekyb3d8bbwe", "newerThanThisClient": {"a": [1]},
                 "supportedPlatforms": [{"platformName": "Windows.Holographic",
                     "minVersion": {"major": 10, "minor": 0, "build": 14393, "revision": 7}}]}""");
        var details = client().build().products().details(PRODUCT);
        assertThat(sentBy(details).getRequestLine()).isEqualTo("GET /V1/Products/9NBLGGH4R2R6/0016 HTTP/1.1");
        assertThat(get(details))
                .isEqualTo(new ProductDetails(
                        PRODUCT,
                        "Application",
                        List.of("en-us", "de-de"),
                        "CN=Contoso",
                        "Productivity",
                        List.of(new AlternateId("LegacyWindowsStoreProductId", "1234")),
                        "Contoso.Reader_8wekyb3d8bbwe",
                        List.of(new Platform("Windows.Holographic", "10.0.14393.7", null))));
    }

    @Test
    void localizedDetails() throws Exception {
        answer("""
                {"language": "DE-de", "displayName": "Leser", "description": "Liest.\\r\\nUnd\\u0007 schreibt.",
                 "images": [{"location": "https://images.invalid/1.png", "purpose": "logo", "height": 100, "width": 50,
                     "caption": "Leser", "backgroundColor": "#FFFFFF", "foregroundColor": "#000000", "fileSize": 7}],
                 "publisher": {"publisherName": "Contoso", "publisherWebsite": "https://contoso.example"}}""");
        var texts = client().build().products().localizedDetails(PRODUCT, Language.of("de-de"));
        assertThat(sentBy(texts).getRequestLine())
                .isEqualTo("GET /V1/Products/9NBLGGH4R2R6/0016/LocalizedDetails/de-de HTTP/1.1");
        assertThat(get(texts))
                .isEqualTo(new LocalizedProduct(
                        "DE-de",
                        "Leser",
                        "Liest.\nUnd schreibt.",
                        "Contoso",
                        "https://contoso.example",
                        List.of(new ProductImage(
                                "https://images.invalid/1.png",
                                "logo",
                                100L,
                                50L,
                                "Leser",
                                "#FFFFFF",
                                "#000000",
                                7L))));
    }

    private static final String PACKAGE = """
            {"packageId": "p-1", "contentId": "c-1", "location": {"url": "https://cdn.invalid/p-1?signature=s3cret"},
             "packageFullName": "Contoso.Reader_1.0.0.0_x64__8wekyb3d8bbwe", "packageIdentityName": "Contoso.Reader",
             "architectures": ["x64", "Quantum"], "packageFormat": "appxBundle", "fileSize": 5000000000,
             "packageRank": 3, "platforms": [{"platformName": "Windows.Desktop"}],
             "frameworkDependencyPackages": [{"packageId": "f-1", "packageFullName": "Framework_1_x64__8"}]}""";

    @Test
    void productPackages() throws Exception {
        answer("{\"packageSetId\": \"set-1\", \"productPackages\": [" + PACKAGE + "]}");
        var packages = client().build().products().packages(PRODUCT);
        assertThat(sentBy(packages).getRequestLine()).isEqualTo("GET /V1/Products/9NBLGGH4R2R6/0016/Packages HTTP/1.1");
        assertThat(get(packages).packageSetId()).isEqualTo("set-1");
        ProductPackage first = get(packages).packages().get(0);
        assertThat(first.withDependencies(List.of()))
                .isEqualTo(new ProductPackage(
                        "p-1",
                        "c-1",
                        Optional.of(new DownloadUrl("https://cdn.invalid/p-1?signature=s3cret")),
                        "Contoso.Reader_1.0.0.0_x64__8wekyb3d8bbwe",
                        "Contoso.Reader",
                        List.of("x64", "Quantum"),
                        "appxBundle",
                        List.of(new Platform("Windows.Desktop", null, null)),
                        5_000_000_000L,
                        3L,
                        List.of()));
        assertThat(first.dependencies()).extracting(ProductPackage::packageId).containsExactly("f-1");
        assertThat(get(packages).toString()).doesNotContain("s3cret", "cdn.invalid");
    }

    @Test
    void oneProductPackage() throws Exception {
        answer(PACKAGE);
        var onePackage = client().build().products().onePackage(PRODUCT, "P-1");
        assertThat(sentBy(onePackage).getRequestLine())
                .isEqualTo("GET /V1/Products/9NBLGGH4R2R6/0016/Packages/P-1 HTTP/1.1");
        assertThat(get(onePackage).packageId()).isEqualTo("p-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"productPackages\": [{\"contentId\": \"https://cdn.invalid/s3cret\"}]}",
                "[\"https://cdn.invalid/s3cret\"]",
                "{\"productPackages\": 1, \"x\": \"https://cdn.invalid/s3cret\"}"
            })
    void anAnswerWithPackagesThatIsWrongIsNotShown(String answer) throws Exception {
        answer(answer);
        assertThat(StoreFixture.failure(client().build().products().packages(PRODUCT)))
                .isInstanceOf(UnexpectedAnswerException.class)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cret", "cdn.invalid"));
    }

    @Test
    void aUrlIsNotShownWhereAGatewayAnswersWithIt() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "https://cdn.invalid/s3cret")
                .build());
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .setHeader("Content-Type", "application/json")
                .body("{\"message\": \"see https://cdn.invalid/s3cret for more\"}")
                .build());
        for (int i = 0; i < 2; i++) {
            assertThat(StoreFixture.failure(client().build().products().packages(PRODUCT))
                            .getMessage())
                    .doesNotContain("s3cret", "cdn.invalid");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|lacks 'language'",
                "{\"language\": \"fr-fr\"}|is in another language: fr-fr",
            })
    void textsInAnotherLanguageAreRefused(String answer, String problem) throws Exception {
        answer(answer);
        assertThat(StoreFixture.failure(client().build().products().localizedDetails(PRODUCT, Language.of("de-de"))))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void anotherPackageThanAskedForIsRefused() throws Exception {
        answer(PACKAGE);
        assertThat(StoreFixture.failure(client().build().products().onePackage(PRODUCT, "p-2")))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("another package: p-1");
    }

    @Test
    void anEndpointMayCarryAPathPrefix() throws Exception {
        answer(seat("ada@contoso.com", "Active"));
        StoreEndpoint prefixed = StoreEndpoint.of(server.url("/store/mts/").toString());
        StoreClient client = StoreClient.builder(prefixed, new FixedTokenSource("the-token"), http, timer)
                .build();
        RecordedRequest request = sentBy(client.getSeat(PRODUCT, UserPrincipalName.of("ada@contoso.com")));
        assertThat(request.getTarget()).isEqualTo("/store/mts/V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada%40contoso.com");
    }
}
