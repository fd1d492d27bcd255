package io.jenkins.plugins.msstore.sync;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.simulator.SimulatorRequest;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a sync gives the users of a list a seat, and takes all others, within its limits. */
class SyncExecutionTest {

    @TempDir
    private Path folder;

    private StoreSimulator simulator;
    private StoreFixture fixture;

    @BeforeEach
    void start() throws Exception {
        start(Clock.systemUTC());
    }

    private void start(Clock clock) throws Exception {
        simulator = StoreSimulator.builder()
                .unknownUsers("ghost@contoso.com")
                .clock(clock)
                .start();
        fixture = new StoreFixture(simulator);
    }

    @AfterEach
    void stop() {
        fixture.close();
        simulator.close();
    }

    private static List<String> users(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(i -> String.format("user%03d@contoso.com", i))
                .toList();
    }

    private void seat(List<String> users) {
        simulator.assignSeats(DefaultWorld.OPEN, users.toArray(String[]::new));
    }

    private List<String> seated() {
        return simulator.seats(DefaultWorld.OPEN).stream()
                .filter(Seat::isActive)
                .map(Seat::assignedTo)
                .toList();
    }

    private SyncFiles files(SyncRequest request) throws Exception {
        return new SyncFiles(folder, request);
    }

    private SyncSummary sync(SyncRequest request, List<String> listed) throws Exception {
        return files(request).run(fixture.client(), listed);
    }

    /** The actions of the bulk requests, in the order of arrival. */
    private List<String> actions() throws Exception {
        List<String> actions = new ArrayList<>();
        for (SimulatorRequest request : simulator.requests(Operation.BULK_SEATS)) {
            JsonNode body = new ObjectMapper().readTree(request.body());
            actions.add(body.get("seatAction").asText());
        }
        return actions;
    }

