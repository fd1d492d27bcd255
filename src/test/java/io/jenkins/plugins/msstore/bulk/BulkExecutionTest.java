package io.jenkins.plugins.msstore.bulk;

import static io.jenkins.plugins.msstore.client.StoreFixture.OFFLINE;
import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.SCARCE;
import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.auth.AccessToken;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.auth.TokenException;
import io.jenkins.plugins.msstore.client.auth.TokenSource;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that every distinct user gets exactly one outcome, and that it agrees with the service. */
class BulkExecutionTest {

    private static final int CONCURRENCY = 8;

    @TempDir
    private Path folder;

    private ExecutionFolder files;
    private StoreSimulator simulator;
    private StoreFixture fixture;
    private TokenSource sharedTokens;

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder()
                .unknownUsers("nobody@contoso.com", "ghost@contoso.com")
                .start();
        fixture = new StoreFixture(simulator);
        sharedTokens = fixture.tokens();
    }

    @AfterEach
    void stop() {
        fixture.close();
        simulator.close();
    }

    private static List<String> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "user" + i + "@contoso.com")
                .toList();
    }

    private static BulkRequest assign(ProductKey product, int batchSize) {
        return new BulkRequest(product, SeatAction.ASSIGN, batchSize, false, true, false);
    }

    private BulkExecution run(StoreClient client, BulkRequest request, List<String> users) throws IOException {
        return run(client, request, users, CONCURRENCY);
    }

    private BulkExecution run(StoreClient client, BulkRequest request, List<String> users, int concurrency)
            throws IOException {
        files = new ExecutionFolder(folder, request);
        return files.run(client, users, concurrency);
    }

    private Map<String, UserOutcome> outcomes() throws IOException {
        return files.outcomes();
    }

    private BulkSummary result(BulkRequest request, List<String> users) throws Exception {
        return get(run(fixture.client(), request, users).start());
    }

    private List<String> active(io.jenkins.plugins.msstore.simulator.ProductKey product) {
        return simulator.seats(product).stream()
                .filter(seat -> seat.isActive())
                .map(seat -> seat.assignedTo())
                .toList();
    }

    private List<String> with(Outcome outcome) throws IOException {
        return outcomes().values().stream()
                .filter(row -> row.outcome() == outcome)
                .map(UserOutcome::userName)
                .toList();
    }

    /** After a restart, noted users are read back, and have an unknown outcome if the operation is not resumed. */
    @Test
    void onlyWhatIsSentIsNotedAsSent() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        files = new ExecutionFolder(folder, assign(OPEN, 2));
        StoreClient client = fixture.client(sharedTokens)
                .limiter(new ConcurrencyLimiter(2, fixture.timer()))
                .build();
        BulkExecution run = files.run(client, users(20), 4);
        CompletableFuture<BulkSummary> summary = run.start();
        await(() -> simulator.count(Operation.BULK_SEATS) == 2);
        assertThat(Files.readAllLines(files.journalFile()))
                .filteredOn(line -> line.contains("\"sent\""))
                .extracting(line -> line.substring(line.indexOf('{')))
                .containsExactlyInAnyOrder(
                        "{\"line\":\"sent\",\"first\":0,\"end\":2}", "{\"line\":\"sent\",\"first\":2,\"end\":4}");
        run.interrupt();
        assertThat(get(summary).unknown()).isEqualTo(4);
        assertThat(get(summary).notAttempted()).isEqualTo(16);
    }

    /** A process that resumes would not know that it may have been sent. */
    @Test
    void nothingIsSentThatCannotBeNoted() throws Exception {
        files = new ExecutionFolder(folder, assign(OPEN, 2));
        try (BulkJournal journal = files.begin(users(20))) {
            BulkExecution run = ExecutionFolder.run(fixture.client(), journal, CONCURRENCY);
            journal.close();
            assertThat(run.start())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(UncheckedIOException.class);
        }
        assertThat(simulator.count(Operation.BULK_SEATS)).isZero();
        assertThat(simulator.seats(DefaultWorld.OPEN)).isEmpty();
    }

    @Test
    void everyUserGetsASeatInParallelBatches() throws Exception {
        CountDownLatch together = new CountDownLatch(CONCURRENCY);
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).times(CONCURRENCY).effect(FaultEffect.meeting(together)));
        BulkSummary summary = result(assign(OPEN, 25), users(500));
        assertThat(summary.succeeded()).isEqualTo(500);
        assertThat(summary.isClean()).isTrue();
        assertThat(simulator.count(Operation.BULK_SEATS)).isEqualTo(20);
        assertThat(simulator.maxConcurrent()).isEqualTo(CONCURRENCY);
        assertThat(active(DefaultWorld.OPEN)).hasSize(500);
    }

    @Test
    void failuresOfSingleUsersStandInTheResultWithTheirReason() throws Exception {
        BulkSummary summary = result(
                assign(OPEN, 25),
                List.of("ada@contoso.com", "nobody@contoso.com", "ADA@contoso.com", "no-user", " ", "bob@contoso.com"));
        assertThat(summary.requested()).isEqualTo(4);
        assertThat(summary.succeeded()).isEqualTo(2);
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.invalid()).isEqualTo(1);
        assertThat(summary.duplicates()).isEqualTo(1);
        assertThat(summary.failures())
                .extracting(UserOutcome::userName)
                .containsExactly("nobody@contoso.com", "no-user");
        assertThat(outcomes().get("nobody@contoso.com").failureReason()).isNotBlank();
        assertThat(outcomes().get("ada@contoso.com").correlationVector()).hasSize(16);
    }

    @Test
    void theLongestNameThereMayBeIsRecognisedInTheAnswer() throws Exception {
        String longest = "a".repeat(1012) + "@contoso.com";
        assertThat(result(assign(OPEN, 25), List.of(longest, longest + "m")).succeeded())
                .isEqualTo(1);
        assertThat(outcomes().get(longest).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(simulator.count(Operation.GET_SEAT)).isZero();
    }

    @Test
    void aCountedProductGivesAsManySeatsAsItHas() throws Exception {
        BulkSummary summary = result(assign(SCARCE, 2), users(7));
        assertThat(summary.succeeded()).isEqualTo(3);
        assertThat(summary.failed()).isEqualTo(4);
        assertThat(active(DefaultWorld.SCARCE)).containsExactlyInAnyOrderElementsOf(with(Outcome.SUCCEEDED));
    }

    private static BulkRequest assignWithinCapacity(ProductKey product) {
        return new BulkRequest(product, SeatAction.ASSIGN, 25, false, false, false);
    }

    @Test
    void tooFewSeatsForAllUsersEndTheOperationBeforeItSendsAnything() throws Exception {
        simulator.assignSeats(DefaultWorld.SCARCE, "user0@contoso.com");
        BulkSummary summary = result(assignWithinCapacity(SCARCE), users(4));
        assertThat(summary.endedBy())
                .get()
                .asString()
                .contains("3 users need a seat, only 2 are free; use ignoreCapacity: true");
        assertThat(summary.notAttempted()).isEqualTo(4);
        assertThat(simulator.count(Operation.BULK_SEATS)).isZero();
    }

    @Test
    void aUserWithASeatNeedsNoOther() throws Exception {
        simulator.assignSeats(DefaultWorld.SCARCE, "user0@contoso.com", "USER1@contoso.com");
        assertThat(result(assignWithinCapacity(SCARCE), users(3)).succeeded()).isEqualTo(3);
    }

    /** As after a purchase that was cancelled. */
    @Test
    void usersWithASeatAreServedThoughMoreSeatsAreAssignedThanTheProductHas() throws Exception {
        simulator.assignSeats(DefaultWorld.SCARCE, "user0@contoso.com", "user1@contoso.com");
        simulator.fault(FaultRule.on(Operation.GET_INVENTORY)
                .effect(FaultEffect.status(200)
                        .body("application/json", """
                                {"inventoryEntries": [{"productKey": {"productId": "%s", "skuId": "%s"},
                                "seatCapacity": 1, "availableSeats": -1, "distributionPolicy": "Restricted"}]}""".formatted(SCARCE.productId(), SCARCE.skuId()))));
        BulkSummary summary = result(assignWithinCapacity(SCARCE), users(2));
        assertThat(summary.endedBy()).isEmpty();
        assertThat(summary.succeeded()).isEqualTo(2);
    }

    /** A service that sends the same token again would never end the list. */
    @Test
    void aListOfSeatsWithRepeatedTokensIsAWarningAndNoShortage() throws Exception {
        simulator.assignSeats(DefaultWorld.SCARCE, "user0@contoso.com", "user1@contoso.com");
        simulator.fault(FaultRule.on(Operation.GET_SEATS)
                .times(100)
                .effect(FaultEffect.status(200)
                        .body("application/json", "{\"seats\": [], \"continuationToken\": \"again\"}")));
        List<String> warnings = new ArrayList<>();
        BulkJournal journal = new ExecutionFolder(folder, assignWithinCapacity(SCARCE)).begin(users(3));
        BulkExecution run = new BulkExecution(fixture.client(), journal, 1, 3, warnings::add);
        assertThat(get(run.start()).succeeded()).isEqualTo(3);
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("could not check whether enough seats are free", "same as for the previous page");
        assertThat(simulator.count(Operation.GET_SEATS)).isEqualTo(2);
    }

    @Test
    void aProductThatCountsNoSeatsIsNotCounted() throws Exception {
        assertThat(result(assignWithinCapacity(OPEN), users(30)).succeeded()).isEqualTo(30);
        assertThat(simulator.count(Operation.GET_INVENTORY)).isPositive();
        assertThat(simulator.count(Operation.GET_SEATS)).isZero();
    }

    @Test
    void anInventoryThatCannotBeReadIsAWarningAndNoStop() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_INVENTORY).effect(FaultEffect.status(500)));
        List<String> warnings = new ArrayList<>();
        BulkJournal journal = new ExecutionFolder(folder, assignWithinCapacity(SCARCE)).begin(users(2));
        BulkExecution run = new BulkExecution(fixture.client(), journal, 1, 3, warnings::add);
        assertThat(get(run.start()).succeeded()).isEqualTo(2);
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("could not check whether enough seats are free", "HTTP 500");
    }

    @Test
    void aBatchThatIsRejectedBecauseOfOneUserIsSplitUntilThatUserIsIsolated() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS)
                .user("user7@contoso.com")
                .effect(FaultEffect.status(400)
                        .body("application/json", "{\"parameterName\": \"userName\", \"reason\": \"odd\"}")));
        BulkSummary summary = result(assign(OPEN, 25), users(30));
        assertThat(with(Outcome.FAILED)).containsExactly("user7@contoso.com");
        assertThat(outcomes().get("user7@contoso.com").failureReason()).contains("odd");
        assertThat(summary.succeeded()).isEqualTo(29);
        assertThat(summary.endedBy()).isEmpty();
    }

    @Test
    void aFirstBatchWhoseUsersAreAllRejectedEndsTheOperation() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.status(400)));
        BulkExecution run = run(fixture.client(), assign(OPEN, 4), users(100), 1);
        BulkSummary summary = get(run.start());
        assertThat(summary.endedBy()).isPresent();
        assertThat(summary.failed()).isEqualTo(4);
        assertThat(summary.notAttempted()).isEqualTo(96);
        assertThat(simulator.count(Operation.BULK_SEATS)).isEqualTo(7);
    }

    /** The error goes to the build's log. */
    @Test
    void theErrorThatEndsAnOperationNamesNoUserWhateverTheServiceSays() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS)
                .effect(FaultEffect.status(400)
                        .body("application/json", "{\"reason\": \"user1@contoso.com is odd\"}")));
        BulkSummary summary = result(assign(OPEN, 4), users(4));
        assertThat(summary.endedBy()).get().asString().contains("is odd").doesNotContain("user1");
        assertThat(outcomes().get("user1@contoso.com").failureReason()).contains("user1@contoso.com is odd");
    }

    @Test
    void aProductThatCannotBeAssignedEndsTheOperationAtOnce() throws Exception {
        BulkSummary summary = result(assign(OFFLINE, 25), users(1000));
        assertThat(summary.endedBy()).get().asString().contains("HTTP 409");
        assertThat(summary.notAttempted()).isEqualTo(1000);
        assertThat(simulator.count(Operation.BULK_SEATS)).isLessThanOrEqualTo(CONCURRENCY);
    }

    @Test
    void aTokenThatIsRejectedEndsTheOperationWithAnOutcomeForEveryUser() throws Exception {
        BulkSummary summary =
                get(run(fixture.client(new FixedTokenSource("made-up")).build(), assign(OPEN, 25), users(60))
                        .start());
        assertThat(summary.endedBy()).get().asString().contains("HTTP 401");
        assertThat(summary.notAttempted()).isEqualTo(60);
        assertThat(outcomes()).hasSize(60);
    }

    @Test
    void aBatchOfUnknownOutcomeIsReadBackAndNoUserIsAssignedTwice() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).every(2).times(3).effect(FaultEffect.dropAfterApplying()));
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).every(3).times(3).effect(FaultEffect.drop()));
        BulkSummary summary = result(assign(OPEN, 10), users(100));
        assertThat(summary.succeeded()).isEqualTo(100);
        assertThat(active(DefaultWorld.OPEN)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void aUserWithAnUnknownOutcomeIsReportedAsUnknown() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(FaultEffect.dropAfterApplying()));
        simulator.fault(
                FaultRule.on(Operation.GET_SEAT).user("user3@contoso.com").effect(FaultEffect.status(500)));
        BulkSummary summary = result(assign(OPEN, 25), users(25));
        assertThat(summary.succeeded()).isEqualTo(24);
        assertThat(outcomes().get("user3@contoso.com"))
                .satisfies(row -> assertThat(row.outcome()).isEqualTo(Outcome.UNKNOWN))
                .satisfies(row -> assertThat(row.failureReason()).startsWith("outcome unknown"));
        assertThat(summary.unknown()).isEqualTo(1);
        assertThat(summary.failed()).isZero();
        assertThat(summary.isClean()).isFalse();
    }

    @Test
    void aPauseBeyondTheBudgetEndsTheOperationAndOtherUsersAreNotAttempted() throws Exception {
        simulator.fault(
                FaultRule.on(Operation.BULK_SEATS).from(3).effect(FaultEffect.throttled(Duration.ofMinutes(16))));
        BulkExecution run = run(fixture.client(), assign(OPEN, 10), users(100), 1);
        BulkSummary summary = get(run.start());
        assertThat(summary.succeeded()).isEqualTo(20);
        assertThat(summary.notAttempted()).isEqualTo(80);
        assertThat(summary.endedBy()).isPresent();
        assertThat(active(DefaultWorld.OPEN)).containsExactlyInAnyOrderElementsOf(with(Outcome.SUCCEEDED));
    }

    @Test
    void anInterruptedOperationSaysWhatWasNotAttempted() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).from(3).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        BulkExecution run = run(fixture.client(), assign(OPEN, 10), users(100), 1);
        CompletableFuture<BulkSummary> summary = run.start();
        await(() -> simulator.count(Operation.BULK_SEATS) >= 3);
        run.interrupt();
        assertThat(get(summary).succeeded()).isEqualTo(20);
        assertThat(get(summary).unknown()).isEqualTo(10);
        assertThat(get(summary).notAttempted()).isEqualTo(70);
        assertThat(outcomes()).hasSize(100);
    }

    /** Interrupts at many moments: a race would show as a user with two outcomes, or with none. */
    @Test
    void everyUserHasOneTrueOutcomeWheneverItIsInterrupted() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).every(2).effect(FaultEffect.bulkForgetsUser()));
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).every(3).effect(FaultEffect.dropAfterApplying()));
        StoreClient[] clients = new StoreClient[40];
        Arrays.setAll(clients, i -> fixture.client(sharedTokens).build());
        for (int moment = 0; moment < clients.length; moment++) {
            int requestsBefore = moment / 2;
            long sent = simulator.requests().size();
            String round = "of-round-" + moment + "@contoso.com";
            List<String> users =
                    IntStream.range(0, 60).mapToObj(i -> "user" + i + round).toList();
            BulkExecution run = run(clients[moment], assign(OPEN, 5), users);
            CompletableFuture<BulkSummary> summary = run.start();
            await(() -> simulator.requests().size() >= sent + requestsBefore || summary.isDone());
            run.interrupt();
            BulkSummary ended = get(summary);
            assertThat(ended.succeeded() + ended.unknown() + ended.notAttempted())
                    .isEqualTo(60);
            assertThat(outcomes()).hasSize(60);
            assertThat(with(Outcome.NOT_ATTEMPTED)).noneMatch(new HashSet<>(active(DefaultWorld.OPEN))::contains);
        }
    }

    /** As when the controller shuts down normally: the next process reads the file while this one may still run. */
    @Test
    void anOperationThatWasHandedOverSendsAndWritesNothingMore() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).from(3).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        BulkExecution run = run(fixture.client(), assign(OPEN, 10), users(100), 2);
        CompletableFuture<BulkSummary> summary = run.start();
        await(() -> simulator.count(Operation.BULK_SEATS) == 4);
        run.handOver();
        String journal = Files.readString(files.journalFile());
        run.interrupt();
        assertThat(summary).isNotDone();
        assertThat(simulator.count(Operation.BULK_SEATS)).isEqualTo(4);
        assertThat(Files.readString(files.journalFile())).isEqualTo(journal).doesNotContain("\"line\":\"end\"");
        try (BulkJournal next = BulkJournal.find(files.folder).orElseThrow()) {
            assertThat(next.state().resolved()).isEqualTo(20);
            assertThat(next.state().sent().cardinality()).isEqualTo(40);
        }
    }

    /** The thread that completes the result is in the middle of an event. */
    @Test
    void progressDoesNotWaitForAnEventThatTakesLong() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        BulkExecution run = run(fixture.client(), assign(OPEN, 10), users(10));
        CompletableFuture<Void> slow = run.start().thenAccept(summary -> {
            reached.countDown();
            StoreFixture.await(() -> released.getCount() == 0);
        });
        reached.await();
        assertThat(CompletableFuture.supplyAsync(run::progress))
                .succeedsWithin(Duration.ofSeconds(20))
                .extracting(BulkProgress::done)
                .isEqualTo(10);
        released.countDown();
        get(slow);
    }

    @Test
    void anInterruptWhileTheTokenIsFetchedLeavesAllUsersNotAttempted() throws Exception {
        simulator.fault(FaultRule.on(Operation.TOKEN).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        BulkExecution run = run(fixture.client(), assign(OPEN, 10), users(100));
        CompletableFuture<BulkSummary> summary = run.start();
        await(() -> simulator.count(Operation.TOKEN) >= 1);
        run.interrupt();
        assertThat(get(summary).notAttempted()).isEqualTo(100);
    }

    @Test
    void anInterruptWhileAThrottledBatchWaitsLeavesItNotAttempted() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.throttled(Duration.ofMinutes(10))));
        StoreClient client = fixture.client(fixture.tokens())
                .listener((error, wait) -> waiting.countDown())
                .build();
        BulkExecution run = run(client, assign(OPEN, 10), users(20), 1);
        CompletableFuture<BulkSummary> summary = run.start();
        waiting.await();
        run.interrupt();
        assertThat(get(summary).notAttempted()).isEqualTo(20);
    }

    @Test
    void progressSaysThatTheServiceThrottles() throws Exception {
        simulator.fault(
                FaultRule.on(Operation.BULK_SEATS).from(2).effect(FaultEffect.throttled(Duration.ofMinutes(10))));
        BulkExecution run = run(fixture.client(), assign(OPEN, 10), users(20), 1);
        assertThat(run.progress().throttledCallsPerSecond()).isZero();
        CompletableFuture<BulkSummary> summary = run.start();
        await(() -> run.progress().throttledCallsPerSecond() > 0);
        BulkProgress progress = run.progress();
        assertThat(progress.done()).isEqualTo(10);
        assertThat(progress.throttledCallsPerSecond()).isCloseTo(progress.perSecond() / 10, within(1e-9));
        run.interrupt();
        assertThat(get(summary).succeeded()).isEqualTo(10);
    }

    @Test
    void anInterruptedDryRunLeavesNothingUnknown() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        BulkExecution run =
                run(fixture.client(), new BulkRequest(OPEN, SeatAction.ASSIGN, 25, true, false, false), users(9));
        CompletableFuture<BulkSummary> summary = run.start();
        await(() -> simulator.count(Operation.GET_SEAT) >= 1);
        run.interrupt();
        assertThat(get(summary).notAttempted()).isEqualTo(9);
    }

    @Test
    void anOutcomeThatCannotBeRecordedFailsTheExecutionWithItsCauseAndSendsNothingMore() throws Exception {
        BulkJournal journal = new ExecutionFolder(folder, assign(OPEN, 1)).begin(users(20_000));
        BulkExecution run = ExecutionFolder.run(fixture.client(), journal, CONCURRENCY);
        CompletableFuture<BulkSummary> summary = run.start();
        await(() -> journal.state().resolved() >= 5);
        journal.close();
        assertThat(summary)
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(IOException.class);
        long sent = simulator.count(Operation.BULK_SEATS);
        assertThat(sent).isLessThan(20_000);
        assertThat(run.start()).isCompletedExceptionally();
    }

    @Test
    void oneUserTheServiceCannotServeDoesNotEndTheOperationForTheOthers() throws Exception {
        simulator.fault(
                FaultRule.on(Operation.BULK_SEATS).user("user30@contoso.com").effect(FaultEffect.status(500)));
        BulkSummary summary = result(assign(OPEN, 25), users(200));
        assertThat(with(Outcome.FAILED)).containsExactly("user30@contoso.com");
        assertThat(summary.succeeded()).isEqualTo(199);
        assertThat(summary.endedBy()).isEmpty();
    }

    @Test
    void oneUserThatCannotBeReadDoesNotEndADryRun() throws Exception {
        simulator.fault(
                FaultRule.on(Operation.GET_SEAT).user("user3@contoso.com").effect(FaultEffect.status(500)));
        BulkSummary summary = result(new BulkRequest(OPEN, SeatAction.ASSIGN, 25, true, false, false), users(9));
        assertThat(with(Outcome.FAILED)).containsExactly("user3@contoso.com");
        assertThat(summary.succeeded()).isEqualTo(8);
    }

    @Test
    void aServiceThatFailsForAllUsersEndsTheOperation() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).from(5).effect(FaultEffect.status(500)));
        BulkSummary summary = result(assign(OPEN, 25), users(1000));
        assertThat(summary.endedBy()).isPresent();
        assertThat(summary.notAttempted()).isPositive();
        assertThat(outcomes()).hasSize(1000);
        assertThat(active(DefaultWorld.OPEN)).containsExactlyInAnyOrderElementsOf(with(Outcome.SUCCEEDED));
    }

    @Test
    void reclaimingRevokesTheSeatsThereAre() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "bob@contoso.com");
        BulkSummary summary = result(
                new BulkRequest(OPEN, SeatAction.RECLAIM, 25, false, false, false),
                List.of("ada@contoso.com", "bob@contoso.com", "without@contoso.com"));
        assertThat(summary.succeeded()).isEqualTo(2);
        assertThat(with(Outcome.FAILED)).containsExactly("without@contoso.com");
        assertThat(active(DefaultWorld.OPEN)).isEmpty();
    }

    private static BulkRequest repeatableReclaim() {
        return new BulkRequest(OPEN, SeatAction.RECLAIM, 25, false, false, true);
    }

    @Test
    void aReclaimThatIgnoresMissingSeatsCanBeRepeated() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "bob@contoso.com");
        List<String> users = List.of("ada@contoso.com", "without@contoso.com", "bob@contoso.com", "ghost@contoso.com");
        BulkSummary first = result(repeatableReclaim(), users);
        assertThat(first.isClean()).isTrue();
        assertThat(first.succeeded()).isEqualTo(4);
        assertThat(first.withoutSeat()).isEmpty();
        assertThat(first.seats())
                .extracting(seat -> seat.assignedTo())
                .containsExactlyInAnyOrder("ada@contoso.com", "bob@contoso.com");
        assertThat(outcomes().get("without@contoso.com").state()).isEqualTo("Revoked");
        BulkSummary second = result(repeatableReclaim(), users);
        assertThat(second.succeeded()).isEqualTo(4);
        assertThat(second.seats()).isEmpty();
    }

    /** The service's text does not count: it may be translated, or about something else. */
    @Test
    void aRejectedUserWithASeatFailsEvenIfMissingSeatsAreIgnored() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com");
        List.of("ada@contoso.com", "without@contoso.com")
                .forEach(user -> simulator.fault(FaultRule.on(Operation.BULK_SEATS)
                        .user(user)
                        .effect(FaultEffect.status(400)
                                .body("application/json", "{\"reason\": \"the user has no seat\"}"))));
        BulkSummary summary = result(repeatableReclaim(), List.of("ada@contoso.com", "without@contoso.com"));
        assertThat(with(Outcome.FAILED)).containsExactly("ada@contoso.com");
        assertThat(with(Outcome.SUCCEEDED)).containsExactly("without@contoso.com");
        assertThat(summary.endedBy()).isEmpty();
    }

    /** As with a wrong service URL: "not found" that does not name the missing item says nothing about a user. */
    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void aServerThatFindsNothingServesNoUserEvenIfMissingSeatsAreIgnored(int status) throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "user0@contoso.com", "user1@contoso.com");
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.status(status)));
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.status(404)));
        simulator.fault(FaultRule.on(Operation.GET_SEATS).effect(FaultEffect.status(404)));
        BulkSummary summary = result(repeatableReclaim(), users(60));
        assertThat(summary.succeeded()).isZero();
        assertThat(summary.endedBy()).isPresent();
        assertThat(summary.failed() + summary.notAttempted()).isEqualTo(60);
    }

    @Test
    void aRejectedUserWhoseSeatCannotBeReadFails() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.status(500)));
        result(repeatableReclaim(), List.of("without@contoso.com"));
        assertThat(with(Outcome.FAILED)).containsExactly("without@contoso.com");
    }

    @Test
    void failuresAreListedBeforeUnknownOutcomesAndInvalidEntries() throws Exception {
        simulator.fault(
                FaultRule.on(Operation.BULK_SEATS).user("bob@contoso.com").effect(FaultEffect.dropAfterApplying()));
        simulator.fault(FaultRule.on(Operation.GET_SEAT).user("bob@contoso.com").effect(FaultEffect.status(500)));
        BulkSummary summary =
                result(assign(OPEN, 1), List.of("no-user", "bob@contoso.com", "nobody@contoso.com", "eve@contoso.com"));
        assertThat(summary.failures())
                .extracting(UserOutcome::outcome)
                .containsExactly(Outcome.FAILED, Outcome.UNKNOWN, Outcome.INVALID);
        assertThat(summary.requested())
                .isEqualTo(summary.succeeded() + summary.failed() + summary.unknown() + summary.invalid());
    }

    @Test
    void aDryRunReadsAndChangesNothing() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com");
        BulkSummary summary = result(
                new BulkRequest(OPEN, SeatAction.ASSIGN, 25, true, false, false),
                List.of("ada@contoso.com", "bob@contoso.com", "eve@contoso.com"));
        assertThat(summary.succeeded()).isEqualTo(3);
        assertThat(summary.wouldChange()).contains(2);
        assertThat(summary.withoutSeat()).contains(2);
        assertThat(outcomes().get("ada@contoso.com").state()).isEqualTo("Active");
        assertThat(outcomes().get("bob@contoso.com").state()).isNull();
        assertThat(active(DefaultWorld.OPEN)).containsExactly("ada@contoso.com");
        assertThat(simulator.count(Operation.BULK_SEATS)).isZero();
    }

    private static BulkRequest dryRun(ProductKey product) {
        return new BulkRequest(product, SeatAction.RECLAIM, 25, true, false, false);
    }

    @Test
    void aDryRunOfManyReadsTheListOfSeats() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "USER7@contoso.com", "another@contoso.com");
        BulkSummary summary = result(dryRun(OPEN), users(1000));
        assertThat(summary.succeeded()).isEqualTo(1000);
        assertThat(summary.wouldChange()).contains(1);
        assertThat(outcomes().get("user7@contoso.com").state()).isEqualTo("Active");
        assertThat(simulator.count(Operation.GET_SEATS)).isEqualTo(1);
        assertThat(simulator.count(Operation.GET_SEAT)).isZero();
    }

    private static String page(String user, String state, String more) {
        return """
                {"seats": [{"assignedTo": "%s", "state": "%s", "productKey": {"productId": "%s", "skuId": "%s"}}]%s}""".formatted(user, state, OPEN.productId(), OPEN.skuId(), more);
    }

    /** A revoked seat may be listed long before the one that was assigned later. */
    @Test
    void aDryRunShowsTheActiveSeatOfAUserAndNotARevokedOne() throws Exception {
        List<String> pages = List.of(
                page("user1@contoso.com", "Revoked", ", \"continuationToken\": \"2\""),
                page("user2@contoso.com", "Revoked", ", \"continuationToken\": \"3\""),
                page("user1@contoso.com", "Active", ""));
        for (String page : pages) {
            simulator.fault(FaultRule.on(Operation.GET_SEATS)
                    .times(1)
                    .effect(FaultEffect.status(200).body("application/json", page)));
        }
        BulkSummary summary = result(dryRun(OPEN), users(100));
        assertThat(summary.wouldChange()).contains(1);
        assertThat(outcomes().get("user1@contoso.com").state()).isEqualTo("Active");
        assertThat(outcomes().get("user2@contoso.com").state()).isEqualTo("Revoked");
        assertThat(outcomes()).hasSize(100);
    }

    @Test
    void aDryRunOfFewDoesNotReadALongList() throws Exception {
        String[] others = IntStream.range(0, 3000)
                .mapToObj(i -> "other" + i + "@contoso.com")
                .toArray(String[]::new);
        simulator.assignSeats(DefaultWorld.GENEROUS, others);
        BulkSummary summary = result(dryRun(StoreFixture.key(DefaultWorld.GENEROUS)), users(20));
        assertThat(summary.succeeded()).isEqualTo(20);
        assertThat(simulator.count(Operation.GET_SEATS)).isZero();
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(20);
    }

    /** The inventory does not say how many seats of an open product are assigned. */
    @Test
    void aDryRunGivesUpAListThatIsLongerThanItIsWorth() throws Exception {
        simulator.assignSeats(
                DefaultWorld.OPEN,
                IntStream.range(0, 3000).mapToObj(i -> "a" + i + "@contoso.com").toArray(String[]::new));
        simulator.assignSeats(DefaultWorld.OPEN, "user5@contoso.com");
        BulkSummary summary = result(dryRun(OPEN), users(50));
        assertThat(summary.succeeded()).isEqualTo(50);
        assertThat(summary.wouldChange()).contains(1);
        assertThat(simulator.count(Operation.GET_SEATS)).isEqualTo(5);
    }

    @Test
    void aDryRunWhoseListCannotBeReadReadsEachUser() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_INVENTORY).effect(FaultEffect.status(500)));
        simulator.fault(FaultRule.on(Operation.GET_SEATS).effect(FaultEffect.status(500)));
        assertThat(result(dryRun(OPEN), users(12)).succeeded()).isEqualTo(12);
        assertThat(simulator.count(Operation.GET_SEAT)).isEqualTo(12);
    }

    @Test
    void aServiceThatIsNotThereEndsTheOperationAndNoUserIsAttempted() throws Exception {
        FixedTokenSource token = new FixedTokenSource(simulator.issueToken());
        simulator.close();
        BulkSummary summary = get(
                run(fixture.client(token).build(), assign(OPEN, 5), users(200)).start());
        assertThat(summary.endedBy()).get().asString().contains("no connection");
        assertThat(summary.notAttempted()).isEqualTo(200);
    }

    @Test
    void batchesThatCouldNotBeSentForAWhileAreSentLater() throws Exception {
        simulator.fault(FaultRule.on(Operation.TOKEN)
                .times(StoreFixture.AT_ONCE.maxAttempts())
                .effect(FaultEffect.status(503)));
        BulkSummary summary =
                get(run(fixture.client(), assign(OPEN, 5), users(30), 1).start());
        assertThat(summary.succeeded()).isEqualTo(30);
        assertThat(summary.endedBy()).isEmpty();
    }

    /** A service that rejects users is reached. */
    @Test
    void unreachableBatchesAreNotInARowIfUsersAreRejectedInBetween() throws Exception {
        simulator.unknownUsers(users(12).toArray(String[]::new));
        // half of them rejected one by one in the answer, half by a status
        users(12).stream()
                .limit(6)
                .forEach(user -> simulator.fault(
                        FaultRule.on(Operation.BULK_SEATS).user(user).effect(FaultEffect.status(400))));
        StoreClient client = fixture.client(failingEverySecondTime(new FixedTokenSource(simulator.issueToken())))
                .retries(StoreFixture.AT_ONCE.withMaxAttempts(1))
                .build();
        BulkSummary summary = get(run(client, assign(OPEN, 1), users(12), 1).start());
        assertThat(summary.failed()).isEqualTo(12);
        assertThat(summary.endedBy()).isEmpty();
    }

    private static TokenSource failingEverySecondTime(TokenSource tokens) {
        AtomicInteger asked = new AtomicInteger();
        return new TokenSource() {
            @Override
            public Optional<String> tenantUrl() {
                return tokens.tenantUrl();
            }

            @Override
            public CompletableFuture<AccessToken> token() {
                return asked.incrementAndGet() % 2 == 0
                        ? CompletableFuture.failedFuture(new TokenException("not there", true))
                        : tokens.token();
            }

            @Override
            public CompletableFuture<AccessToken> renewed(AccessToken rejected) {
                return tokens.renewed(rejected);
            }
        };
    }

    @Test
    void withoutUsersNothingIsSent() throws Exception {
        BulkSummary summary = result(assign(OPEN, 25), List.of());
        assertThat(summary.requested()).isZero();
        assertThat(summary.isClean()).isTrue();
        assertThat(simulator.count(Operation.TOKEN)).isZero();
    }

    @Test
    void theResultHoldsNoMoreThanItsLimit() throws Exception {
        List<String> entries = Stream.concat(
                        users(10).stream(), IntStream.range(0, 5).mapToObj(i -> "bad" + i))
                .toList();
        files = new ExecutionFolder(folder, assign(OPEN, 25), 3);
        BulkExecution run = files.run(fixture.client(), entries, CONCURRENCY);
        BulkSummary summary = get(run.start());
        assertThat(summary.seats()).hasSize(3);
        assertThat(summary.failures()).hasSize(3);
        assertThat(summary.truncated()).isTrue();
        assertThat(summary.succeeded()).isEqualTo(10);
        assertThat(outcomes()).hasSize(15);
    }
}
