package io.jenkins.plugins.msstore.client;

import static io.jenkins.plugins.msstore.client.StoreFixture.OFFLINE;
import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.SCARCE;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.error.ConflictException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.InventoryPage;
import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.ReclaimMethod;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.SeatsPage;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.HttpVersion;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation against the simulator, over TLS and with tokens from its authority. */
@ExtendWith(StoreFixtureExtension.class)
class OperationsTest {

    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");

    @ParameterizedTest
    @EnumSource(HttpVersion.class)
    void aSeatIsAssignedReadAndReclaimed(HttpVersion version) throws Exception {
        try (StoreSimulator simulator =
                        StoreSimulator.builder().httpVersion(version).start();
                StoreFixture fixture = new StoreFixture(simulator)) {
            StoreClient client = fixture.client();
            Seat assigned = get(client.assignSeat(OPEN, ADA));
            assertThat(assigned.isActive()).isTrue();
            assertThat(assigned.assignedTo()).isEqualTo("ada@contoso.com");
            assertThat(assigned.productKey()).isEqualTo(OPEN);
            assertThat(assigned.dateAssigned()).isNotBlank();
            assertThat(get(client.getSeat(OPEN, ADA))).isEqualTo(assigned);
            assertThat(get(client.reclaimSeat(OPEN, ADA)).isRevoked()).isTrue();
            assertThat(simulator.seats(DefaultWorld.OPEN)).noneMatch(seat -> seat.isActive());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada_fabrikam.com#EXT#@contoso.onmicrosoft.com",
                "ada+store@contoso.com",
                "a/b%2F@contoso.com",
                "Jürgen.Groß@contoso.com",
                "?q=1&x@contoso.com"
            })
    void unusualUserNamesReachTheServiceUnchanged(String userName, StoreSimulator simulator, StoreFixture fixture)
            throws Exception {
        get(fixture.client().assignSeat(OPEN, UserPrincipalName.of(userName)));
        assertThat(simulator.seats(DefaultWorld.OPEN))
                .extracting(seat -> seat.assignedTo())
                .containsExactly(userName);
    }

    @Test
    void aReclaimIsSentAsPostIfSoConfigured() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                        .reclaimMethod(io.jenkins.plugins.msstore.simulator.ReclaimMethod.POST)
                        .start();
                StoreFixture fixture = new StoreFixture(simulator)) {
            simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
            StoreClient client = fixture.client(fixture.tokens())
                    .reclaimMethod(ReclaimMethod.POST)
                    .build();
            assertThat(get(client.reclaimSeat(OPEN, ADA)).isRevoked()).isTrue();
        }
    }

    @Test
    void aUserWithoutASeatIsNotFound(StoreFixture fixture) throws Exception {
        StoreClient client = fixture.client();
        StoreException failure = failure(client.getSeat(OPEN, ADA));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        notFound -> assertThat(notFound.item()).isEqualTo(NotFoundException.Item.SEAT));
        assertThat(get(client.findSeat(OPEN, ADA))).isEmpty();
    }

    @Test
    void aMissingProductIsNotReadAsAMissingSeat(StoreFixture fixture) throws Exception {
        StoreException failure = failure(fixture.client().findSeat(ProductKey.of("9UNKNOWN", "0010"), ADA));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        notFound -> assertThat(notFound.item()).isEqualTo(NotFoundException.Item.INVENTORY));
    }

    @Test
    void anErrorIsOneLineWithEverythingThatSupportAsksFor(StoreFixture fixture) throws Exception {
        StoreException failure = failure(fixture.client().assignSeat(OFFLINE, ADA));
        assertThat(failure).isInstanceOf(ConflictException.class);
        assertThat(failure.getMessage())
                .startsWith("Assign seat, product " + OFFLINE + ", user ada@contoso.com failed: ")
                .containsIgnoringCase("not online")
                .contains("HTTP 409", "MS-CV " + failure.subject().correlationVector())
                .doesNotContain("\n");
        assertThat(failure.messageWithoutUser()).doesNotContain("ada@contoso.com");
    }

    @Test
    void aBulkCallResolvesEveryUser(StoreSimulator simulator, StoreFixture fixture) throws Exception {
        simulator.unknownUsers("nobody@contoso.com");
        BulkSeats result = get(fixture.client()
                .bulkSeats(OPEN, SeatAction.ASSIGN, List.of(ADA, UserPrincipalName.of("nobody@contoso.com"))));
        assertThat(result.seats()).extracting(Seat::assignedTo).containsExactly("ada@contoso.com");
        assertThat(result.failures()).extracting(failed -> failed.userName()).containsExactly("nobody@contoso.com");
        assertThat(result.unresolved()).isEmpty();
    }

    @Test
    void usersWithoutAFreeSeatFailInABulkCall(StoreSimulator simulator, StoreFixture fixture) throws Exception {
        List<UserPrincipalName> users = IntStream.range(0, 5)
                .mapToObj(i -> UserPrincipalName.of("user" + i + "@contoso.com"))
                .toList();
        BulkSeats result = get(fixture.client().bulkSeats(SCARCE, SeatAction.ASSIGN, users));
        assertThat(result.seats()).hasSize(3);
        assertThat(result.failures()).hasSize(2);
        assertThat(simulator.seats(DefaultWorld.SCARCE)).hasSize(3);
    }

    @Test
    void everyFieldOfAnOfflineLicenseIsRead(StoreFixture fixture) throws Exception {
        OfflineLicense license = get(fixture.client().offlineLicense(OFFLINE, ContentId.of(DefaultWorld.CONTENT_ID)));
        assertThat(license.productKey()).isEqualTo(OFFLINE);
        assertThat(license.licenseBlob()).isBase64();
        assertThat(license.requestorId()).isNotBlank();
        assertThat(license.licenseInstanceId()).isNotBlank();
        assertThat(license.toString()).doesNotContain(license.licenseBlob());
    }

    @Test
    void theSeatsOfAProductAreReadPageByPage(StoreSimulator simulator, StoreFixture fixture) throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "bob@contoso.com", "eve@contoso.com");
        StoreClient client = fixture.client();
        SeatsPage first = get(client.seats(OPEN, Optional.empty(), 2));
        assertThat(first.seats()).hasSize(2);
        SeatsPage second = get(client.seats(OPEN, first.continuationToken(), 2));
        assertThat(second.seats()).hasSize(1);
        assertThat(second.continuationToken()).isEmpty();
    }

    @Test
    void theInventoryIsReadPageByPage(StoreFixture fixture) throws Exception {
        StoreClient client = fixture.client();
        InventoryPage first = get(client.inventory(Optional.empty(), 1));
        assertThat(first.entries()).hasSize(1);
        InventoryPage second = get(client.inventory(first.continuationToken(), 1));
        assertThat(second.entries())
                .extracting(entry -> entry.productKey())
                .doesNotContain(first.entries().get(0).productKey());
    }
}
