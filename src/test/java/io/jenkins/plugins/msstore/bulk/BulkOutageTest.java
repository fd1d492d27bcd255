package io.jenkins.plugins.msstore.bulk;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.TcpForwarder;
import io.jenkins.plugins.msstore.client.auth.AccessToken;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.auth.TokenException;
import io.jenkins.plugins.msstore.client.auth.TokenSource;
import io.jenkins.plugins.msstore.client.http.RetryListener;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.simulator.SimulatorRequest;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bulk operations whose service cannot be reached for a while, in the middle of a request: users that cannot be read back then
 * are read back when the service is reached again.
 */
class BulkOutageTest {

    private static final int BATCH_SIZE = 5;

    /** The waits of a batch that is read back in vain once: some for each of the two users that are read first. */
    private static final int WAITS_OF_READ_BACK = 2 * (StoreFixture.AT_ONCE.maxAttempts() - 1);

    /** Answers a request in five minutes, in which the service is away. */
    private static final FaultEffect HELD = FaultEffect.status(500).delayed(Duration.ofMinutes(5));

    @TempDir
    private Path folder;

    private StoreSimulator simulator;
    private StoreFixture fixture;
    private TokenSource tokens;
    private TcpForwarder forwarder;
    private ExecutionFolder files;

    /** What the service had done when the connection broke. */
    enum Request {
        APPLIED(HELD.afterApplying()),
        NOT_APPLIED(HELD);

        private final FaultEffect effect;

