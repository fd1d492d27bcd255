package io.jenkins.plugins.msstore.client;

import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.error.BadRequestException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's JSON is not documented exactly: it is read leniently, and every answer is a value or a typed error. */
class ErrorBodiesTest {

    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH4R2R6", "0016");
    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");

    private final MockWebServer server = new MockWebServer();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private StoreClient client;

    @BeforeEach
    void start() throws Exception {
        server.start();
        client = StoreClient.builder(
                        StoreEndpoint.of(server.url("/").toString()),
                        new FixedTokenSource("token-of-this-test"),
                        new OkHttpClient(),
                        timer)
                .retries(StoreFixture.AT_ONCE)
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
        timer.shutdownNow();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\": \"NotFound\", \"data\": {\"itemType\": \"Inventory\", \"value\": \"9NBLGGH4R2R6/0016\"}}",
                "{\"Code\": 404, \"InnerError\": {\"ItemType\": \"inventory\"}}",
                "[{\"error\": {\"details\": [{\"ITEMTYPE\": \"INVENTORY\"}]}}]"
            })
    void theItemThatWasNotFoundIsReadAtAnyDepth(String body) throws Exception {
        answer(404, body);
        assertThat(failure(client.getSeat(PRODUCT, ADA))).isInstanceOfSatisfying(NotFoundException.class, failure -> {
            assertThat(failure.item()).isEqualTo(NotFoundException.Item.INVENTORY);
            assertThat(failure.meansNoSeat()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>not here</html>", "{\"broken", "null", "[]", "17"})
    void a404ThatNamesNothingMeansNoSeat(String body) throws Exception {
        answer(404, body);
        assertThat(get(client.findSeat(PRODUCT, ADA))).isEmpty();
    }

    @Test
    void theReasonOfTheServiceIsShown() throws Exception {
        answer(400, """
                {"message": "Invalid parameter", "data":
                  {"parameterName": "userName", "reason": "InvalidFormat", "details": "not in this tenant"}}""");
        assertThat(failure(client.assignSeat(PRODUCT, ADA)))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        failure -> assertThat(failure.parameter()).contains("userName"))
                .hasMessageContainingAll("Invalid parameter", "InvalidFormat", "not in this tenant", "HTTP 400");
    }

    @Test
    void aLongOrUnprintableBodyIsShortenedToALine() throws Exception {
        answer(400, "<html>" + "evil\r\n[Pipeline] echo\u001b[2J".repeat(1000) + "</html>");
        StoreException failure = failure(client.assignSeat(PRODUCT, ADA));
        assertThat(failure.getMessage()).hasSizeLessThan(700).doesNotContain("\n", "\r", "\u001b");
    }

    @Test
    void aBodyOfOpeningBracketsIsReadInLinearTime() throws Exception {
        answer(400, "<".repeat(4_000_000));
        assertThat(failure(client.assignSeat(PRODUCT, ADA))).isInstanceOf(BadRequestException.class);
    }

    @Test
    void aGatewayThatEchoesTheRequestDoesNotShowTheToken() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "https://login.example/?token=token-of-this-test")
                .build());
        answer(400, "{\"message\": \"Authorization: Bearer token-of-this-test\"}");
        server.enqueue(new MockResponse.Builder()
                .code(401)
                .setHeader("WWW-Authenticate", "Bearer error=\"token-of-this-test\"")
                .build());
        answer(200, "debug: Bearer token-of-this-test");
        for (int i = 0; i < 4; i++) {
            assertThat(failure(client.getSeat(PRODUCT, ADA)))
                    .hasMessageNotContaining("token-of-this-test")
                    .hasMessageContaining("***");
        }
    }

    @Test
    void thePropertiesOfASeatAreOneLineEach() throws Exception {
        answer(200, """
                {"assignedTo": "ada@contoso.com", "state": "Active\\r\\nFinished: SUCCESS\\u001b[8mha:",
                 "dateAssigned": "2020\\n", "productKey": {"productId": "9NBLGGH4R2R6", "skuId": "0016"}}""");
        Seat seat = get(client.getSeat(PRODUCT, ADA));
        assertThat(seat.state()).isEqualTo("Active Finished: SUCCESS [8mha:");
        assertThat(seat.dateAssigned()).isEqualTo("2020");
    }

    @Test
    void anAnswerThatIsNotEvenHttpIsOfUnknownOutcome() throws Exception {
        for (int i = 0; i < 4; i++) {
            server.enqueue(
                    new MockResponse.Builder().setHeader("Content-Length", "-5").build());
        }
        assertThat(failure(client.getSeat(PRODUCT, ADA))).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void aListWithANullEntryIsNotAnInventory() throws Exception {
        answer(200, "{\"inventoryEntries\": [null]}");
        assertThat(failure(client.inventory(Optional.empty(), 1))).isInstanceOf(UnexpectedAnswerException.class);
    }

    @Test
    void namesAreReadInAnyCaseAndUnknownOnesIgnored() throws Exception {
        answer(200, """
                {"AssignedTo": "ADA@contoso.com", "STATE": "Active", "dateAssigned": null, "newThing": [1],
                 "ProductKey": {"ProductID": "9nblggh4r2r6", "SkuId": "0016"}}""");
        Seat seat = get(client.getSeat(PRODUCT, ADA));
        assertThat(seat.assignedTo()).isEqualTo("ADA@contoso.com");
        assertThat(seat.dateAssigned()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"assignedTo\": \"ada@contoso.com\", \"state\": \"Active\"}",
                "{\"state\": \"Active\", \"productKey\": {\"productId\": \"9NBLGGH4R2R6\", \"skuId\": \"0016\"}}",
                "{\"assignedTo\": \"ada@contoso.com\", \"productKey\":"
                        + " {\"productId\": \"9NBLGGH4R2R6\", \"skuId\": \"0016\"}}",
                "{}",
                "[]",
                "\"Active\""
            })
    void aReadWithAMissingFieldIsNotRepeated(String body) throws Exception {
        answer(200, body);
        assertThat(failure(client.getSeat(PRODUCT, ADA)))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("the response");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }
}
