package io.jenkins.plugins.msstore.client.http;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.UnresolvedSeat;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.error.InterruptedBeforeSendingException;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.SimulatorRequest;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clients of a tenant wait together when the service throttles; the test advances the time. */
class ThrottledTenantTest {

    private static final int MAXIMUM = 8;

    /** The number of tasks that the timer holds for one request that was throttled. */
    private static final int PAUSE_AND_OWN_WAIT = 2;

    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");
    private static final UserPrincipalName BOB = UserPrincipalName.of("bob@contoso.com");

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final HandTimer timer = new HandTimer(thread);
    private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(MAXIMUM, timer, timer::nanoTime);
    private StoreSimulator simulator;
    private StoreFixture fixture;

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder().start();
        fixture = new StoreFixture(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
        fixture.close();
        thread.shutdownNow();
    }

    private StoreClient.Builder client(ConcurrencyLimiter itsLimiter) {
        return client(itsLimiter, fixture.http());
    }

    private StoreClient.Builder client(ConcurrencyLimiter itsLimiter, OkHttpClient http) {
        return StoreClient.builder(
                        StoreEndpoint.of(simulator.storeUrl()),
                        new FixedTokenSource(simulator.issueToken()),
                        http,
                        timer)
                .limiter(itsLimiter)
                .retries(StoreFixture.AT_ONCE);
    }

    private static CompletableFuture<?> look(StoreClient client) {
        return client.findSeat(OPEN, ADA);
    }

    private static List<CompletableFuture<?>> look(StoreClient client, int times) {
        return IntStream.range(0, times)
                .<CompletableFuture<?>>mapToObj(i -> look(client))
                .toList();
    }