        Request(FaultEffect effect) {
            this.effect = effect;
        }
    }

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder().start();
        fixture = new StoreFixture(simulator);
        tokens = new FixedTokenSource(simulator.issueToken());
        forwarder = new TcpForwarder(simulator.storeUrl());
    }

    @AfterEach
    void stop() {
        forwarder.close();
        fixture.close();
        simulator.close();
    }

    private StoreClient client(RetryListener listener) {
        return StoreClient.builder(StoreEndpoint.of(forwarder.url()), tokens, fixture.http(), fixture.timer())
                .timeout(Duration.ofSeconds(30))
                .retries(StoreFixture.AT_ONCE)
                .listener(listener)
                .build();
    }

    /** Lets the service be reached again when requests have waited some times. */
    private RetryListener upAfter(int waits) {
        AtomicInteger waited = new AtomicInteger();
        return (error, wait) -> {
            if (waited.incrementAndGet() == waits) {
                forwarder.up();
            }
        };
    }

    private static List<String> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "user" + i + "@contoso.com")
                .toList();
    }

    private BulkExecution execution(StoreClient client, int users, int concurrency) throws IOException {
        return execution(client, users, concurrency, 3);
    }

    private BulkExecution execution(StoreClient client, int users, int concurrency, int maxUnreachable)
            throws IOException {
        files = new ExecutionFolder(folder, new BulkRequest(OPEN, SeatAction.ASSIGN, BATCH_SIZE, false, true, false));
        return new BulkExecution(client, files.begin(users(users)), concurrency, maxUnreachable, warning -> {});
    }

    /** Takes the service away while it has the operation's request of this number. */
    private void goDownDuringRequest(int number) {
        await(() -> simulator.count(Operation.BULK_SEATS) == number);
        forwarder.down();
    }

    private List<String> seated() {
        return simulator.seats(DefaultWorld.OPEN).stream()
                .filter(Seat::isActive)
                .map(Seat::assignedTo)
                .toList();
    }

    /** The users of all requests that were applied, in their order. */
    private List<String> served() throws IOException {
        List<String> served = new ArrayList<>();
        for (SimulatorRequest request : simulator.requests(Operation.BULK_SEATS)) {
            if (request.performed()) {
                JsonNode names = new ObjectMapper().readTree(request.body()).get("usernames");
                names.forEach(name -> served.add(name.asText()));
            }
        }
        return served;
    }

    private List<String> with(Outcome outcome) throws IOException {
        return files.outcomes().values().stream()
                .filter(user -> user.outcome() == outcome)
                .map(UserOutcome::userName)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Request.class)
    void usersThatCannotBeReadBackInAnOutageAreReadBackAfterIt(Request request) throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(request.effect));
        CompletableFuture<BulkSummary> finished =
                execution(client(upAfter(WAITS_OF_READ_BACK + 1)), 20, 1).start();
        goDownDuringRequest(1);

        BulkSummary summary = get(finished);
        assertThat(summary.unknown()).isZero();
        assertThat(summary.succeeded()).isEqualTo(20);
        assertThat(summary.endedBy()).isEmpty();
        assertThat(served()).as("nothing is applied twice").containsExactlyInAnyOrderElementsOf(users(20));
        assertThat(seated()).containsExactlyInAnyOrderElementsOf(users(20));
        assertThat(simulator.count(Operation.GET_SEAT)).as("read back").isEqualTo(BATCH_SIZE);
    }

    /** The operation ends, and users whose request may have been applied are not called "not attempted". */
    @Test
    void usersThatCannotBeReadBackAreUnknownIfTheServiceStaysAway() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(2).effect(Request.APPLIED.effect));
        CompletableFuture<BulkSummary> finished =
                execution(client(RetryListener.NONE), 20, 1).start();
        goDownDuringRequest(2);

        BulkSummary summary = get(finished);
        assertThat(summary.endedBy()).get().asString().contains("no connection").doesNotContain("@");
        assertThat(with(Outcome.SUCCEEDED)).containsExactlyInAnyOrderElementsOf(users(5));
        assertThat(with(Outcome.UNKNOWN))
                .containsExactlyInAnyOrderElementsOf(users(10).subList(5, 10));
        assertThat(with(Outcome.NOT_ATTEMPTED))
                .containsExactlyInAnyOrderElementsOf(users(20).subList(10, 20));
        assertThat(files.outcomes().get("user7@contoso.com").failureReason())
                .startsWith("outcome unknown: no connection");
    }

    @Test
    void anInterruptInAnOutageLeavesUsersUnknownWhoseRequestMayHaveBeenSent() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(Request.APPLIED.effect));
        AtomicInteger waited = new AtomicInteger();
        BulkExecution execution =
                execution(client((error, wait) -> waited.incrementAndGet()), 20, 1, Integer.MAX_VALUE);
        CompletableFuture<BulkSummary> finished = execution.start();
        goDownDuringRequest(1);
        await(() -> waited.get() > WAITS_OF_READ_BACK);
        execution.interrupt();

        assertThat(get(finished).interrupted()).isTrue();
        assertThat(with(Outcome.UNKNOWN)).containsExactlyInAnyOrderElementsOf(users(5));
        assertThat(get(finished).notAttempted()).isEqualTo(15);
    }

    /** As when the controller is restarted or killed while the service is away. */
    @ParameterizedTest
    @EnumSource(Request.class)
    void anotherProcessReadsThemBackIfThisOneEndsInTheOutage(Request request) throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(request.effect));
        AtomicInteger waited = new AtomicInteger();
        BulkExecution execution =
                execution(client((error, wait) -> waited.incrementAndGet()), 20, 1, Integer.MAX_VALUE);
        execution.start();
        goDownDuringRequest(1);
        await(() -> waited.get() > WAITS_OF_READ_BACK);
        execution.handOver();
        forwarder.up();

        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
            assertThat(journal.state().sent().cardinality()).isEqualTo(BATCH_SIZE);
            assertThat(journal.state().resolved()).isZero();
            BulkSummary summary = get(
                    ExecutionFolder.run(client(RetryListener.NONE), journal, 1).start());
            assertThat(summary.succeeded()).isEqualTo(20);
        }
        assertThat(served()).containsExactlyInAnyOrderElementsOf(users(20));
    }

    /** A request that the service carries out after all must not look as if it had never been sent. */
    @Test
    void usersThatWereReadBackWithoutTheChangeStayThoseThatMayHaveBeenSent() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "user0@contoso.com");
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(Request.NOT_APPLIED.effect));
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.status(403)));
        CompletableFuture<BulkSummary> finished =
                execution(client(upAfter(WAITS_OF_READ_BACK + 1)), 20, 1).start();
        goDownDuringRequest(1);

        assertThat(get(finished).endedBy()).get().asString().contains("HTTP 403");
        assertThat(with(Outcome.SUCCEEDED)).containsExactly("user0@contoso.com");
        assertThat(with(Outcome.UNKNOWN)).containsExactlyInAnyOrderElementsOf(users(5).subList(1, 5));
    }

    /** With time-outs of half a minute, reading back all users of some batches would take an hour. */
    @Test
    void aServiceThatStopsRespondingIsAskedForFewUsers() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.dropAfterApplying()));
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.drop()));
        BulkSummary summary = get(execution(client(RetryListener.NONE), 5, 1).start());

        assertThat(summary.unknown()).isEqualTo(5);
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(2 * StoreFixture.AT_ONCE.maxAttempts());
    }

    @Test
    void aUserForWhomTheServiceDoesNotRespondLeavesTheOthersKnown() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(FaultEffect.dropAfterApplying()));
        simulator.fault(
                FaultRule.on(Operation.GET_SEAT).user("user0@contoso.com").effect(FaultEffect.drop()));
        BulkSummary summary = get(execution(client(RetryListener.NONE), 5, 1).start());

        assertThat(with(Outcome.UNKNOWN)).containsExactly("user0@contoso.com");
        assertThat(summary.succeeded()).isEqualTo(4);
    }

    /** The service fails for the first user, and is away before it has answered for the second one. */
    @Test
    void usersThatAreNotReadBackInAnOutageAreReadBackAfterItIfOneReadDidNotReachTheService() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(FaultEffect.dropAfterApplying()));
        simulator.fault(
                FaultRule.on(Operation.GET_SEAT).user("user0@contoso.com").effect(FaultEffect.drop()));
        simulator.fault(FaultRule.on(Operation.GET_SEAT)
                .user("user1@contoso.com")
                .nth(1)
                .effect(HELD));
        CompletableFuture<BulkSummary> finished =
                execution(client(upAfter(WAITS_OF_READ_BACK + 1)), 10, 1).start();
        await(() -> simulator.count(Operation.GET_SEAT) == 1 + StoreFixture.AT_ONCE.maxAttempts());
        forwarder.down();

        assertThat(get(finished).succeeded()).isEqualTo(9);
        assertThat(with(Outcome.UNKNOWN)).containsExactly("user0@contoso.com");
        assertThat(served()).containsExactlyInAnyOrderElementsOf(users(10));
    }

    /** Outages that begin at random requests and last for a random number of them, with several batches under way. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyUserIsServedOnceInOutagesAtRandomMoments(long seed) throws Exception {
        simulator.fault(
                FaultRule.on(Operation.BULK_SEATS).probability(0.2, seed).effect(FaultEffect.dropAfterApplying()));
        simulator.fault(
                FaultRule.on(Operation.BULK_SEATS).probability(0.2, -seed).effect(FaultEffect.drop()));
        AtomicInteger outages = new AtomicInteger();
        tokens = failingForAWhile(new Random(seed), outages);
        BulkSummary summary = get(
                execution(client(RetryListener.NONE), 300, 4, Integer.MAX_VALUE).start());

        assertThat(outages).hasPositiveValue();
        assertThat(summary.endedBy()).isEmpty();
        assertThat(summary.succeeded()).isEqualTo(300);
        assertThat(served()).containsExactlyInAnyOrderElementsOf(users(300));
        assertThat(seated()).containsExactlyInAnyOrderElementsOf(users(300));
        assertThat(files.outcomes()).hasSize(300);
    }

    /** Tokens of an authority that is away at random: without a token, no request reaches the service. */
    private TokenSource failingForAWhile(Random random, AtomicInteger outages) {
        TokenSource working = tokens;
        AtomicInteger left = new AtomicInteger();
        return new TokenSource() {
            @Override
            public Optional<String> tenantUrl() {
                return working.tenantUrl();
            }

            @Override
            public synchronized CompletableFuture<AccessToken> token() {
                if (left.get() == 0 && random.nextInt(20) == 0) {
                    outages.incrementAndGet();
                    left.set(1 + random.nextInt(4 * WAITS_OF_READ_BACK));
                }
                if (left.get() == 0) {
                    return working.token();
                }
                left.decrementAndGet();
                return CompletableFuture.failedFuture(new TokenException("away", true));
            }

            @Override
            public CompletableFuture<AccessToken> renewed(AccessToken rejected) {
                return working.renewed(rejected);
            }
        };
    }
}
