package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.msstore.simulator.RawClient.Reply;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultEffectTest {
    private static final String OPEN_SEATS = "/V1/Inventory/9NBLGGH4R2R6/0016/Seats";
    private static final String ADA = OPEN_SEATS + "/ada@contoso.example";
    private static final String BULK =
            "{\"usernames\":[\"ada@contoso.example\",\"bob@contoso.example\"],\"seatAction\":\"assign\"}";

    @ParameterizedTest
    @EnumSource(Version.class)
    void aConnectionIsDroppedBeforeOrAfterApplying(Version version) throws Exception {
        try (StoreSimulator simulator = assigning(FaultEffect.drop())) {
            RawClient client = new RawClient(simulator, version);

            assertThatThrownBy(() -> client.post(ADA)).isInstanceOf(IOException.class);
            assertThat(simulator.seats(DefaultWorld.OPEN)).isEmpty();

            simulator.clearFaults();
            simulator.fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(FaultEffect.dropAfterApplying()));
            assertThatThrownBy(() -> client.post(ADA)).isInstanceOf(IOException.class);
            assertThat(simulator.seats(DefaultWorld.OPEN)).hasSize(1);
            assertThat(simulator.count(Operation.ASSIGN_SEAT)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aStreamIsResetAfterApplying(Version version) throws Exception {
        try (StoreSimulator simulator = assigning(FaultEffect.reset().afterApplying())) {
            RawClient client = new RawClient(simulator, version);
            client.get(ADA);

            assertThatThrownBy(() -> client.post(ADA)).isInstanceOf(IOException.class);

            assertThat(simulator.seats(DefaultWorld.OPEN)).hasSize(1);
            client.get(ADA);
            boolean connectionSurvives = simulator.requests().get(0).connection()
                    == simulator.requests().get(2).connection();
            assertThat(connectionSurvives).isEqualTo(version == Version.HTTP_2);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aBodyIsCutOff(Version version) throws Exception {
        try (StoreSimulator simulator = assigning(FaultEffect.cutOff())) {
            assertThatThrownBy(() -> new RawClient(simulator, version).post(ADA))
                    .isInstanceOf(IOException.class);
            assertThat(simulator.seats(DefaultWorld.OPEN)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aStatusIsAnsweredBeforeOrAfterApplying(int status) throws Exception {
        FaultEffect effect = FaultEffect.status(status);
        try (StoreSimulator simulator = StoreSimulator.builder()
                .fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(effect))
                .fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(effect.afterApplying()))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);

            assertThat(client.post(ADA).status()).isEqualTo(status);
            assertThat(simulator.seats(DefaultWorld.OPEN)).isEmpty();
            assertThat(client.post(ADA).status()).isEqualTo(status);
            assertThat(simulator.seats(DefaultWorld.OPEN)).hasSize(1);
        }
    }

    @Test
    void retryAfterIsSecondsOrADate() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-11-01T08:09:10.987Z"), ZoneOffset.UTC);
        try (StoreSimulator simulator = StoreSimulator.builder()
                .clock(clock)
                .fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(FaultEffect.throttled(Duration.ofSeconds(7))))
                .fault(FaultRule.on(Operation.ASSIGN_SEAT)
                        .effect(FaultEffect.status(503).retryAfterDate(Duration.ofSeconds(30))))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_1_1);

            assertThat(client.post(ADA).header("Retry-After")).isEqualTo("7");
            Reply second = client.post(ADA);
            assertThat(second.header("Date")).isEqualTo("Sun, 01 Nov 2026 08:09:10 GMT");
            assertThat(second.header("Retry-After")).isEqualTo("Sun, 01 Nov 2026 08:09:40 GMT");
        }
    }

    @Test
    void aRedirectHasTheBodyAndHeadersOfItsRule() throws Exception {
        try (StoreSimulator simulator = assigning(FaultEffect.redirect("https://elsewhere.example/")
                .header("X-Gateway", "7")
                .body("text/plain", "moved"))) {
            Reply reply = new RawClient(simulator, Version.HTTP_2).post(ADA);

            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.header("Location")).isEqualTo("https://elsewhere.example/");
            assertThat(reply.header("X-Gateway")).isEqualTo("7");
            assertThat(reply.header("Content-Type")).isEqualTo("text/plain");
            assertThat(reply.text()).isEqualTo("moved");
        }
    }

    @Test
    void anAnswerIsNotJson() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(FaultEffect.halfJson()))
                .fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(FaultEffect.garbage()))
                .fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(FaultEffect.html()))
                .fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(FaultEffect.emptyBody()))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);

            Reply half = client.post(ADA);
            assertThat(half.text()).startsWith("{\"assignedTo\"").doesNotEndWith("}");
            Reply garbage = client.post(ADA);
            assertThat(garbage.json().isMissingNode()).isTrue();
            assertThat(garbage.header("Content-Type")).isEqualTo("application/json");
            Reply html = client.post(ADA);
            assertThat(html.text()).contains("<h1>");
            assertThat(html.header("Content-Type")).startsWith("text/html");
            Reply empty = client.post(ADA);
            assertThat(empty.text()).isEmpty();
            assertThat(new int[] {half.status(), garbage.status(), html.status(), empty.status()})
                    .containsOnly(200);
            assertThat(client.post(ADA).json().path("state").asText()).isEqualTo("Active");
        }
    }

    @Test
    void anAnswerHasAnotherMediaType() throws Exception {
        try (StoreSimulator simulator = assigning(FaultEffect.contentType("text/plain"))) {
            Reply reply = new RawClient(simulator, Version.HTTP_2).post(ADA);

            assertThat(reply.header("Content-Type")).isEqualTo("text/plain");
            assertThat(reply.json().path("state").asText()).isEqualTo("Active");
        }
    }

    @Test
    void anAnswerIsForAnotherUserOrProductOrState() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .fault(FaultRule.on(Operation.ASSIGN_SEAT)
                        .nth(1)
                        .effect(FaultEffect.answerForUser("eve@contoso.example")))
                .fault(FaultRule.on(Operation.ASSIGN_SEAT)
                        .nth(1)
                        .effect(FaultEffect.answerForProduct(DefaultWorld.SCARCE)))
                .fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(FaultEffect.answerState("Suspended")))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);

            assertThat(client.post(ADA).json().path("assignedTo").asText()).isEqualTo("eve@contoso.example");
            assertThat(client.post(ADA)
                            .json()
                            .path("productKey")
                            .path("productId")
                            .asText())
                    .isEqualTo("9WZDNCRFJ3TJ");
            assertThat(client.post(ADA).json().path("state").asText()).isEqualTo("Suspended");
            assertThat(simulator.seats(DefaultWorld.OPEN))
                    .extracting(Seat::assignedTo)
                    .containsExactly("ada@contoso.example");
        }
    }

    @Test
    void aBulkAnswerIsNotTrue() throws Exception {
        assertThat(bulkUsers(FaultEffect.bulkForgetsUser())).isEqualTo("bob@contoso.example");
        assertThat(bulkUsers(FaultEffect.bulkAddsUser("eve@contoso.example")))
                .isEqualTo("ada@contoso.example bob@contoso.example eve@contoso.example");
        assertThat(bulkUsers(FaultEffect.bulkRepeatsUser()))
                .isEqualTo("ada@contoso.example bob@contoso.example ada@contoso.example");
        assertThat(bulkUsers(FaultEffect.answerForUser("eve@contoso.example")))
                .isEqualTo("eve@contoso.example bob@contoso.example");
        assertThat(bulkUsers(FaultEffect.bulkContradictsItself()))
                .isEqualTo("ada@contoso.example bob@contoso.example -ada@contoso.example");
    }

    @Test
    void faultsApplyToTheTokenEndpointToo() throws Exception {
        String path = "/6f2c7b1e-3a54-4d0b-9c61-8e1f5b7a2d43/oauth2/v2.0/token";
        try (StoreSimulator simulator = StoreSimulator.builder()
                .fault(FaultRule.on(Operation.TOKEN).nth(1).effect(FaultEffect.html()))
                .fault(FaultRule.on(Operation.TOKEN).nth(1).effect(FaultEffect.status(503)))
                .fault(FaultRule.on(Operation.TOKEN).nth(1).effect(FaultEffect.drop()))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_1_1);

            Reply html = client.authority(path, "");
            assertThat(html.status()).isEqualTo(200);
            assertThat(html.text()).contains("<h1>");
            assertThat(client.authority(path, "").status()).isEqualTo(503);
            assertThatThrownBy(() -> client.authority(path, "")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAnswerIsHeldBackUntilTheSimulatorEnds() throws Exception {
        CompletableFuture<Reply> slow;
        try (StoreSimulator simulator = StoreSimulator.builder()
                .fault(FaultRule.on(Operation.GET_SEATS).effect(FaultEffect.slow(Duration.ofDays(1))))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_1_1);
            slow = client.getLater(OPEN_SEATS);

            assertThat(client.get("/V1/Inventory").status()).isEqualTo(200);
        }
        assertThatThrownBy(slow::join).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aSlowBodyIsComplete() throws Exception {
        try (StoreSimulator simulator = assigning(FaultEffect.slowBody(1000))) {
            assertThat(new RawClient(simulator, Version.HTTP_2)
                            .post(ADA)
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("Active");
        }
    }

    private static StoreSimulator assigning(FaultEffect effect) throws IOException {
        return StoreSimulator.builder()
                .fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(effect))
                .start();
    }

    private static String bulkUsers(FaultEffect effect) throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .fault(FaultRule.on(Operation.BULK_SEATS).effect(effect))
                .start()) {
            Reply reply = new RawClient(simulator, Version.HTTP_2).post(OPEN_SEATS, BULK);
            assertThat(simulator.seats(DefaultWorld.OPEN)).hasSize(2);
            StringBuilder users = new StringBuilder();
            for (JsonNode seat : reply.json().path("seatDetails")) {
                users.append(seat.path("assignedTo").asText()).append(' ');
            }
            for (JsonNode failure : reply.json().path("failedSeatOperations")) {
                users.append('-').append(failure.path("userName").asText());
            }
            return users.toString().trim();
        }
    }
}
