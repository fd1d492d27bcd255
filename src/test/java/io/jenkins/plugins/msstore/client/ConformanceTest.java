package io.jenkins.plugins.msstore.client;

import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.ProductKey;
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

/**
 * What the client sends, held against the service's documentation. The expected requests are the documented text itself,
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

    /** Some of Microsoft's services write it, and RFC 8259 lets a reader ignore it. */
    @Test
    void aByteOrderMarkIsNoPartOfTheAnswer() throws Exception {
        answer("\uFEFF" + seat("ada@contoso.com", "Active"));
        assertThat(get(client().build().getSeat(PRODUCT, UserPrincipalName.of("ada@contoso.com")))
                        .assignedTo())
                .isEqualTo("ada@contoso.com");
    }

    @Test
    void eachPathSegmentIsEncodedOnItsOwn() throws Exception {
        String guest = "ada+b/c%d é_fabrikam.com#EXT#@contoso.onmicrosoft.com";
        answer(seat(guest, "Active"));
        RecordedRequest request = sentBy(client().build().assignSeat(PRODUCT, UserPrincipalName.of(guest)));
        assertThat(request.getTarget())
                .isEqualTo("/V1/Inventory/9NBLGGH4R2R6/0016/Seats/"
                        + "ada%2Bb%2Fc%25d%20%C3%A9_fabrikam.com%23EXT%23%40contoso.onmicrosoft.com");
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
    void anEndpointMayCarryAPathPrefix() throws Exception {
        answer(seat("ada@contoso.com", "Active"));
        StoreEndpoint prefixed = StoreEndpoint.of(server.url("/store/mts/").toString());
        StoreClient client = StoreClient.builder(prefixed, new FixedTokenSource("the-token"), http, timer)
                .build();
        RecordedRequest request = sentBy(client.getSeat(PRODUCT, UserPrincipalName.of("ada@contoso.com")));
        assertThat(request.getTarget()).isEqualTo("/store/mts/V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada%40contoso.com");
    }
}
