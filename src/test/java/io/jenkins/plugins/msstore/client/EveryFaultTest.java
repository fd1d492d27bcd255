package io.jenkins.plugins.msstore.client;

import static io.jenkins.plugins.msstore.client.StoreFixture.OFFLINE;
import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.SimulatorRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation except the bulk call meets every fault; its result agrees with the service's seats. */
class EveryFaultTest extends SharedSimulatorTest {

    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");
    private static final ContentId CONTENT = ContentId.of(DefaultWorld.CONTENT_ID);

    /** The operations, and whether ada has a seat before and after each. */
    enum Call {
        ASSIGN(Operation.ASSIGN_SEAT, false, true, client -> client.assignSeat(OPEN, ADA)),
        RECLAIM(Operation.RECLAIM_SEAT, true, false, client -> client.reclaimSeat(OPEN, ADA)),
        GET(Operation.GET_SEAT, true, true, client -> client.getSeat(OPEN, ADA)),
        LICENSE(
                Operation.GET_OFFLINE_LICENSE,
                false,
                false,
                client -> client.offlineLicense(OFFLINE, CONTENT),
                Fault.OTHER_USER),
        INVENTORY(
                Operation.GET_INVENTORY,
                client -> client.inventory(Optional.empty(), 25),
                Fault.OTHER_USER,
                Fault.OTHER_PRODUCT),
        SEATS(Operation.GET_SEATS, true, true, client -> client.seats(OPEN, Optional.empty(), 25), Fault.OTHER_USER),
        USER_SEATS(
                Operation.GET_USER_SEATS,
                true,
                true,
                client -> client.userSeats(ADA, Optional.empty(), 25),
                Fault.OTHER_PRODUCT),
        PRODUCT(Operation.GET_PRODUCT, client -> client.products().details(OPEN), Fault.OTHER_USER),
        TEXTS(
                Operation.GET_LOCALIZED_DETAILS,
                client -> client.products().localizedDetails(OPEN, Language.of("en-us")),
                Fault.OTHER_USER,
                Fault.OTHER_PRODUCT),
        PACKAGES(
                Operation.GET_PACKAGES,
                client -> client.products().packages(OFFLINE),
                Fault.OTHER_USER,
                Fault.OTHER_PRODUCT),
        PACKAGE(
                Operation.GET_PACKAGE,
                client -> client.products().onePackage(OFFLINE, DefaultWorld.KIOSK_X64.packageId()),
                Fault.OTHER_USER,
                Fault.OTHER_PRODUCT);

        private final Operation operation;
        private final boolean seatBefore;
        private final boolean seatAfter;
        private final Function<StoreClient, CompletableFuture<?>> begin;

        /** The faults that do not concern the answers of this operation. */
        private final List<Fault> harmless;

        Call(Operation operation, Function<StoreClient, CompletableFuture<?>> begin, Fault... harmless) {
            this(operation, false, false, begin, harmless);
        }

        Call(
                Operation operation,
                boolean seatBefore,
                boolean seatAfter,
                Function<StoreClient, CompletableFuture<?>> begin,
                Fault... harmless) {
            this.operation = operation;
            this.seatBefore = seatBefore;
            this.seatAfter = seatAfter;
            this.begin = begin;
            this.harmless = List.of(harmless);
        }

        boolean isWrite() {
            return seatBefore != seatAfter;
        }
    }

    private StoreClient client(Fault fault) {
        return fixture.client(new FixedTokenSource(simulator.issueToken()))
                .timeout(fault.isSlow() ? Duration.ofMillis(500) : Duration.ofSeconds(20))
                .retries(new RetrySettings(2, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(15)))
                .build();
    }

    private static void seatBefore(Call call) {
        if (call.seatBefore) {
            simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
        }
    }

    private static boolean isSeated() {
        return simulator.seats(DefaultWorld.OPEN).stream().anyMatch(seat -> seat.isActive());
    }

    private static long performed(Operation operation) {
        return simulator.requests(operation).stream()
                .filter(SimulatorRequest::performed)
                .count();
    }

    /** The lasting faults, without those that take a timeout each time. */
    static Stream<Arguments> lasting() {
        return table().filter(row -> !((Fault) row.get()[1]).isSlow());
    }

