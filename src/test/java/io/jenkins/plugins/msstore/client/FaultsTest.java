package io.jenkins.plugins.msstore.client;

import static io.jenkins.plugins.msstore.client.StoreFixture.OFFLINE;
import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.error.NotAppliedException;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The service's error table: requests that were not applied are repeated; unknown writes are read back first. */
@ExtendWith(StoreFixtureExtension.class)
class FaultsTest {

    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");
    private static final UserPrincipalName BOB = UserPrincipalName.of("bob@contoso.com");

    private StoreSimulator simulator;
    private StoreFixture fixture;

    @BeforeEach
    void start(StoreSimulator started, StoreFixture clients) {
        simulator = started;
        fixture = clients;
    }

    /** The service says that nothing was applied. */
    static Stream<FaultEffect> notApplied() {
        return Stream.of(
                FaultEffect.status(429),
                FaultEffect.throttled(Duration.ZERO),
                FaultEffect.status(503).retryAfter(Duration.ZERO));
    }

    /** Faults whose answer does not show whether the request was applied, each with whether it was. */
    static Stream<Arguments> outcomeUnknown() {
        Stream<FaultEffect> noAnswer = Stream.of(
                FaultEffect.drop(),
                FaultEffect.reset(),
                FaultEffect.status(500),
                FaultEffect.status(502),
                FaultEffect.status(503),
                FaultEffect.status(504),
                FaultEffect.status(408));
        Stream<FaultEffect> unreadableAnswer = Stream.of(
                FaultEffect.cutOff(),
                FaultEffect.halfJson(),
                FaultEffect.garbage(),
                FaultEffect.html(),
                FaultEffect.emptyBody());
        return Stream.concat(
                noAnswer.flatMap(
                        effect -> Stream.of(Arguments.of(effect, false), Arguments.of(effect.afterApplying(), true))),
                unreadableAnswer.map(effect -> Arguments.of(effect, true)));
    }

    private void assertActive(UserPrincipalName... users) {
        assertThat(simulator.seats(DefaultWorld.OPEN))
                .filteredOn(seat -> seat.isActive())
                .extracting(seat -> seat.assignedTo())
                .containsExactlyInAnyOrder(
                        Stream.of(users).map(UserPrincipalName::text).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("notApplied")
    void aWriteThatWasNotAppliedIsSentAgainWithoutAReadBack(FaultEffect effect) throws Exception {
        simulator.fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(effect));
        assertThat(get(fixture.client().assignSeat(OPEN, ADA)).isActive()).isTrue();
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isEqualTo(2);
        assertThat(simulator.count(Operation.GET_SEAT)).isZero();
        assertActive(ADA);
    }

    @ParameterizedTest
    @MethodSource("outcomeUnknown")
    void anAssignWithUnknownOutcomeIsSentAgainOnlyIfTheReadBackFindsNoSeat(FaultEffect effect, boolean applied)
            throws Exception {
        simulator.fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(effect));
        assertThat(get(fixture.client().assignSeat(OPEN, ADA)).isActive()).isTrue();
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isEqualTo(applied ? 1 : 2);
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(1);
        assertActive(ADA);
    }

