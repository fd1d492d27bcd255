package io.jenkins.plugins.msstore.bulk;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.auth.EntraCredential;
import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.auth.TokenSource;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.simulator.Application;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a resumed operation ends as if it had not been cut, wherever its journal was cut. */
class ResumedExecutionTest {

    private static final int CONCURRENCY = 3;

    @TempDir
    private Path folder;

    private StoreSimulator simulator;
    private StoreFixture fixture;

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder().unknownUsers("ghost@contoso.com").start();
        fixture = new StoreFixture(simulator);
    }

    @AfterEach
    void stop() {
        fixture.close();
        simulator.close();
    }

    private static List<String> users() {
        List<String> users = new ArrayList<>(IntStream.range(0, 23)
                .mapToObj(i -> "user" + i + "@contoso.com")
                .toList());
        users.add(3, "not-a-user");
        users.add(7, "ghost@contoso.com");
        users.add(11, "USER2@contoso.com");
        return users;
    }

    private Set<String> seated() {
        Set<String> seated = new HashSet<>();
        simulator.seats(DefaultWorld.OPEN).stream()
                .filter(Seat::isActive)
                .map(Seat::assignedTo)
                .forEach(seated::add);
        return seated;
    }

    private void seat(Set<String> users) {
        simulator.assignSeats(DefaultWorld.OPEN, users.toArray(String[]::new));
    }

    private void takeAllSeatsAway() {
        simulator.removeProduct(DefaultWorld.OPEN);
        simulator.product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId()));
        simulator.forgetRequests();
    }

    private BulkSummary resume(ExecutionFolder files) throws Exception {
        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
            return get(
                    ExecutionFolder.run(fixture.client(), journal, CONCURRENCY).start());
        }
    }

    private static Map<String, String> plain(Map<String, UserOutcome> outcomes) {
        Map<String, String> plain = new LinkedHashMap<>();
        outcomes.values().forEach(row -> plain.put(row.userName(), row.outcome() + " " + row.state()));
        return plain;
    }

    private ExecutionFolder copy(ExecutionFolder whole, List<String> lines) throws IOException {
        ExecutionFolder cut = new ExecutionFolder(folder, whole.request);
        Files.copy(BulkJournal.rosterFile(whole.folder), BulkJournal.rosterFile(cut.folder));
        Files.writeString(cut.journalFile(), String.join("", lines));
        return cut;
    }

    /**
     * Cuts the journal after each line, with the service as it was then; the requests in flight were applied for all users, for
     * none, or for every second one.
     */
    @ParameterizedTest
    @CsvSource({"ASSIGN,false", "RECLAIM,false", "RECLAIM,true"})
    void anOperationThatIsCutAtAnyLineEndsAsIfItHadNotBeenCut(SeatAction action, boolean ignoreMissing)
            throws Exception {
        List<String> users = action == SeatAction.ASSIGN || ignoreMissing
                ? users()
                : users().stream().filter(user -> !user.startsWith("ghost")).toList();
        Set<String> seatedBefore = new HashSet<>();
        if (action == SeatAction.RECLAIM) {
            users.stream()
                    .filter(user -> user.startsWith("user"))
                    .filter(user -> !ignoreMissing || !user.startsWith("user1"))
                    .forEach(seatedBefore::add);
        }
        seat(seatedBefore);
        ExecutionFolder whole =
                new ExecutionFolder(folder, new BulkRequest(OPEN, action, 4, false, true, ignoreMissing));
        get(whole.run(fixture.client(), users, CONCURRENCY).start());
        Map<String, String> uncut = plain(whole.outcomes());
        Set<String> seatedAfter = seated();
        List<String> lines = Files.readAllLines(whole.journalFile()).stream()
                .map(line -> line + "\n")
                .toList();
        assertThat(lines).hasSizeGreaterThan(25);

        List<Predicate<Integer>> underWay = List.of(number -> true, number -> false, number -> number % 2 == 0);
        for (int cut = 1; cut <= lines.size(); cut++) {
            for (Predicate<Integer> applied : underWay) {
                ExecutionFolder files = copy(whole, lines.subList(0, cut));
                takeAllSeatsAway();
                Set<String> appliedBefore = appliedBefore(files, applied);
                Set<String> seated = new HashSet<>(seatedBefore);
                if (action == SeatAction.ASSIGN) {
                    seated.addAll(appliedBefore);
                } else {
                    seated.removeAll(appliedBefore);
                }
                seat(seated);

                BulkSummary summary = resume(files);

                String where = "cut after line " + cut + ": " + lines.get(cut - 1);
                assertThat(plain(files.outcomes())).as(where).isEqualTo(uncut);
                assertThat(seated()).as(where).isEqualTo(seatedAfter);
                assertThat(summary.resumptions()).as(where).isEqualTo(cut == lines.size() ? 0 : 1);
                assertThat(sentAgain(appliedBefore)).as(where).isEmpty();
            }
        }
    }

    /** The users with an applied action when the process ended: those with a success, and some of those in flight. */
    private static Set<String> appliedBefore(ExecutionFolder files, Predicate<Integer> applied) throws IOException {
        Set<String> done = new HashSet<>();
        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow();
                RosterReader roster = journal.roster().open()) {
            journal.read(outcome -> {
                if (outcome.outcome() == Outcome.SUCCEEDED) {
                    done.add(outcome.userName());
                }
            });
            for (RosterEntry entry; (entry = roster.next()) != null; ) {
                if (journal.state().sent().get(entry.number())
                        && entry.isValid()
                        && !entry.user().text().startsWith("ghost")
                        && !journal.state().isResolved(entry.number())
                        && applied.test(entry.number())) {
                    done.add(entry.user().text());
                }
            }
        }
        return done;
    }

    private List<String> sentAgain(Set<String> done) {
        return simulator.requests(Operation.BULK_SEATS).stream()
                .flatMap(request -> done.stream().filter(user -> request.body().contains('"' + user + '"')))
                .toList();
    }

    @Test
    void aUserInFlightThatCannotBeReadBackHasAnUnknownOutcome() throws Exception {
        ExecutionFolder files =
                new ExecutionFolder(folder, new BulkRequest(OPEN, SeatAction.ASSIGN, 4, false, true, false));
        try (BulkJournal journal = files.begin(users())) {
            journal.sending(0, 2);
        }
        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
            BulkSummary summary = get(ExecutionFolder.run(
                            fixture.client(new FixedTokenSource("made-up")).build(), journal, CONCURRENCY)
                    .start());
            assertThat(summary.endedBy()).get().asString().contains("HTTP 401");
            assertThat(summary.unknown()).isEqualTo(2);
            assertThat(summary.invalid()).isEqualTo(1);
            assertThat(summary.notAttempted()).isEqualTo(22);
        }
        assertThat(files.outcomes().get("user0@contoso.com").failureReason()).startsWith("outcome unknown");
    }

    /** The interrupt comes between the decision to read back and the request. */
    @Test
    void aUserInFlightThatIsNotReadBackBecauseOfAnInterruptHasAnUnknownOutcome() throws Exception {
        ExecutionFolder files =
                new ExecutionFolder(folder, new BulkRequest(OPEN, SeatAction.ASSIGN, 4, false, true, false));
        try (BulkJournal journal = files.begin(users())) {
            journal.sending(0, 2);
        }
        CountDownLatch interrupted = new CountDownLatch(1);
        fixture.timer().submit(() -> {
            interrupted.await();
            return null;
        });
        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
            BulkExecution run = ExecutionFolder.run(fixture.client(), journal, CONCURRENCY);
            CompletableFuture<BulkSummary> summary = run.start();
            run.interrupt();
            assertThat(get(summary).unknown()).isEqualTo(2);
            assertThat(get(summary).notAttempted()).isEqualTo(22);
        } finally {
            interrupted.countDown();
        }
        assertThat(files.outcomes().get("user0@contoso.com").failureReason()).startsWith("outcome unknown");
    }

    /** The read-back does not count as an attempt. */
    @Test
    void aUserInFlightIsServedByAClientThatTriesOnce() throws Exception {
        ExecutionFolder files =
                new ExecutionFolder(folder, new BulkRequest(OPEN, SeatAction.ASSIGN, 1, false, true, false));
        try (BulkJournal journal = files.begin(List.of("ada@contoso.com", "bob@contoso.com"))) {
            journal.sending(0, 2);
        }
        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
            StoreClient once = fixture.client(fixture.tokens())
                    .retries(StoreFixture.AT_ONCE.withMaxAttempts(1))
                    .build();
            BulkSummary summary =
                    get(ExecutionFolder.run(once, journal, CONCURRENCY).start());
            assertThat(summary.succeeded()).isEqualTo(2);
        }
    }

    @Test
    void aDryRunThatIsCutReadsTheRest() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "user20@contoso.com");
        ExecutionFolder files =
                new ExecutionFolder(folder, new BulkRequest(OPEN, SeatAction.ASSIGN, 4, true, false, false));
        try (BulkJournal journal = files.begin(users())) {
            ExecutionFolder.resolve(journal, new ResolvedUser(0, UserOutcome.withoutSeat("user0@contoso.com")));
        }
        BulkSummary summary = resume(files);
        assertThat(summary.succeeded()).isEqualTo(24);
        assertThat(summary.wouldChange()).contains(23);
        assertThat(files.outcomes().get("user20@contoso.com").state()).isEqualTo("Active");
    }

    @Test
    void seatsAreCountedAgainWhereNothingWasSentYet() throws Exception {
        ExecutionFolder files = new ExecutionFolder(
                folder, new BulkRequest(StoreFixture.SCARCE, SeatAction.ASSIGN, 4, false, false, false));
        files.begin(users()).close();
        BulkSummary summary = resume(files);
        assertThat(summary.endedBy()).get().asString().contains("24 users need a seat, only 3 are free");
        assertThat(simulator.count(Operation.BULK_SEATS)).isZero();
    }

    /**
     * On a busy machine, a user may time out at each of the few attempts of the usual client, and has an
     * unknown outcome then.
     */
    private StoreClient clientWithManyAttempts() {
        return fixture.client(fixture.tokens())
                .timeout(Duration.ofMinutes(1))
                .retries(StoreFixture.AT_ONCE.withMaxAttempts(30))
                .build();
    }

    /** The journal of an operation that sent two users to a tenant. */
    private ExecutionFolder sentToTheTenant() throws IOException {
        ExecutionFolder files =
                new ExecutionFolder(folder, new BulkRequest(OPEN, SeatAction.ASSIGN, 4, false, true, false));
        try (BulkJournal journal = files.begin(fixture.client().tenant(), users())) {
            journal.sending(0, 2);
        }
        return files;
    }

    private BulkSummary resumeWith(ExecutionFolder files, TokenSource tokens) throws Exception {
        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
            return get(ExecutionFolder.run(fixture.client(tokens).build(), journal, CONCURRENCY)
                    .start());
        }
    }

    @Test
    void anOperationIsNotResumedInAnotherTenant() throws Exception {
        ExecutionFolder files = sentToTheTenant();
        simulator.forgetRequests();
        EntraIdentity own = fixture.identity();
        EntraIdentity other =
                new EntraIdentity(own.authority(), "fabrikam.com", own.clientId(), own.scope(), own.credential());

        BulkSummary summary = resumeWith(files, fixture.tokens(other));

        assertThat(summary.endedBy()).contains("the credential names another tenant than when the operation began");
        assertThat(summary.unknown()).isEqualTo(2);
        assertThat(summary.invalid()).isEqualTo(1);
        assertThat(summary.notAttempted()).isEqualTo(22);
        assertThat(summary.resumptions()).isZero();
        assertThat(simulator.requests()).isEmpty();
        assertThat(resume(files).endedBy()).isEqualTo(summary.endedBy());
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void anOperationIsResumedByAnotherApplicationOfTheTenant() throws Exception {
        ExecutionFolder files = sentToTheTenant();
        EntraIdentity own = fixture.identity();
        simulator.application(
                new Application(own.tenantId(), "another", List.of("its-secret"), List.of(), List.of(), true));

        BulkSummary summary = resumeWith(
                files,
                fixture.tokens(new EntraIdentity(
                        own.authority(),
                        own.tenantId(),
                        "another",
                        own.scope(),
                        new EntraCredential.ClientSecret("its-secret"))));

        assertThat(summary.endedBy()).isEmpty();
        assertThat(summary.succeeded()).isEqualTo(23);
    }

    @Test
    void anOperationIsResumedWithANewSecret() throws Exception {
        ExecutionFolder files = sentToTheTenant();
        simulator.rotateSecret();

        BulkSummary summary = resume(files);

        assertThat(summary.endedBy()).isEmpty();
        assertThat(summary.succeeded()).isEqualTo(23);
    }

    @Test
    void aJournalOfAVersionThatNotedNoTenantIsResumed() throws Exception {
        List<String> users = List.of("ada@contoso.com", "bob@contoso.com");
        ExecutionFolder files =
                new ExecutionFolder(folder, new BulkRequest(OPEN, SeatAction.ASSIGN, 25, false, true, false));
        files.begin(users).close();
        Files.writeString(
                files.journalFile(),
                "c37fd4d2 {\"line\":\"begin\",\"reportName\":\"pay-day\","
                        + "\"productId\":\"9NBLGGH4R2R6\",\"skuId\":\"0016\",\"action\":\"assign\","
                        + "\"batchSize\":25,\"dryRun\":false,\"ignoreCapacity\":true,\"ignoreApplied\":false,"
                        + "\"resultLimit\":1000,\"requested\":2,\"valid\":2,\"duplicates\":0,"
                        + "\"startedAt\":1700000000000}\n");

        assertThat(resume(files).succeeded()).isEqualTo(2);
    }

    /** Cuts the operation again and again while it is being resumed: the journal is closed after some users. */
    @Test
    void itCanBeCutMoreThanOnce() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).every(2).times(4).effect(FaultEffect.dropAfterApplying()));
        List<String> users = Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> "user" + i + "@contoso.com")
                .toList();
        ExecutionFolder files =
                new ExecutionFolder(folder, new BulkRequest(OPEN, SeatAction.ASSIGN, 5, false, true, false));
        BulkJournal journal = files.begin(users);
        int cuts = 0;
        for (; !journal.isEnded() && cuts < 100; cuts++) {
            int resolved = journal.state().resolved();
            BulkExecution run = ExecutionFolder.run(clientWithManyAttempts(), journal, CONCURRENCY);
            BulkJournal underWay = journal;
            CompletableFuture<BulkSummary> cut = run.start();
            await(() -> underWay.isEnded() || underWay.state().resolved() >= resolved + 20);
            journal.close();
            assertThat(cut.handle((summary, error) -> true)).succeedsWithin(Duration.ofSeconds(60));
            journal = BulkJournal.find(files.folder).orElseThrow();
        }
        journal.close();
        assertThat(cuts).isBetween(2, 99);
        assertThat(journal.summary().failures()).isEmpty();
        assertThat(journal.summary().succeeded()).isEqualTo(200);
        assertThat(seated()).containsExactlyInAnyOrderElementsOf(users);
        assertThat(files.outcomes()).hasSize(200);
    }
}