    /** A write that is answered for another user is an error in any case, applied or not. */
    static Stream<Arguments> table() {
        return Stream.of(Call.values())
                .flatMap(call -> Stream.of(Fault.values())
                        .filter(fault -> call.isWrite() || !fault.concernsWritesAlone())
                        .filter(fault -> !fault.isAboutSomethingElse() || !call.isWrite())
                        .map(fault -> Arguments.of(call, fault)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void aSingleFaultCostsNoMoreThanItMust(Call call, Fault fault) throws Exception {
        seatBefore(call);
        simulator.fault(FaultRule.on(call.operation).times(1).effect(fault.effect()));
        CompletableFuture<?> answer = call.begin.apply(client(fault));
        boolean endsIt =
                switch (fault.lasting()) {
                    case NOT_AT_ALL, ATTEMPT, TIMEOUT -> false;
                    case READ_BACK -> !call.isWrite();
                    case OPERATION -> true;
                };
        if (endsIt && !isHarmless(call, fault)) {
            StoreException failure = failure(answer);
            if (call.isWrite()) {
                assertThat(failure.outcome())
                        .isEqualTo(fault.closesTheTenant() ? WriteOutcome.NOT_APPLIED : WriteOutcome.REJECTED);
            }
            assertThat(isSeated()).isEqualTo(call.seatBefore);
            assertThat(simulator.requests(call.operation)).hasSize(1);
        } else {
            assertThat(get(answer)).isNotNull();
            assertThat(isSeated()).isEqualTo(call.seatAfter);
        }
        if (call.isWrite()) {
            assertThat(performed(call.operation)).as("carried out").isLessThanOrEqualTo(1);
        }
    }

    private static boolean isHarmless(Call call, Fault fault) {
        return call.harmless.contains(fault);
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void anErrorAfterALastingFaultIsTrue(Call call, Fault fault) throws Exception {
        seatBefore(call);
        simulator.fault(FaultRule.on(call.operation).effect(fault.effect()));
        CompletableFuture<?> answer = call.begin.apply(client(fault));
        get(answer.handle((value, error) -> true));
        if (answer.isCompletedExceptionally()) {
            // the read-back shows the outcome of a write
            StoreException failure = failure(answer);
            assertThat(isSeated()).as("%s", failure).isEqualTo(call.seatBefore);
            if (call.isWrite()) {
                assertThat(failure.outcome()).as("%s", failure).isNotEqualTo(WriteOutcome.UNKNOWN);
            }
        } else {
            assertThat(isSeated()).isEqualTo(call.seatAfter);
            assertThat(call.isWrite() || fault.lasting() == Fault.Lasting.NOT_AT_ALL || isHarmless(call, fault))
                    .isTrue();
        }
        if (call.isWrite()) {
            assertThat(performed(call.operation)).as("carried out").isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void aTokenThatHasExpiredIsRenewed(Call call) throws Exception {
        seatBefore(call);
        var tokens = fixture.tokens();
        get(tokens.token());
        simulator.expireTokens();
        assertThat(get(call.begin.apply(fixture.client(tokens).build()))).isNotNull();
        assertThat(isSeated()).isEqualTo(call.seatAfter);
        assertThat(simulator.requests(call.operation)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void withoutATokenNothingIsSent(Call call) throws Exception {
        seatBefore(call);
        simulator.fault(FaultRule.on(Operation.TOKEN).effect(FaultEffect.status(500)));
        StoreException failure = failure(call.begin.apply(fixture.client()));
        assertThat(failure.outcome()).isEqualTo(WriteOutcome.NOT_APPLIED);
        assertThat(isSeated()).isEqualTo(call.seatBefore);
        assertThat(simulator.requests(call.operation)).isEmpty();
    }

    private StoreClient clientOf(String url, OkHttpClient http) {
        return StoreClient.builder(StoreEndpoint.of(url), new FixedTokenSource("token"), http, fixture.timer())
                .retries(StoreFixture.AT_ONCE)
                .build();
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void aHostWithoutAnAddressIsUnreachable(Call call) throws Exception {
        assertThat(failure(call.begin.apply(clientOf("https://store.invalid", new OkHttpClient()))))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("UnknownHostException");
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void aServiceWithAnUntrustedCertificateIsUnreachable(Call call) throws Exception {
        // the authority of the simulator speaks TLS
        assertThat(failure(call.begin.apply(clientOf(simulator.authorityUrl(), new OkHttpClient()))))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("SSLHandshakeException");
        assertThat(simulator.requests()).isEmpty();
    }
}
