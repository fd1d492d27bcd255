package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.simulator.RawClient.Reply;
import java.net.http.HttpClient.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SimulatorExtension.class)
class SeatOperationsTest {
    private static final String OPEN_SEATS = "/V1/Inventory/9NBLGGH4R2R6/0016/Seats";
    private static final String SCARCE_SEATS = "/V1/Inventory/9WZDNCRFJ3TJ/0012/Seats";
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

    @ParameterizedTest
    @EnumSource(Version.class)
    void aSeatIsAssignedReadAndReclaimed(Version version) throws Exception {
        try (StoreSimulator simulator =
                StoreSimulator.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start()) {
            RawClient client = new RawClient(simulator, version);

            Reply assigned = client.post(OPEN_SEATS + "/ada@contoso.example");

            assertThat(assigned.status()).isEqualTo(200);
            assertThat(assigned.response().version()).isEqualTo(version);
            assertThat(assigned.json().toString())
                    .isEqualTo(
                            "{\"assignedTo\":\"ada@contoso.example\",\"dateAssigned\":\"2026-02-03T04:05:06.789Z\","
                                    + "\"state\":\"Active\",\"productKey\":{\"productId\":\"9NBLGGH4R2R6\",\"skuId\":\"0016\"}}");
            assertThat(simulator.seats(DefaultWorld.OPEN))
                    .containsExactly(new Seat("ada@contoso.example", SeatState.ACTIVE, NOW));
            assertThat(client.get(OPEN_SEATS + "/ada@contoso.example").text()).isEqualTo(assigned.text());

            Reply reclaimed = client.delete(OPEN_SEATS + "/ada@contoso.example");

            assertThat(reclaimed.json().path("state").asText()).isEqualTo("Revoked");
            assertThat(simulator.seats(DefaultWorld.OPEN)).isEmpty();
            Reply gone = client.get(OPEN_SEATS + "/ada@contoso.example");
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.json().path("data").path("itemType").asText()).isEqualTo("Seat");
            assertThat(gone.json().path("data").path("value").asText())
                    .isEqualTo("9NBLGGH4R2R6/0016/ada@contoso.example");
        }
    }

    @Test
    void aSeatThatIsAssignedAgainKeepsItsDate(StoreSimulator simulator) throws Exception {
        RawClient client = new RawClient(simulator, Version.HTTP_1_1);
        String first = client.post(OPEN_SEATS + "/ada@contoso.example").text();

        assertThat(client.post(OPEN_SEATS + "/ADA@Contoso.example").text()).isEqualTo(first);
        assertThat(simulator.seats(DefaultWorld.OPEN)).hasSize(1);
    }

    @Test
    void aRevokedSeatIsReturnedIfSoConfigured() throws Exception {
        try (StoreSimulator simulator =
                StoreSimulator.builder().revokedSeats(RevokedSeats.SHOWN).start()) {
            simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.example");
            RawClient client = new RawClient(simulator, Version.HTTP_1_1);
            client.delete(OPEN_SEATS + "/ada@contoso.example");

            Reply seat = client.get(OPEN_SEATS + "/ada@contoso.example");

            assertThat(seat.status()).isEqualTo(200);
            assertThat(seat.json().path("state").asText()).isEqualTo("Revoked");
            assertThat(client.delete(OPEN_SEATS + "/ada@contoso.example").status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ada_fabrikam.com%23EXT%23@contoso.onmicrosoft.com, ada_fabrikam.com#EXT#@contoso.onmicrosoft.com",
        "a%2Fb%25c%40contoso.example, a/b%c@contoso.example",
        "a%2Bb@contoso.example, a+b@contoso.example",
        "a+b@contoso.example, a+b@contoso.example",
        "%C3%A4%C3%B6%F0%9F%98%80@contoso.example, äö😀@contoso.example"
    })
    void eachSegmentIsDecodedOnItsOwn(String encoded, String userName, StoreSimulator simulator) throws Exception {
        for (Version version : Version.values()) {
            new RawClient(simulator, version).post(OPEN_SEATS + "/" + encoded);
        }

        assertThat(simulator.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .containsExactly(userName);
    }

    @ParameterizedTest
    @CsvSource({
        "/V1/Inventory/9NBLGGH00000/0016/Seats/ada@contoso.example, Inventory, 9NBLGGH00000/0016",
        "/V1/Inventory/9MSPC6MP8FM4/0010/Seats/ada@contoso.example, Inventory, 9MSPC6MP8FM4/0010",
        "/V1/Inventory/9NBLGGH4R2R6/0016/Seats/eve@contoso.example, User, eve@contoso.example",
        "/V1/Inventory/9NBLGGH4R2R6/0016/Seats/EVE@contoso.example, User, EVE@contoso.example"
    })
    void a404NamesWhatWasNotFound(String path, String itemType, String value) throws Exception {
        try (StoreSimulator simulator =
                StoreSimulator.builder().unknownUsers("eve@contoso.example").start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);

            for (Reply reply : List.of(client.get(path), client.post(path), client.delete(path))) {
                assertThat(reply.status()).isEqualTo(404);
                assertThat(reply.json().path("code").asText()).isEqualTo("NotFound");
                assertThat(reply.json().path("data").path("itemType").asText()).isEqualTo(itemType);
                assertThat(reply.json().path("data").path("value").asText()).isEqualTo(value);
            }
        }
    }

    @Test
    void anOfflineProductHasNoSeats(StoreSimulator simulator) throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2)
                .post("/V1/Inventory/9NBLGGH516XP/0016/Seats/ada@contoso.example");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("data").path("reason").asText()).isEqualTo("Not online");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "@contoso.example",
                "ada@",
                "a%0Ab@contoso.example",
                "a%20b@contoso.example",
                "a@b@contoso.example",
                "Ada%20%3Cada@contoso.example%3E",
                "ada%7Cx@contoso.example",
                "ada@contoso.example%3B"
            })
    void aUserNameThatIsNoUpnIsRejected(String user, StoreSimulator simulator) throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2).post(OPEN_SEATS + "/" + user);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("data").path("parameterName").asText()).isEqualTo("userName");
    }

    @Test
    void onlyTheConfiguredUsersAreKnown() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .onlyUsers(List.of("ada@contoso.example"))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);

            assertThat(client.post(OPEN_SEATS + "/Ada@contoso.example").status())
                    .isEqualTo(200);
            assertThat(client.post(OPEN_SEATS + "/bob@contoso.example").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void theConfiguredMethodReclaims() throws Exception {
        try (StoreSimulator simulator =
                StoreSimulator.builder().reclaimMethod(ReclaimMethod.POST).start()) {
            simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.example");
            RawClient client = new RawClient(simulator, Version.HTTP_1_1);

            assertThat(client.delete(OPEN_SEATS + "/ada@contoso.example").status())
                    .isEqualTo(405);
            assertThat(client.post(OPEN_SEATS + "/ada@contoso.example")
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("Revoked");
            assertThat(simulator.count(Operation.RECLAIM_SEAT)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"usernames\": [%s], \"seatAction\": \"assign\"}",
                "{\"UserNames\": [%s], \"SeatAction\": \"Assign\", \"more\": 1}"
            })
    void aBulkRequestMayHaveAnyCase(String body) throws Exception {
        try (StoreSimulator simulator =
                StoreSimulator.builder().unknownUsers("eve@contoso.example").start()) {
            String users = "\"ada@contoso.example\", \"eve@contoso.example\", \"bob\", \"Ada@contoso.example\"";

            Reply reply = new RawClient(simulator, Version.HTTP_2).post(OPEN_SEATS, String.format(body, users));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("seatDetails")).hasSize(1);
            assertThat(reply.json()
                            .path("seatDetails")
                            .path(0)
                            .path("productKey")
                            .path("productId")
                            .asText())
                    .isEqualTo("9NBLGGH4R2R6");
            assertThat(reply.json().path("failedSeatOperations"))
                    .extracting(failure -> failure.path("userName").asText() + ": "
                            + failure.path("failureReason").asText())
                    .containsExactly("eve@contoso.example: User not found", "bob: Invalid userName");
            assertThat(simulator.seats("9nblggh4r2r6", "0016")).hasSize(1);
        }
    }

    @Test
    void seatsAreReclaimedInBulk(StoreSimulator simulator) throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.example", "bob@contoso.example");

        Reply reply = new RawClient(simulator, Version.HTTP_2)
                .post(
                        OPEN_SEATS,
                        "{\"usernames\": [\"ada@contoso.example\", \"cyd@contoso.example\"],"
                                + " \"seatAction\": \"reclaim\"}");

        assertThat(reply.json().path("seatDetails").path(0).path("state").asText())
                .isEqualTo("Revoked");
        assertThat(reply.json()
                        .path("failedSeatOperations")
                        .path(0)
                        .path("failureReason")
                        .asText())
                .isEqualTo("Seat not found");
        assertThat(simulator.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .containsExactly("bob@contoso.example");
    }

    @Test
    void aBulkRequestHasAtMost25Users(StoreSimulator simulator) throws Exception {
        RawClient client = new RawClient(simulator, Version.HTTP_2);

        assertThat(client.post(OPEN_SEATS, bulk(26)).status()).isEqualTo(400);
        assertThat(simulator.seats(DefaultWorld.OPEN)).isEmpty();
        assertThat(client.post(OPEN_SEATS, bulk(25)).status()).isEqualTo(200);
        assertThat(simulator.seats(DefaultWorld.OPEN)).hasSize(25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usernames | {\"usernames\": [], \"seatAction\": \"assign\"}",
                "seatAction | {\"usernames\": [\"ada@contoso.example\"], \"seatAction\": \"grant\"}",
                "seatAction | {\"usernames\": [\"ada@contoso.example\"]}",
                "body | {\"usernames\": [\"ada@contoso.example\"",
                "body | []"
            })
    void aMalformedBulkRequestIsRejected(String parameter, String body, StoreSimulator simulator) throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2).post(OPEN_SEATS, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("data").path("parameterName").asText()).isEqualTo(parameter);
    }

    @Test
    void concurrentRequestsAssignNoMoreSeatsThanAvailable(StoreSimulator simulator) throws Exception {
        RawClient client = new RawClient(simulator, Version.HTTP_2);
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int user = 0; user < 40; user++) {
            replies.add(client.postLater(SCARCE_SEATS + "/user" + user + "@contoso.example"));
        }

        assertThat(replies.stream().map(reply -> reply.join().status()).collect(Collectors.toList()))
                .containsOnly(200, 409)
                .filteredOn(status -> status == 200)
                .hasSize(3);
        assertThat(simulator.seats(DefaultWorld.SCARCE)).hasSize(3);

        String holder = simulator.seats(DefaultWorld.SCARCE).get(0).assignedTo();
        client.delete(SCARCE_SEATS + "/" + holder);
        assertThat(client.post(SCARCE_SEATS + "/new@contoso.example").status()).isEqualTo(200);
    }

    @Test
    void usersWithoutAFreeSeatFailInABulkRequest(StoreSimulator simulator) throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2).post(SCARCE_SEATS, bulk(5));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("seatDetails")).hasSize(3);
        assertThat(reply.json().path("failedSeatOperations"))
                .hasSize(2)
                .allSatisfy(failure ->
                        assertThat(failure.path("failureReason").asText()).isEqualTo("No available seats"));
    }

    @Test
    void theSeatsOfAProductHavePages(StoreSimulator simulator) throws Exception {
        for (int user = 0; user < 60; user++) {
            simulator.assignSeats(DefaultWorld.OPEN, String.format("user%02d@contoso.example", user));
        }
        RawClient client = new RawClient(simulator, Version.HTTP_2);

        Reply first = client.get(OPEN_SEATS);
        Reply second = client.get(OPEN_SEATS + "?maxResults=35&continuationToken="
                + first.json().path("continuationToken").asText());

        assertThat(first.json().path("seats")).hasSize(25);
        assertThat(second.json().path("seats")).hasSize(35);
        assertThat(second.json().path("seats").path(0).path("assignedTo").asText())
                .isEqualTo("user25@contoso.example");
        assertThat(second.json().has("continuationToken")).isFalse();
        assertThat(client.get(OPEN_SEATS + "?maxResults=100").json().path("seats"))
                .hasSize(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxResults=0", "maxResults=101", "maxResults=many", "continuationToken=xyz"})
    void anInvalidPageIsRejected(String query, StoreSimulator simulator) throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2).get(OPEN_SEATS + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("data").path("parameterName").asText())
                .isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void theSeatsOfAUserHavePages(StoreSimulator simulator) throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.example", "bob@contoso.example");
        simulator.assignSeats(DefaultWorld.SCARCE, "ada@contoso.example");
        RawClient client = new RawClient(simulator, Version.HTTP_2);

        Reply first = client.get("/V1/Users/Ada@contoso.example/Seats?maxResults=1");
        Reply second = client.get("/V1/Users/ada@contoso.example/Seats?maxResults=1&continuationToken="
                + first.json().path("continuationToken").asText());

        assertThat(first.json().path("seats")).hasSize(1);
        assertThat(second.json().path("seats")).hasSize(1);
        assertThat(List.of(first, second))
                .extracting(reply -> reply.json()
                        .path("seats")
                        .path(0)
                        .path("productKey")
                        .path("productId")
                        .asText())
                .containsExactlyInAnyOrder("9NBLGGH4R2R6", "9WZDNCRFJ3TJ");
        assertThat(second.json().has("continuationToken")).isFalse();
    }

    @Test
    void pathsBeginWithTheConfiguredPrefix() throws Exception {
        try (StoreSimulator simulator =
                StoreSimulator.builder().pathPrefix("/gateway/mts").start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);

            assertThat(simulator.storeUrl()).endsWith("/gateway/mts");
            assertThat(client.post(OPEN_SEATS + "/ada@contoso.example").status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/V2/Inventory", "/v1/Inventory", "/V1/Inventory/9NBLGGH4R2R6", "/V1/Inventory/", "/"})
    void otherPathsAreNotFound(String path, StoreSimulator simulator) throws Exception {
        assertThat(new RawClient(simulator, Version.HTTP_2).get(path).status()).isEqualTo(404);
        assertThat(simulator.count(Operation.UNKNOWN)).isEqualTo(1);
    }

    private static String bulk(int users) {
        return IntStream.range(0, users)
                .mapToObj(user -> "\"user" + user + "@contoso.example\"")
                .collect(Collectors.joining(", ", "{\"usernames\": [", "], \"seatAction\": \"assign\"}"));
    }
}
