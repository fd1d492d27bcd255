package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.simulator.RawClient.Reply;
import java.net.http.HttpClient.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SimulatorExtension.class)
class RequestLogTest {
    private static final String OPEN_SEATS = "/V1/Inventory/9NBLGGH4R2R6/0016/Seats";

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, HTTP/1.1", "HTTP_2, HTTP/2"})
    void requestsAreRecordedWithoutTheirToken(Version version, String name, StoreSimulator simulator) throws Exception {
        String token = simulator.issueToken();
        RawClient client = new RawClient(simulator, version).token(token);
        client.send(client.request(OPEN_SEATS + "?maxResults=5&x=%20").header("MS-CV", "abc.0"));

        SimulatorRequest request = simulator.requests().get(0);

        assertThat(request.operation()).isEqualTo(Operation.GET_SEATS);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.encodedPath()).isEqualTo(OPEN_SEATS);
        assertThat(request.query()).isEqualTo("maxResults=5&x=%20");
        assertThat(request.httpVersion()).isEqualTo(name);
        assertThat(request.header("ms-cv")).isEqualTo("abc.0");
        assertThat(request.authorization()).isEqualTo(Authorization.VALID);
        assertThat(request.header("Authorization")).isEqualTo("VALID");
        assertThat(request.tenantId()).isEqualTo(DefaultWorld.TENANT_ID);
        assertThat(request.toString()).doesNotContain(token);
    }

    @Test
    void requestsForTokensAreRecordedWithoutTheirSecrets(StoreSimulator simulator) throws Exception {
        new RawClient(simulator, Version.HTTP_2)
                .authority(
                        "/tenant/oauth2/v2.0/token",
                        "client_secret=" + simulator.clientSecret() + "&client_id=1&client_assertion=abc.def.ghi");

        assertThat(simulator.requests(Operation.TOKEN))
                .extracting(SimulatorRequest::body)
                .containsExactly("client_secret=***&client_id=1&client_assertion=***");
    }

    @Test
    void requestsThatAreNotRecordedAreCounted() throws Exception {
        try (StoreSimulator simulator =
                StoreSimulator.builder().recordRequests(false).start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);
            client.get(OPEN_SEATS);
            client.get(OPEN_SEATS);

            assertThat(simulator.count(Operation.GET_SEATS)).isEqualTo(2);
            assertThat(simulator.requests()).isEmpty();
        }
    }

    @Test
    void requestsInFlightAreCounted() throws Exception {
        CountDownLatch allInWork = new CountDownLatch(3);
        FaultEffect meeting = FaultEffect.meeting(allInWork);
        try (StoreSimulator simulator = StoreSimulator.builder()
                .fault(FaultRule.on(Operation.GET_SEATS).effect(meeting))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                replies.add(client.getLater(OPEN_SEATS));
            }
            replies.forEach(CompletableFuture::join);
            client.get("/V1/Inventory");

            assertThat(simulator.maxConcurrent()).isEqualTo(3);
            assertThat(simulator.maxConcurrent(DefaultWorld.TENANT_ID)).isEqualTo(3);
            assertThat(simulator.maxConcurrent("another")).isZero();
        }
    }
}