    private static void all(List<CompletableFuture<?>> futures) throws Exception {
        get(CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)));
    }

    private static CompletableFuture<BulkSeats> assign(StoreClient client) {
        return client.bulkSeats(OPEN, SeatAction.ASSIGN, List.of(ADA, BOB));
    }

    private void throttle(Operation operation, Duration retryAfter) {
        simulator.fault(FaultRule.on(operation).nth(1).effect(FaultEffect.throttled(retryAfter)));
    }

    private static RetryListener counting(CountDownLatch latch) {
        return (error, wait) -> latch.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void allClientsOfATenantWaitWhenOneIsThrottled() throws Exception {
        throttle(Operation.GET_SEAT, Duration.ofSeconds(60));
        CompletableFuture<?> throttled = look(client(limiter).build());
        timer.awaitTasks(PAUSE_AND_OWN_WAIT);
        CountDownLatch waits = new CountDownLatch(3);
        List<CompletableFuture<?>> others =
                look(client(limiter).listener(counting(waits)).build(), 3);
        await(waits);
        timer.advance(Duration.ofSeconds(60).minusNanos(1));
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(1);
        timer.advance(Duration.ofSeconds(1));
        all(others);
        get(throttled);
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(1 + 3 + 1);
    }

    @Test
    void anotherTenantDoesNotWait() throws Exception {
        throttle(Operation.GET_SEAT, Duration.ofSeconds(60));
        CompletableFuture<?> throttled = look(client(limiter).build());
        timer.awaitTasks(PAUSE_AND_OWN_WAIT);
        all(look(client(new ConcurrencyLimiter(MAXIMUM, timer, timer::nanoTime)).build(), 3));
        assertThat(throttled).isNotDone();
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(4);
    }

    @Test
    void theRefusedRequestIsSentAgainBeforeThoseThatHadNoTurn() throws Exception {
        limiter.setMaxLimit(1);
        throttle(Operation.BULK_SEATS, Duration.ofSeconds(60));
        CompletableFuture<BulkSeats> throttled = assign(client(limiter).build());
        timer.awaitTasks(PAUSE_AND_OWN_WAIT);
        CountDownLatch waits = new CountDownLatch(5);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        OkHttpClient slow = fixture.http()
                .newBuilder()
                .addInterceptor(chain -> {
                    Response answer = chain.proceed(chain.request());
                    await(mayAnswer);
                    return answer;
                })
                .build();
        List<CompletableFuture<?>> others =
                look(client(limiter, slow).listener(counting(waits)).build(), 5);
        await(waits);
        // the pause ends first and one request is sent; the refused request's own wait ends before that one is answered
        timer.advance(Duration.ofSeconds(60));
        thread.submit(mayAnswer::countDown);
        all(others);
        get(throttled);
        assertThat(simulator.requests())
                .extracting(SimulatorRequest::operation)
                .startsWith(Operation.BULK_SEATS, Operation.GET_SEAT, Operation.BULK_SEATS, Operation.GET_SEAT);
    }

    @Test
    void othersGoOnWhereOneRequestIsRefused() throws Exception {
        throttle(Operation.BULK_SEATS, Duration.ofSeconds(1));
        CompletableFuture<BulkSeats> throttled = assign(client(limiter).build());
        timer.awaitTasks(1);
        all(look(client(limiter).build(), 20));
        assertThat(throttled).isNotDone();
        timer.advance(Duration.ofSeconds(1));
        assertThat(get(throttled).seats()).hasSize(2);
    }

    @Test
    void cancelledWaiterIsCertainlyNotSent() throws Exception {
        throttle(Operation.GET_SEAT, Duration.ofSeconds(60));
        look(client(limiter).build());
        timer.awaitTasks(PAUSE_AND_OWN_WAIT);
        CountDownLatch waits = new CountDownLatch(3);
        StoreClient client = client(limiter).listener(counting(waits)).build();
        List<CompletableFuture<BulkSeats>> stopped = List.of(assign(client), assign(client), assign(client));
        await(waits);
        client.cancel();
        for (CompletableFuture<BulkSeats> bulk : stopped) {
            assertThat(get(bulk).unresolved())
                    .hasSize(2)
                    .extracting(UnresolvedSeat::error)
                    .allMatch(InterruptedBeforeSendingException.class::isInstance);
        }
        timer.advance(Duration.ofSeconds(60));
        all(look(client(limiter).build(), 3));
        assertThat(simulator.count(Operation.BULK_SEATS)).isZero();
    }

    @Test
    void cancellingARequestInFlightSendsNoneThatWaitsBehindIt() throws Exception {
        limiter.setMaxLimit(1);
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        StoreClient client = client(limiter).build();
        CompletableFuture<BulkSeats> sent = assign(client);
        StoreFixture.await(() -> simulator.count(Operation.BULK_SEATS) == 1);
        List<CompletableFuture<BulkSeats>> waiting =
                IntStream.range(0, 5000).mapToObj(i -> assign(client)).toList();
        // the thread that starts them has come to the last one
        thread.submit(() -> {}).get();
        client.cancel();
        assertThat(get(sent).unresolved())
                .extracting(UnresolvedSeat::error)
                .allMatch(OutcomeUnknownException.class::isInstance);
        for (CompletableFuture<BulkSeats> bulk : waiting) {
            assertThat(get(bulk).unresolved())
                    .extracting(UnresolvedSeat::error)
                    .allMatch(InterruptedBeforeSendingException.class::isInstance);
        }
        assertThat(simulator.count(Operation.BULK_SEATS)).isEqualTo(1);
    }

    @Test
    void newMaximumHoldsForWaitersToo() throws Exception {
        limiter.setMaxLimit(1);
        CountDownLatch together = new CountDownLatch(3);
        simulator.fault(FaultRule.on(Operation.GET_SEAT).times(3).effect(FaultEffect.meeting(together)));
        List<CompletableFuture<?>> looks = look(client(limiter).build(), 10);
        StoreFixture.await(() -> simulator.count(Operation.GET_SEAT) == 1);
        limiter.setMaxLimit(3);
        all(looks);
        assertThat(simulator.maxConcurrent()).isEqualTo(3);
    }

    @Test
    void operationFailsWithoutBeingSentWhereThePauseLastsTooLong() throws Exception {
        throttle(Operation.GET_SEAT, Duration.ofMinutes(16));
        assertThat(failure(look(client(limiter).build()))).isInstanceOf(ThrottledException.class);
        StoreException failure = failure(assign(client(limiter).build()));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ThrottledException.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(Optional.of(Duration.ofMinutes(16))));
        assertThat(simulator.count(Operation.BULK_SEATS)).isZero();
    }

    @Test
    void aStormOfThrottlingDoesNotEndABulkCall() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).times(50).effect(FaultEffect.status(429)));
        assertThat(get(assign(client(limiter).build())).seats()).hasSize(2);
        assertThat(simulator.count(Operation.BULK_SEATS)).isEqualTo(51);
    }

    @Test
    void aStormOfThrottlingDoesNotEndTheReadBackOfABulkCall() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(FaultEffect.dropAfterApplying()));
        simulator.fault(FaultRule.on(Operation.GET_SEAT).times(50).effect(FaultEffect.status(429)));
        assertThat(get(assign(client(limiter).build())).seats()).hasSize(2);
        assertThat(simulator.count(Operation.BULK_SEATS)).isEqualTo(1);
    }

    @Test
    void otherFailuresOfABulkCallStillCount() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).every(2).effect(FaultEffect.status(500)));
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.status(429)));
        StoreException failure = failure(assign(client(limiter).build()));
        assertThat(failure).isNotInstanceOf(ThrottledException.class);
        assertThat(failure.attempts()).isEqualTo(8);
        assertThat(simulator.count(Operation.BULK_SEATS)).isEqualTo(8);
    }

    @Test
    void aBulkCallThatIsThrottledBeyondItsTimeFailsAsThrottled() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.status(429)));
        StoreClient client = client(limiter)
                .retries(new RetrySettings(6, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .build();
        assertThat(failure(assign(client))).isInstanceOf(ThrottledException.class);
        assertThat(simulator.count(Operation.BULK_SEATS)).isEqualTo(1);
    }

    @Test
    void anOperationOnOneSeatIsTriedAsOftenAsIsSet() throws Exception {
        simulator.fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(FaultEffect.status(429)));
        assertThat(failure(client(limiter).build().assignSeat(OPEN, ADA))).isInstanceOf(ThrottledException.class);
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isEqualTo(4);
    }

    @Test
    void theWaitIsTheOneTheServiceAsksForWithoutJitter() throws Exception {
        throttle(Operation.BULK_SEATS, Duration.ofSeconds(60));
        CompletableFuture<Duration> waited = new CompletableFuture<>();
        StoreClient client = client(limiter)
                .retries(RetrySettings.DEFAULT)
                .listener((error, wait) -> waited.complete(wait.duration()))
                .build();
        CompletableFuture<BulkSeats> bulk = assign(client);
        timer.awaitTasks(PAUSE_AND_OWN_WAIT);
        assertThat(get(waited)).isEqualTo(Duration.ofSeconds(60));
        timer.advance(Duration.ofSeconds(60));
        assertThat(get(bulk).seats()).hasSize(2);
    }
}