    @ParameterizedTest
    @MethodSource("outcomeUnknown")
    void aReclaimWithUnknownOutcomeIsSentAgainOnlyIfTheReadBackFindsASeat(FaultEffect effect, boolean applied)
            throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
        simulator.fault(FaultRule.on(Operation.RECLAIM_SEAT).nth(1).effect(effect));
        Seat seat = get(fixture.client().reclaimSeat(OPEN, ADA));
        assertThat(seat.state()).isEqualTo(Seat.REVOKED);
        assertThat(simulator.count(Operation.RECLAIM_SEAT)).isEqualTo(applied ? 1 : 2);
        assertActive();
    }

    @ParameterizedTest
    @MethodSource("outcomeUnknown")
    void everyUserOfABulkCallWithUnknownOutcomeIsReadBack(FaultEffect effect, boolean applied) throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(effect));
        BulkSeats result = get(fixture.client().bulkSeats(OPEN, SeatAction.ASSIGN, List.of(ADA, BOB)));
        assertThat(result.seats()).extracting(Seat::assignedTo).containsExactlyInAnyOrder(ADA.text(), BOB.text());
        assertThat(simulator.count(Operation.BULK_SEATS)).isEqualTo(applied ? 1 : 2);
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(2);
        assertActive(ADA, BOB);
    }

    /** A call that can no longer be recorded in the journal must not be sent. */
    @Test
    void aBulkCallWhoseCallbackReturnsFalseIsNotSent() throws Exception {
        assertThat(failure(fixture.client().bulkSeats(OPEN, SeatAction.ASSIGN, List.of(ADA), () -> false)))
                .isInstanceOf(UnreachableException.class);
        assertThat(simulator.count(Operation.BULK_SEATS)).isZero();
        assertThat(simulator.seats(DefaultWorld.OPEN)).isEmpty();
    }

    @Test
    void aReclaimThatTheReadBackConfirmsIsRevoked() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
        simulator.fault(FaultRule.on(Operation.RECLAIM_SEAT).nth(1).effect(FaultEffect.dropAfterApplying()));
        Seat seat = get(fixture.client().reclaimSeat(OPEN, ADA));
        assertThat(seat.isRevoked()).isTrue();
        assertThat(seat.productKey()).isEqualTo(OPEN);
    }

    static Stream<FaultEffect> retryable() {
        return Stream.concat(
                notApplied(),
                Stream.of(
                        FaultEffect.drop(),
                        FaultEffect.status(500),
                        FaultEffect.status(503),
                        FaultEffect.status(408),
                        FaultEffect.cutOff(),
                        FaultEffect.halfJson()));
    }

    @ParameterizedTest
    @MethodSource("retryable")
    void aReadIsSentAgain(FaultEffect effect) throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
        simulator.fault(FaultRule.on(Operation.GET_SEAT).nth(1).effect(effect));
        assertThat(get(fixture.client().getSeat(OPEN, ADA)).isActive()).isTrue();
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("retryable")
    void aRequestForALicenseIsSentAgain(FaultEffect effect) throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_OFFLINE_LICENSE).nth(1).effect(effect));
        assertThat(get(fixture.client().offlineLicense(OFFLINE, ContentId.of(DefaultWorld.CONTENT_ID)))
                        .licenseBlob())
                .isNotBlank();
        assertThat(simulator.count(Operation.GET_OFFLINE_LICENSE)).isEqualTo(2);
    }

    static Stream<Arguments> rejected() {
        return Stream.of(
                Arguments.of(FaultEffect.status(400), "HTTP 400"),
                Arguments.of(FaultEffect.status(403), "HTTP 403"),
                Arguments.of(FaultEffect.status(409), "HTTP 409"),
                Arguments.of(FaultEffect.redirect("https://elsewhere.example/login"), "redirect"));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void aRejectedWriteIsSentOnce(FaultEffect effect, String shown) throws Exception {
        simulator.fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(effect));
        StoreException failure = failure(fixture.client().assignSeat(OPEN, ADA));
        assertThat(failure.outcome()).isEqualTo(WriteOutcome.REJECTED);
        assertThat(failure).hasMessageContaining(shown);
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isEqualTo(1);
    }

    @Test
    void theErrorOfAnOperationThatIsGivenUpNamesItsAttempts() throws Exception {
        simulator.fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(FaultEffect.status(500)));
        StoreException failure = failure(fixture.client().assignSeat(OPEN, ADA));
        assertThat(failure).isInstanceOf(NotAppliedException.class).hasMessageContaining("after 4 attempts");
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isEqualTo(4);
        assertActive();
    }

    @Test
    void aWriteThatCannotBeReadBackStaysUnknown() throws Exception {
        simulator.fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(FaultEffect.dropAfterApplying()));
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.status(500)));
        StoreException failure = failure(fixture.client().assignSeat(OPEN, ADA));
        assertThat(failure).isInstanceOf(OutcomeUnknownException.class).hasMessageContaining("outcome unknown");
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isEqualTo(1);
    }

    @Test
    void usersMissingInABulkAnswerAreReadBack() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(FaultEffect.bulkForgetsUser()));
        BulkSeats result = get(fixture.client().bulkSeats(OPEN, SeatAction.ASSIGN, List.of(ADA, BOB)));
        assertThat(result.seats()).hasSize(2);
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(1);
    }

    @Test
    void usersWhoSucceededAndFailedInABulkAnswerAreReadBack() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(FaultEffect.bulkContradictsItself()));
        BulkSeats result = get(fixture.client().bulkSeats(OPEN, SeatAction.ASSIGN, List.of(ADA, BOB)));
        assertThat(result.seats()).hasSize(2);
        assertThat(result.failures()).isEmpty();
        assertThat(simulator.count(Operation.GET_SEAT)).isPositive();
    }

    @Test
    void usersWhoWereNotRequestedAreIgnored() throws Exception {
        simulator.fault(
                FaultRule.on(Operation.BULK_SEATS).nth(1).effect(FaultEffect.bulkAddsUser("eve@elsewhere.example")));
        BulkSeats result = get(fixture.client().bulkSeats(OPEN, SeatAction.ASSIGN, List.of(ADA, BOB)));
        assertThat(result.seats()).extracting(Seat::assignedTo).containsExactlyInAnyOrder(ADA.text(), BOB.text());
    }

    static Stream<FaultEffect> wrongAnswers() {
        return Stream.of(
                FaultEffect.answerForUser("eve@elsewhere.example"),
                FaultEffect.answerForProduct(DefaultWorld.GENEROUS),
                FaultEffect.answerState("Revoked"));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void anAnswerForAnotherUserOrProductOrStateIsAnError(FaultEffect effect) throws Exception {
        simulator.fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(effect));
        assertThat(failure(fixture.client().assignSeat(OPEN, ADA))).isInstanceOf(UnexpectedAnswerException.class);
    }

    @Test
    void aReclaimThatIsAnsweredWithAnActiveSeatIsAnError() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
        simulator.fault(FaultRule.on(Operation.RECLAIM_SEAT).effect(FaultEffect.answerState("Active")));
        assertThat(failure(fixture.client().reclaimSeat(OPEN, ADA)))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("Active");
    }

    @Test
    void anUnknownStateIsKeptAsText() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.answerState("Suspended")));
        simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
        assertThat(get(fixture.client().getSeat(OPEN, ADA)).state()).isEqualTo("Suspended");
    }

    @Test
    void theErrorOfAWebPageNamesItsMediaType() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
        simulator.fault(FaultRule.onStore().effect(FaultEffect.html()));
        assertThat(failure(fixture.client().getSeat(OPEN, ADA))).hasMessageContaining("text/html");
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(1);
    }

    @Test
    void noPartOfALicenseIsShownIfTheAnswerCannotBeRead() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_OFFLINE_LICENSE)
                .effect(FaultEffect.status(200).body("application/json", "{\"licenseBlob\": \"PExpY2Vuc2U+\" broken")));
        assertThat(failure(fixture.client().offlineLicense(OFFLINE, ContentId.of(DefaultWorld.CONTENT_ID))))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageNotContaining("PExpY2Vuc2U");
    }

    @Test
    void theWaitThatTheServiceRequestsIsNeverShortened() throws Exception {
        List<Duration> waits = new ArrayList<>();
        simulator.fault(FaultRule.on(Operation.GET_SEAT).nth(1).effect(FaultEffect.throttled(Duration.ofSeconds(1))));
        simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
        StoreClient client = fixture.client(fixture.tokens())
                .listener((error, wait) -> waits.add(wait.duration()))
                .build();
        get(client.getSeat(OPEN, ADA));
        assertThat(waits).hasSize(1).allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) >= 0);
    }

    @Test
    void anOperationIsGivenUpIfItsNextWaitWouldEndAfterItsBudget() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.throttled(Duration.ofMinutes(16))));
        StoreException failure = failure(fixture.client().getSeat(OPEN, ADA));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ThrottledException.class,
                        throttled -> assertThat(throttled.retryAfter()).contains(Duration.ofMinutes(16)));
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(1);
    }

    @Test
    void aServiceThatDoesNotListenIsUnreachable() throws Exception {
        String url = simulator.storeUrl();
        var tokens = fixture.tokens();
        get(tokens.token());
        // a connection that is being closed could still take a request
        fixture.http().connectionPool().evictAll();
        simulator.close();
        StoreClient client = StoreClient.builder(StoreEndpoint.of(url), tokens, fixture.http(), fixture.timer())
                .retries(StoreFixture.AT_ONCE)
                .build();
        StoreException failure = failure(client.assignSeat(OPEN, ADA));
        assertThat(failure).isInstanceOf(UnreachableException.class);
        assertThat(failure.attempts()).isEqualTo(4);
    }

    @Test
    void aServiceWithAnUntrustedCertificateIsUnreachable() throws Exception {
        StoreClient client = StoreClient.builder(
                        StoreEndpoint.of(simulator.storeUrl()),
                        new FixedTokenSource("token"),
                        new OkHttpClient(),
                        fixture.timer())
                .retries(StoreFixture.AT_ONCE)
                .build();
        assertThat(failure(client.assignSeat(OPEN, ADA)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("SSLHandshakeException");
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isZero();
    }

    @Test
    void theOutcomeAfterATimeoutIsUnknown() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.slow(Duration.ofMinutes(1))));
        StoreClient client = fixture.client(fixture.tokens())
                .timeout(Duration.ofMillis(300))
                .retries(new RetrySettings(1, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)))
                .build();
        assertThat(failure(client.getSeat(OPEN, ADA))).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void cancellingEndsAWait() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.throttled(Duration.ofMinutes(10))));
        StoreClient client = fixture.client(fixture.tokens())
                .listener((error, wait) -> waiting.countDown())
                .build();
        CompletableFuture<Seat> seat = client.getSeat(OPEN, ADA);
        waiting.await();
        client.cancel();
        assertThat(seat)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .isInstanceOf(CancellationException.class);
        assertThat(client.getSeat(OPEN, ADA)).failsWithin(Duration.ofSeconds(30));
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(1);
    }
}
