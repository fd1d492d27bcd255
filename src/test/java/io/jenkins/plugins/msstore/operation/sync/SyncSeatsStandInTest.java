package io.jenkins.plugins.msstore.operation.sync;

import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.FilePath;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.JournalsAtBuildEnd;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.history.SyncCounts;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sync in a build: its result, its report or plan, its lines in the log, its record, and its end. */
class SyncSeatsStandInTest {

    @TempDir
    private Path folder;

    private final List<String> unstable = new ArrayList<>();
    private StandInStore store;
    private StandInRun run;

    @BeforeEach
    void start() throws Exception {
        store = new StandInStore(folder);
        run = new StandInRun(new StandInJob(store.jenkins(), "seats"));
        store.simulator().assignSeats(DefaultWorld.OPEN, "bob@contoso.com", "eve@contoso.com", "zoe@contoso.com");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    /** The arguments of a sync, with those that a test is about. */
    private static final class Given {
        private List<String> users;
        private String usersFile;
        private String maxRemovals = "100%";
        private List<String> protectedUsers;
        private String expectedPlan;
        private boolean dryRun;
        private String onFailure;
        private boolean allowEmpty;
        private String reportName = "staff";

        SyncSeats operation() {
            return new SyncSeats(new SyncSeatsArguments(
                    DefaultWorld.OPEN.productId(),
                    DefaultWorld.OPEN.skuId(),
                    users,
                    usersFile,
                    null,
                    null,
                    maxRemovals,
                    protectedUsers,
                    expectedPlan,
                    dryRun,
                    onFailure,
                    false,
                    allowEmpty,
                    reportName,
                    1000));
        }
    }

    private static Given given(String... users) {
        Given given = new Given();
        given.users = List.of(users);
        return given;
    }

    private BuildContext build() throws IOException {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        return new BuildContext(
                run, store.listener(), new FilePath(workspace.toFile()), unstable::add, SecretMask.NONE);
    }

    private OperationExecution started(Given given) throws IOException {
        return OperationExecution.start(given.operation(), build(), null, "sync-1");
    }

    private Map<?, ?> result(Given given) throws Exception {
        return (Map<?, ?>) started(given).result().get(60, TimeUnit.SECONDS);
    }

    private Throwable failure(Given given) throws Exception {
        return failure(started(given));
    }

    private static Throwable failure(OperationExecution execution) throws Exception {
        try {
            throw new AssertionError("succeeded with " + execution.result().get(60, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private List<String> report(String name) throws IOException {
        return Files.readAllLines(artifact(name));
    }

    private Path artifact(String name) {
        return run.getArtifactsDir().toPath().resolve("microsoft-store/seats").resolve(name);
    }

    private OperationRecord record() throws IOException {
        List<OperationRecord> records =
                OperationRecords.in(run.getRootDir().toPath()).list();
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private List<String> seated() {
        return store.simulator().seats(DefaultWorld.OPEN).stream()
                .filter(Seat::isActive)
                .map(Seat::assignedTo)
                .toList();
    }

    @Test
    void theListSaysWhoHasASeat() throws Exception {
        Given given = given("ada@contoso.com", "BOB@contoso.com", "ada@contoso.com");
        given.protectedUsers = List.of("zoe@contoso.com");
        Map<?, ?> result = result(given);
        assertThat(seated()).containsExactly("ada@contoso.com", "bob@contoso.com", "zoe@contoso.com");
        assertThat(result.get("added")).isEqualTo(1);
        assertThat(result.get("removed")).isEqualTo(1);
        assertThat(result.get("reports"))
                .isEqualTo(List.of("microsoft-store/seats/staff.csv", "microsoft-store/seats/staff.json"));
        List<String> report = report("staff.csv");
        assertThat(report.get(0))
                .isEqualTo("userName,outcome,state,dateAssigned,failureReason,correlationVector,action,productId,skuId,"
                        + "wouldChange,change");
        assertThat(report)
                .hasSize(4)
                .anyMatch(row -> row.startsWith("ada@contoso.com,SUCCEEDED,Active,") && row.endsWith(",,ADD"))
                .anyMatch(row -> row.startsWith("bob@contoso.com,SUCCEEDED,Active,")
                        && row.endsWith(",sync,9NBLGGH4R2R6,0016,,NONE"))
                .anyMatch(row -> row.startsWith("eve@contoso.com,SUCCEEDED,Revoked,") && row.endsWith(",,REMOVE"));
        JsonNode json = new ObjectMapper().readTree(artifact("staff.json").toFile());
        assertThat(json.get("planDigest").asText()).isEqualTo(result.get("planDigest"));
        assertThat(json.get("results"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.size()).isEqualTo(11));
        assertThat(store.log())
                .contains(
                        "Sync of the seats of 9NBLGGH4R2R6/0016: 2 users listed",
                        "Sync of the seats of 9NBLGGH4R2R6/0016: plan: 1 to add, 1 to remove, 1 unchanged, 1 retained of"
                                + " 3 users with a seat",
                        "Sync of the seats of 9NBLGGH4R2R6/0016: 1 added, 1 removed, 1 unchanged, 1 retained, 1 duplicate"
                                + " dropped; report: microsoft-store/seats/staff.csv")
                .doesNotContain("@contoso.com");
        assertThat(record().description().kind()).isEqualTo(OperationKind.SYNC_SEATS);
        assertThat(record().result().counts()).isEqualTo(new OutcomeCounts(3, 0, 0, 0, 0));
        assertThat(record().result().sync()).isEqualTo(new SyncCounts(false, 1, 1, 1, 1));
    }

    @Test
    void aDryRunChangesNothingAndItsPlanCanBeApproved() throws Exception {
        Given given = given("ada@contoso.com", "bob@contoso.com");
        given.dryRun = true;
        Map<?, ?> plan = result(given);
        assertThat(seated()).containsExactly("bob@contoso.com", "eve@contoso.com", "zoe@contoso.com");
        assertThat(plan.get("wouldAdd")).isEqualTo(1);
        assertThat(plan.get("wouldRemove")).isEqualTo(2);
        assertThat(report("staff.csv"))
                .anyMatch(row -> row.startsWith("ada@contoso.com,NOT_ATTEMPTED,") && row.endsWith(",true,ADD"))
                .anyMatch(row -> row.startsWith("bob@contoso.com,SUCCEEDED,") && row.endsWith(",false,NONE"));
        assertThat(record().description().dryRun()).isTrue();
        assertThat(record().result().sync()).isEqualTo(new SyncCounts(true, 1, 2, 1, 0));

        store.simulator().assignSeats(DefaultWorld.OPEN, "another@contoso.com");
        run = new StandInRun(new StandInJob(store.jenkins(), "apply"));
        Given apply = given("ada@contoso.com", "bob@contoso.com");
        apply.expectedPlan = (String) plan.get("planDigest");
        assertThat(failure(apply))
                .hasMessageContaining("not what was approved is to be done now: 1 to add and 3 to remove")
                .hasMessageEndingWith("; plan: microsoft-store/seats/staff-plan.csv");
        assertThat(store.simulator().count(Operation.BULK_SEATS)).isZero();
    }

    @Test
    void aPlanThatExceedsItsLimitIsArchivedAndNotExecuted() throws Exception {
        Given given = given("ada@contoso.com", "bob@contoso.com");
        given.maxRemovals = null;
        assertThat(failure(given))
                .hasMessage(
                        "Sync of the seats of 9NBLGGH4R2R6/0016 stopped: 2 of 3 users with a seat would lose it, and"
                                + " maxRemovals '10%' allows 1; check the plan, and if it is right, use maxRemovals: 2; 1 would be"
                                + " added, 2 would be removed, 1 unchanged; plan: microsoft-store/seats/staff-plan.csv");
        assertThat(report("staff-plan.csv"))
                .hasSize(5)
                .anyMatch(row -> row.startsWith("eve@contoso.com,NOT_ATTEMPTED,") && row.endsWith(",true,REMOVE"));
        assertThat(artifact("staff.csv")).doesNotExist();
        assertThat(store.simulator().count(Operation.BULK_SEATS)).isZero();
        assertThat(record().ending()).isEqualTo(Ending.FAILED);
        assertThat(record().error()).startsWith("2 of 3 users with a seat would lose it");
        assertThat(record().result().sync()).isEqualTo(new SyncCounts(true, 1, 2, 1, 0));
    }

    @Test
    void anEmptyListIsAnErrorUnlessItIsAllowed() throws Exception {
        assertThat(failure(given()))
                .hasMessage("users is empty, most often because an export failed; use allowEmpty: true to accept that");
        assertThat(store.simulator().count(Operation.GET_SEATS)).isZero();
        run = new StandInRun(new StandInJob(store.jenkins(), "again"));
        Given given = given();
        given.allowEmpty = true;
        assertThat(result(given).get("removed")).isEqualTo(3);
        assertThat(seated()).isEmpty();
    }

    @Test
    void everyReportIsRefusedAsAList() throws Exception {
        result(given("ada@contoso.com"));
        Path copy = folder.resolve("workspace").resolve("list.csv");
        Files.copy(artifact("staff.csv"), copy);
        Given given = new Given();
        given.usersFile = "list.csv";
        given.reportName = "another";
        run = new StandInRun(new StandInJob(store.jenkins(), "again"));
        assertThat(failure(given)).hasMessageContaining("is a report, not a list of users");
    }

    @Test
    void aFileIsAListAndFailuresAreThoseOfBothChanges() throws Exception {
        Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(
                folder.resolve("workspace").resolve("list.csv"),
                "name,UserPrincipalName\nAda,ada@contoso.com\nX,nobody@contoso.com\n");
        for (String user : List.of("eve@contoso.com")) {
            store.simulator()
                    .fault(FaultRule.on(Operation.BULK_SEATS).user(user).effect(FaultEffect.status(400)));
        }
        Given given = new Given();
        given.usersFile = "list.csv";
        given.onFailure = "UNSTABLE";
        Map<?, ?> result = result(given);
        assertThat(result.get("failed")).isEqualTo(2);
        assertThat((List<?>) result.get("failures"))
                .extracting(
                        failure -> ((Map<?, ?>) failure).get("userName") + " " + ((Map<?, ?>) failure).get("change"))
                .containsExactly("nobody@contoso.com ADD", "eve@contoso.com REMOVE");
        assertThat(unstable).singleElement().asString().contains("2 failed");
        assertThat(store.log()).contains("Failed additions by reason: ", "Failed removals by reason: ");
        assertThat(record().result().failures())
                .extracting(group -> group.change() + " " + group.count())
                .containsExactly("ADD 1", "REMOVE 1");
    }

    @Test
    void anInterruptArchivesWhatWasDone() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        store.simulator().fault(FaultRule.on(Operation.BULK_SEATS).from(2).effect(FaultEffect.heldUntil(end)));
        try {
            OperationExecution execution = started(given("ada@contoso.com"));
            await(() -> store.simulator().count(Operation.BULK_SEATS) > 1);
            execution.interrupt();
            assertThat(failure(execution)).isInstanceOf(InterruptedException.class);
        } finally {
            end.countDown();
        }
        assertThat(report("staff.csv"))
                .anyMatch(row -> row.startsWith("ada@contoso.com,SUCCEEDED,Active,"))
                .anyMatch(row -> row.startsWith("zoe@contoso.com,UNKNOWN,"));
        assertThat(store.log()).contains("Interrupted: Sync of the seats of 9NBLGGH4R2R6/0016: 1 added, 0 removed, ");
    }

    @Test
    void whileSeatsAreListedTheirNumberIsTheProgress() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        store.simulator().fault(FaultRule.on(Operation.GET_SEATS).effect(FaultEffect.heldUntil(end)));
        OperationExecution execution = started(given("ada@contoso.com"));
        try {
            await(() -> store.simulator().count(Operation.GET_SEATS) > 0);
            assertThat(execution.progress().unit()).isEqualTo(Progress.Unit.ENTRIES);
        } finally {
            end.countDown();
        }
        assertThat(execution.result()).succeedsWithin(Duration.ofMinutes(1));
    }

    private Path work() {
        return run.getRootDir().toPath().resolve("microsoft-store-work/sync-1");
    }

    /** Cuts the journals to what a killed process had written. */
    private void cut(String file, int lines) throws IOException {
        List<String> kept = Files.readAllLines(work().resolve(file)).subList(0, lines);
        Files.writeString(work().resolve(file), String.join("\n", kept) + (lines == 0 ? "" : "\n"));
    }

    @Test
    void aSyncThatIsNotResumedGetsItsReportWhenTheBuildEnds() throws Exception {
        result(given("ada@contoso.com"));
        Files.delete(artifact("staff.csv"));
        cut("sync", 2);
        cut("remove/journal", 2);

        new JournalsAtBuildEnd().onCompleted(run, store.listener());

        assertThat(report("staff.csv"))
                .hasSize(5)
                .anyMatch(row -> row.startsWith("ada@contoso.com,SUCCEEDED,Active,"))
                .anyMatch(row -> row.startsWith("eve@contoso.com,UNKNOWN,") && row.endsWith(",,REMOVE"));
        assertThat(store.log())
                .contains(
                        "Sync of the seats of 9NBLGGH4R2R6/0016 stopped: stopped with the controller, and not resumed; 1"
                                + " added, 0 removed, 0 unchanged, 3 unknown");
        assertThat(record().ending()).isEqualTo(Ending.LOST);
        assertThat(record().result().sync()).isEqualTo(new SyncCounts(false, 1, 0, 0, 0));
        assertThat(work()).doesNotExist();
    }

    @Test
    void aSyncThatHadNoPlanAttemptedNothing() throws Exception {
        result(given("ada@contoso.com"));
        Files.delete(artifact("staff.csv"));
        cut("sync", 1);
        for (String file : List.of("add/journal", "remove/journal")) {
            Files.delete(work().resolve(file));
        }

        new JournalsAtBuildEnd().onCompleted(run, store.listener());

        assertThat(report("staff.csv"))
                .hasSize(2)
                .anyMatch(row -> row.startsWith(
                        "ada@contoso.com,NOT_ATTEMPTED,,,\"stopped with the controller, and not resumed\","));
        assertThat(record().ending()).isEqualTo(Ending.LOST);
    }

    @Test
    void aSyncIsResumedWithItsListAndItsPlan() throws Exception {
        result(given("ada@contoso.com"));
        Files.delete(artifact("staff.csv"));
        cut("sync", 2);
        cut("remove/journal", 1);
        store.simulator().forgetRequests();

        Map<?, ?> result =
                (Map<?, ?>) OperationExecution.resume(given("other@contoso.com").operation(), build(), null, "sync-1")
                        .result()
                        .get(60, TimeUnit.SECONDS);

        assertThat(result.get("added")).isEqualTo(1);
        assertThat(result.get("removed")).isEqualTo(3);
        assertThat(store.simulator().requests(Operation.GET_SEATS)).isEmpty();
        assertThat(report("staff.csv")).hasSize(5);
        assertThat(store.log()).contains("resuming after a restart", "resumed after a restart");
    }

    /** A sync that has ended, and whose report is missing; one user was added, one was removed, and two are unchanged. */
    private void endedWithoutReport() throws Exception {
        result(given("ada@contoso.com", "bob@contoso.com", "eve@contoso.com"));
        Files.delete(artifact("staff.csv"));
        cut("sync", 3);
        store.simulator().forgetRequests();
    }

    /** The line that the sync fails with when it is resumed, or that its build ends with. */
    private String endOfBuild(boolean isResumed) throws Exception {
        if (isResumed) {
            return failure(OperationExecution.resume(given("ada@contoso.com").operation(), build(), null, "sync-1"))
                    .getMessage();
        }
        int before = store.log().length();
        new JournalsAtBuildEnd().onCompleted(run, store.listener());
        return store.log().substring(before).strip();
    }

    /** The sync has ended, but the names of some users are lost before its report is made. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unchangedUsersThatAreLostAfterTheEndAreToldAndCounted(boolean isResumed) throws Exception {
        endedWithoutReport();
        cut("unchanged", 1);

        assertThat(endOfBuild(isResumed))
                .isEqualTo(
                        "Sync of the seats of 9NBLGGH4R2R6/0016 stopped: sync-1/unchanged is damaged: line 1 ends the"
                                + " file, and is not the last of its 2 entries; 1 added, 1 removed, 1 unchanged, 1 not attempted;"
                                + " report: microsoft-store/seats/staff.csv");

        assertThat(report("staff.csv"))
                .hasSize(5)
                .anyMatch(row -> row.startsWith("unchanged entry 1 (damaged),NOT_ATTEMPTED,"))
                .anyMatch(row -> row.startsWith("bob@contoso.com,SUCCEEDED,") && row.endsWith(",NONE"));
        JsonNode json = new ObjectMapper().readTree(artifact("staff.json").toFile());
        assertThat(json.get("unchanged").asInt()).isEqualTo(1);
        assertThat(json.get("notAttempted").asInt()).isEqualTo(1);
        assertThat(json.get("results"))
                .filteredOn(row -> row.get("outcome").asText().equals("NOT_ATTEMPTED"))
                .hasSize(1);
        assertThat(json.get("damage").asText()).startsWith("sync-1/unchanged is damaged: line 1 ends the file");
        assertThat(record().ending()).isEqualTo(Ending.FAILED);
        assertThat(record().error()).startsWith("sync-1/unchanged is damaged");
        assertThat(record().result().counts()).isEqualTo(new OutcomeCounts(3, 0, 0, 0, 1));
        assertThat(record().result().sync()).isEqualTo(new SyncCounts(false, 1, 1, 1, 0));
        assertThat(store.simulator().requests(Operation.BULK_SEATS)).isEmpty();
    }

    /** The sync has ended, but its report would lack users. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void removedUsersThatAreLostAfterTheEndAreToldAndCounted(boolean isResumed) throws Exception {
        endedWithoutReport();
        cut("remove/journal", 2);

        assertThat(endOfBuild(isResumed))
                .isEqualTo(
                        "Sync of the seats of 9NBLGGH4R2R6/0016 stopped: remove/journal is damaged: it lacks its end; 1 added, 0"
                                + " removed, 2 unchanged, 1 unknown; first failure: outcome unknown: remove/journal is damaged: it"
                                + " lacks its end; report: microsoft-store/seats/staff.csv");

        assertThat(report("staff.csv")).hasSize(5).anyMatch(row -> row.startsWith("zoe@contoso.com,UNKNOWN,"));
        assertThat(store.simulator().requests(Operation.BULK_SEATS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "unchanged, false",
        "unchanged, true",
        "remove/journal, false",
        "remove/journal, true",
        "remove/users, false",
        "remove/users, true"
    })
    void aFileOfASyncThatIsMissingIsNamedInOneLine(String file, boolean isResumed) throws Exception {
        endedWithoutReport();
        Files.delete(work().resolve(file));

        assertThat(endOfBuild(isResumed))
                .isEqualTo((isResumed
                                ? ""
                                : "WARNING: cannot archive the report of an unfinished operation; its journal stays in the"
                                        + " build's folder: ")
                        + (file.contains("/") ? file : "sync-1/" + file)
                        + " cannot be used: the file does not exist");
        assertThat(store.simulator().requests(Operation.BULK_SEATS)).isEmpty();
    }

    /** Others give and take seats between the list of seats and the requests. */
    @Test
    void whatOthersDoMeanwhileIsToldInTheLog() throws Exception {
        CountDownLatch counted = new CountDownLatch(1);
        store.simulator().fault(FaultRule.on(Operation.GET_INVENTORY).effect(FaultEffect.heldUntil(counted)));
        OperationExecution execution = started(given("ada@contoso.com", "bob@contoso.com"));
        await(() -> store.simulator().count(Operation.GET_INVENTORY) > 0);
        store.simulator().removeProduct(DefaultWorld.OPEN);
        store.simulator().product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId()));
        store.simulator().assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "bob@contoso.com", "eve@contoso.com");
        counted.countDown();

        Map<?, ?> result = (Map<?, ?>) execution.result().get(60, TimeUnit.SECONDS);

        assertThat(result.get("added")).isEqualTo(1);
        assertThat(result.get("removed")).isEqualTo(2);
        assertThat(store.log())
                .contains("Changed by others meanwhile: 1 user had no seat any more when it was to be reclaimed");
    }

    @Test
    void aUserWhoseNameIsNoneIsToldWithoutIt() throws Exception {
        store.simulator().assignSeats(DefaultWorld.OPEN, "shared mailbox, 3rd floor");
        assertThat(result(given("bob@contoso.com")).get("retained")).isEqualTo(1);
        assertThat(seated()).contains("shared mailbox, 3rd floor");
        assertThat(store.log())
                .contains(
                        "1 user with a seat cannot be listed, and keeps it: the name that the service gives is no user"
                                + " principal name")
                .doesNotContain("floor");
    }

    @Test
    void theNameOfAPlanMayBeUsed() throws Exception {
        Given dryRun = given("ada@contoso.com");
        dryRun.dryRun = true;
        dryRun.reportName = "staff-plan";
        OperationExecution.start(dryRun.operation(), build(), null, "sync-0")
                .result()
                .get(60, TimeUnit.SECONDS);
        Given given = given("ada@contoso.com");
        given.maxRemovals = "0";
        assertThat(failure(given)).hasMessageEndingWith("; plan: microsoft-store/seats/staff-plan-1.csv");
    }

    @Test
    void argumentsAreCheckedBeforeAnythingIsSent() {
        Given blankPlan = given("ada@contoso.com");
        blankPlan.expectedPlan = "";
        assertThatThrownBy(blankPlan::operation)
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("expectedPlan '' must be the planDigest");
        Given tooMuch = given("ada@contoso.com");
        tooMuch.maxRemovals = "110%";
        assertThatThrownBy(tooMuch::operation).hasMessageStartingWith("maxRemovals '110%' must not be more than 100%");
        Given noUser = given("ada@contoso.com");
        noUser.protectedUsers = List.of("admin");
        assertThatThrownBy(noUser::operation).hasMessageStartingWith("protectedUsers 'admin' is not a user principal");
        Given both = given("ada@contoso.com");
        both.usersFile = "list.csv";
        assertThatThrownBy(both::operation).hasMessageStartingWith("usersFile 'list.csv' cannot be combined");
    }
}