    private void capacity(long seats) {
        simulator.product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId())
                .restricted(seats));
    }

    private SyncRequest limited(String maxRemovals) {
        return SyncFiles.request(OPEN, SyncMode.FULL, maxRemovals);
    }

    private void assertThatNothingWasSent() {
        assertThat(simulator.count(Operation.BULK_SEATS)).isZero();
        assertThat(simulator.count(Operation.ASSIGN_SEAT)).isZero();
        assertThat(simulator.count(Operation.RECLAIM_SEAT)).isZero();
    }

    @Test
    void onlyTheUsersOfTheListHaveASeat() throws Exception {
        seat(users(0, 60));
        SyncFiles files = files(SyncFiles.full());
        SyncSummary summary = files.run(fixture.client(), users(30, 100));
        assertThat(seated()).containsExactlyElementsOf(users(30, 100));
        assertThat(summary.isClean()).isTrue();
        assertThat(summary.added()).isEqualTo(40);
        assertThat(summary.removed()).isEqualTo(30);
        assertThat(files.outcomes())
                .hasSize(100)
                .containsEntry("user000@contoso.com", "REMOVE SUCCEEDED")
                .containsEntry("user030@contoso.com", "NONE SUCCEEDED")
                .containsEntry("user099@contoso.com", "ADD SUCCEEDED");
    }

    @Test
    void aSecondRunChangesNothingAndListsAlone() throws Exception {
        seat(users(0, 5));
        sync(SyncFiles.full(), users(3, 150));
        simulator.forgetRequests();
        SyncSummary second = sync(limited("0"), users(3, 150));
        assertThat(second.isClean()).isTrue();
        assertThat(second.added() + second.removed()).isZero();
        assertThat(second.plan().orElseThrow().unchanged()).isEqualTo(147);
        assertThat(simulator.requests().stream()
                        .map(SimulatorRequest::operation)
                        .filter(Operation::isStoreOperation)
                        .distinct())
                .containsExactly(Operation.GET_SEATS);
    }

    @Test
    void theResultHasTheNumbersOfTheContract() throws Exception {
        seat(List.of("bob@contoso.com", "eve@contoso.com", "zoe@contoso.com"));
        SyncRequest request = SyncFiles.protecting(SyncFiles.full(), "zoe@contoso.com");
        SyncSummary summary = sync(request, List.of("ada@contoso.com", "bob@contoso.com", "ADA@contoso.com", " "));
        assertThat(SyncReport.plainValues(summary, List.of("a.csv")))
                .containsEntry("mode", "full")
                .containsEntry("requested", 2)
                .containsEntry("present", 3)
                .containsEntry("added", 1)
                .containsEntry("removed", 1)
                .containsEntry("unchanged", 1)
                .containsEntry("retained", 1)
                .containsEntry("skipped", 0)
                .containsEntry("failed", 0)
                .containsEntry("unknown", 0)
                .containsEntry("invalid", 0)
                .containsEntry("duplicates", 1)
                .containsEntry("notAttempted", 0)
                .containsEntry("wouldAdd", null)
                .containsEntry("wouldRemove", null)
                .containsEntry("exceedsMaxRemovals", false)
                .containsEntry("truncated", false)
                .containsEntry("dryRun", false)
                .containsEntry("failures", List.of())
                .containsEntry("reports", List.of("a.csv"))
                .containsKeys("productKey", "planDigest", "elapsedMillis")
                .hasSize(23);
    }

    @Test
    void aDryRunTellsWhatWouldBeDoneAndWhetherThatIsTooMuch() throws Exception {
        seat(users(0, 10));
        SyncSummary summary = sync(SyncFiles.dryRun(limited("10%")), users(8, 11));
        assertThat(SyncReport.plainValues(summary, List.of()))
                .containsEntry("wouldAdd", 1)
                .containsEntry("wouldRemove", 8)
                .containsEntry("notAttempted", 9)
                .containsEntry("exceedsMaxRemovals", true)
                .containsEntry("added", 0)
                .containsEntry("removed", 0);
        assertThat(summary.isClean()).isTrue();
        assertThat(seated()).isEqualTo(users(0, 10));
        assertThatNothingWasSent();
    }

    @Test
    void moreRemovalsThanAllowedEndTheSyncBeforeAnythingIsSent() throws Exception {
        seat(users(0, 20));
        SyncFiles files = files(limited("10%"));
        SyncSummary summary = files.run(fixture.client(), users(3, 30));
        assertThat(summary.endedBy()).get().asString().startsWith("3 of 20 users with a seat would lose it");
        assertThat(summary.isPlanOnly()).isTrue();
        assertThat(summary.notAttempted()).isEqualTo(13);
        assertThatNothingWasSent();
        assertThat(files.outcomes())
                .hasSize(30)
                .containsEntry("user000@contoso.com", "REMOVE NOT_ATTEMPTED")
                .containsEntry("user029@contoso.com", "ADD NOT_ATTEMPTED");
        assertThat(sync(limited("3"), users(3, 30)).isClean()).isTrue();
        assertThat(seated()).isEqualTo(users(3, 30));
    }

    @Test
    void anInvalidEntryTakesNoSeat() throws Exception {
        seat(users(0, 3));
        SyncSummary summary = sync(SyncFiles.full(), List.of("user000@contoso.com", "user001@contoso.com", "user002"));
        assertThat(summary.endedBy()).get().asString().startsWith("entries that are no user names: 1; seats");
        assertThatNothingWasSent();
        SyncSummary additions =
                sync(SyncFiles.request(OPEN, SyncMode.ADD_ONLY, "0"), List.of("user002", "user003@contoso.com"));
        assertThat(additions.endedBy()).isEmpty();
        assertThat(additions.added()).isEqualTo(1);
        assertThat(additions.invalid()).isEqualTo(1);
        assertThat(additions.isClean()).isFalse();
        assertThat(additions.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.outcome().userName()).isEqualTo("user002"));
    }

    @ParameterizedTest
    @CsvSource({"ADD_ONLY,0,60", "REMOVE_ONLY,30,40"})
    void aModeMakesOneKindOfChange(SyncMode mode, int first, int end) throws Exception {
        seat(users(0, 40));
        SyncFiles files = files(SyncFiles.request(OPEN, mode, "100%"));
        SyncSummary summary = files.run(fixture.client(), users(30, 60));
        assertThat(summary.isClean()).isTrue();
        assertThat(seated()).isEqualTo(users(first, end));
        assertThat(files.rows()).hasSize(mode == SyncMode.ADD_ONLY ? 30 : 60);
    }

    @Test
    void onlyThePlanThatWasApprovedIsExecuted() throws Exception {
        seat(users(0, 10));
        String digest = sync(SyncFiles.dryRun(SyncFiles.full()), users(5, 12))
                .plan()
                .orElseThrow()
                .digest();

        // the same numbers, another user
        List<String> another = new ArrayList<>(users(5, 11));
        another.add("eve@contoso.com");
        SyncSummary refused = sync(SyncFiles.expecting(SyncFiles.full(), digest), another);
        assertThat(refused.endedBy()).get().asString().startsWith("not what was approved is to be done now: 2 to add");
        assertThatNothingWasSent();

        List<String> reordered = new ArrayList<>(users(5, 12));
        Collections.reverse(reordered);
        SyncSummary approved = sync(SyncFiles.expecting(SyncFiles.full(), digest), reordered);
        assertThat(approved.isClean()).isTrue();
        assertThat(seated()).isEqualTo(users(5, 12));
    }

    @Test
    void additionsComeFirst() throws Exception {
        seat(users(0, 30));
        sync(SyncFiles.full(), users(30, 60));
        assertThat(actions()).containsExactly("assign", "assign", "reclaim", "reclaim");
    }

    @ParameterizedTest
    @CsvSource({"60,assign", "59,reclaim", "30,reclaim"})
    void removalsComeFirstWhereTheAdditionsNeedTheirSeats(long seats, String firstAction) throws Exception {
        capacity(seats);
        seat(users(0, 30));
        SyncSummary summary = sync(SyncFiles.full(), users(30, 60));
        assertThat(summary.isClean()).isTrue();
        assertThat(actions().get(0)).isEqualTo(firstAction);
        assertThat(seated()).isEqualTo(users(30, 60));
    }

    @Test
    void tooFewSeatsEvenAfterTheRemovalsEndTheSyncBeforeAnythingIsSent() throws Exception {
        capacity(30);
        seat(users(0, 28));
        SyncSummary summary = sync(SyncFiles.full(), users(20, 51));
        assertThat(summary.endedBy())
                .contains(
                        "23 users need a seat, only 2 are free and 20 are to be reclaimed; use ignoreCapacity: true to"
                                + " assign as many as possible");
        assertThat(summary.isPlanOnly()).isTrue();
        assertThatNothingWasSent();

        SyncSummary asManyAsPossible = sync(SyncFiles.ignoringCapacity(SyncFiles.full()), users(20, 51));
        assertThat(asManyAsPossible.removed()).isEqualTo(20);
        assertThat(asManyAsPossible.added()).isEqualTo(22);
        assertThat(asManyAsPossible.failed()).isEqualTo(1);
        assertThat(asManyAsPossible.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.change()).isEqualTo(SyncChange.ADD));
    }

    @Test
    void anInventoryThatCannotBeReadEndsNoSync() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_INVENTORY).effect(FaultEffect.status(400)));
        SyncFiles files = files(SyncFiles.full());
        List<String> warnings = new ArrayList<>();
        SyncSummary summary;
        try (SyncJournal journal = files.begin(users(0, 3))) {
            summary = get(SyncFiles.execution(fixture.client(), journal, new SyncExecution.Listener() {
                        @Override
                        public void onWarning(String line) {
                            warnings.add(line);
                        }

                        @Override
                        public void onPlan(SyncPlan plan) {
                            warnings.add("plan");
                        }
                    })
                    .start());
        }
        assertThat(summary.isClean()).isTrue();
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0)).startsWith("could not check whether enough seats are free: ");
    }

    /** Between listing and request, others give and take seats. */
    @Test
    void whatOthersDoMeanwhileIsNoFailure() throws Exception {
        seat(users(0, 4));
        SyncFiles files = files(SyncFiles.full());
        List<String> listed = List.of("user003@contoso.com", "new1@contoso.com", "new2@contoso.com");
        try (SyncJournal journal = files.begin(listed)) {
            SyncExecution execution = SyncFiles.execution(fixture.client(), journal, new SyncExecution.Listener() {
                @Override
                public void onWarning(String line) {
                    throw new AssertionError(line);
                }

                @Override
                public void onPlan(SyncPlan plan) {
                    seat(List.of("new1@contoso.com"));
                    takeAway("user000@contoso.com");
                }
            });
            SyncSummary summary = get(execution.start());
            assertThat(summary.isClean()).isTrue();
            assertThat(summary.added()).isEqualTo(2);
            assertThat(summary.removed()).isEqualTo(3);
            assertThat(SyncFindings.of(journal, UnaryOperator.identity()).goneBefore())
                    .isEqualTo(1);
        }
        assertThat(seated()).containsExactlyInAnyOrderElementsOf(listed);
    }

    private void takeAway(String user) {
        List<String> others = new ArrayList<>(seated());
        others.remove(user);
        simulator.removeProduct(DefaultWorld.OPEN);
        simulator.product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId()));
        seat(others);
    }

    /** A service that refuses a user who has a seat already; the text does not count. */
    @Test
    void aRefusedUserWhoHasASeatIsNoFailure() throws Exception {
        for (String user : List.of("new1@contoso.com", "ghost@contoso.com")) {
            simulator.fault(FaultRule.on(Operation.BULK_SEATS)
                    .user(user)
                    .effect(FaultEffect.status(400)
                            .body("application/json", "{\"parameterName\": \"userName\", \"reason\": \"no\"}")));
        }
        SyncFiles files = files(SyncFiles.full());
        try (SyncJournal journal = files.begin(List.of("new1@contoso.com", "ghost@contoso.com", "new2@contoso.com"))) {
            SyncExecution execution = SyncFiles.execution(fixture.client(), journal, new SyncExecution.Listener() {
                @Override
                public void onWarning(String line) {
                    throw new AssertionError(line);
                }

                @Override
                public void onPlan(SyncPlan plan) {
                    seat(List.of("new1@contoso.com"));
                }
            });
            SyncSummary summary = get(execution.start());
            assertThat(summary.added()).isEqualTo(2);
            assertThat(summary.failed()).isEqualTo(1);
        }
        assertThat(files.outcomes())
                .containsEntry("new1@contoso.com", "ADD SUCCEEDED")
                .containsEntry("ghost@contoso.com", "ADD FAILED");
    }

    /** A page that moved while the list was read: the answer shows a seat that is older than the sync. */
    @Test
    void aSeatThatTheListDidNotShowIsFoundInTheAnswer() throws Exception {
        stop();
        start(Clock.fixed(Instant.now().minus(Duration.ofDays(1)), ZoneOffset.UTC));
        simulator.acceptToken("token");
        seat(users(0, 3));
        simulator.fault(
                FaultRule.on(Operation.GET_SEATS).nth(1).effect(FaultEffect.answerForUser("elsewhere@contoso.com")));
        SyncFiles files = files(SyncFiles.request(OPEN, SyncMode.ADD_ONLY, "0"));
        try (SyncJournal journal = files.begin(users(0, 3))) {
            SyncSummary summary = get(SyncFiles.execution(
                            fixture.client(new FixedTokenSource("token")).build(), journal)
                    .start());
            assertThat(summary.added()).isEqualTo(1);
            assertThat(SyncFindings.of(journal, UnaryOperator.identity()).seatedBefore())
                    .isEqualTo(1);
        }
    }

    @Test
    void aFailureThatEveryRequestWouldMeetEndsBothPhases() throws Exception {
        seat(users(0, 30));
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.status(403)));
        SyncFiles files = files(SyncFiles.full());
        SyncSummary summary = files.run(fixture.client(), users(30, 60));
        assertThat(summary.endedBy()).get().asString().contains("HTTP 403");
        assertThat(summary.notAttempted()).isEqualTo(60);
        assertThat(actions()).doesNotContain("reclaim");
        assertThat(seated()).isEqualTo(users(0, 30));
        assertThat(files.outcomes().values()).containsOnly("ADD NOT_ATTEMPTED", "REMOVE NOT_ATTEMPTED");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 400})
    void seatsThatCannotBeListedEndTheSyncBeforeAnythingIsSent(int status) throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_SEATS).effect(FaultEffect.status(status)));
        SyncFiles files = files(SyncFiles.full());
        SyncSummary summary = files.run(fixture.client(), List.of("ada@contoso.com", "no user"));
        assertThat(summary.endedBy()).get().asString().contains("HTTP " + status);
        assertThat(summary.plan()).isEmpty();
        assertThat(summary.notAttempted()).isEqualTo(1);
        assertThat(files.outcomes())
                .containsEntry("ada@contoso.com", "NONE NOT_ATTEMPTED")
                .containsEntry("no user", "NONE INVALID");
        assertThatNothingWasSent();
    }

    @Test
    void thePlanIsKeptForTheReportIfTheServiceRefusesTheIdentityAfterIt() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_INVENTORY).effect(FaultEffect.status(403)));
        SyncFiles files = files(SyncFiles.full());
        SyncSummary summary = files.run(fixture.client(), List.of("ada@contoso.com"));
        assertThat(summary.endedBy()).get().asString().contains("HTTP 403");
        assertThat(summary.isPlanOnly()).isTrue();
        assertThat(files.outcomes()).containsEntry("ada@contoso.com", "ADD NOT_ATTEMPTED");
        assertThatNothingWasSent();
    }

    /** The interrupt comes while a request of the step is in flight; nothing is sent after it. */
    @ParameterizedTest
    @CsvSource({"GET_SEATS,0", "GET_INVENTORY,0", "BULK_SEATS,1", "BULK_SEATS,3"})
    void anInterruptEndsEveryStep(Operation operation, int requestsBefore) throws Exception {
        seat(users(0, 30));
        CountDownLatch end = new CountDownLatch(1);
        simulator.fault(FaultRule.on(operation).from(requestsBefore + 1L).effect(FaultEffect.heldUntil(end)));
        long before = simulator.count(operation);
        SyncFiles files = files(SyncFiles.full());
        SyncSummary summary;
        try (SyncJournal journal = files.begin(users(30, 60))) {
            SyncExecution execution = SyncFiles.execution(fixture.client(), journal);
            CompletableFuture<SyncSummary> result = execution.start();
            await(() -> simulator.count(operation) > before + requestsBefore);
            execution.interrupt();
            summary = get(result);
        } finally {
            end.countDown();
        }
        assertThat(summary.interrupted()).isTrue();
        assertThat(summary.isClean()).isFalse();
        assertThat(summary.endedBy()).isEmpty();
        boolean isSent = operation == Operation.BULK_SEATS;
        assertThat(summary.unknown() > 0).isEqualTo(isSent);
        assertThat(files.rows()).hasSize(isSent ? 60 : 30);
        assertThat(summary.added() + summary.removed() + summary.unknown() + summary.notAttempted())
                .isEqualTo(isSent ? 60 : 30);
    }

    @Test
    void progressTellsTheStep() throws Exception {
        seat(users(0, 30));
        SyncFiles files = files(SyncFiles.full());
        CountDownLatch end = new CountDownLatch(1);
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).from(3).effect(FaultEffect.heldUntil(end)));
        try (SyncJournal journal = files.begin(users(30, 60))) {
            SyncExecution execution = SyncFiles.execution(fixture.client(), journal);
            assertThat(execution.progress()).hasToString("listing the seats: 0 seats so far");
            CompletableFuture<SyncSummary> result = execution.start();
            await(() -> simulator.count(Operation.BULK_SEATS) > 2);
            SyncProgress progress = execution.progress();
            assertThat(progress.toString()).startsWith("reclaiming seats: ");
            assertThat(progress.total()).isEqualTo(60);
            assertThat(progress.done()).isBetween(30L, 59L);
            execution.interrupt();
            get(result);
            assertThat(execution.progress().done()).isEqualTo(60);
            assertThat(execution.progress().toString()).startsWith("reclaiming seats: 30 of 30 users");
        } finally {
            end.countDown();
        }
    }

    @Test
    void aProductThatIsUnknownEndsTheSync() throws Exception {
        SyncSummary summary = sync(
                SyncFiles.request(ProductKey.of("9NBLGGH00000", "0010"), SyncMode.FULL, "0"),
                List.of("ada@contoso.com"));
        assertThat(summary.endedBy()).get().asString().contains("HTTP 404");
    }
}
