package io.jenkins.plugins.msstore.steps;

import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.util.concurrent.SettableFuture;
import hudson.AbortException;
import hudson.ProxyConfiguration;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.config.MicrosoftStoreConfiguration;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.ObjectOutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The five steps, from their arguments to their results, logs and artifacts. */
class StepsStandInTest {

    private static final String PRODUCT = DefaultWorld.OPEN.productId();
    private static final String SKU = DefaultWorld.OPEN.skuId();

    @TempDir
    Path folder;

    private StandInStepHarness harness;

    @BeforeEach
    void start() throws Exception {
        harness = new StandInStepHarness(folder);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private static AssignSeatStep assign(String user) {
        return new AssignSeatStep(PRODUCT, SKU, user);
    }

    private static BulkSeatsStep bulk(String... users) {
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT, SKU, "assign");
        step.users = List.of(users);
        return step;
    }

    private static BulkSeatsStep bulkFile(String path) {
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT, SKU, "assign");
        step.usersFile = path;
        return step;
    }

    private static OfflineLicenseStep license() {
        return new OfflineLicenseStep(
                DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId(), DefaultWorld.CONTENT_ID);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @Test
    void aSeatIsAMapOfPlainValues() throws Exception {
        Map<String, Object> seat = map(harness.resultWithoutWorkspace(assign(" ada@contoso.com ")));
        assertThat(seat).containsOnlyKeys("assignedTo", "dateAssigned", "state", "productKey");
        assertThat(seat).containsEntry("assignedTo", "ada@contoso.com").containsEntry("state", "Active");
        assertThat(seat.get("dateAssigned")).isInstanceOf(String.class);
        assertThat(seat.get("productKey")).isEqualTo(Map.of("productId", PRODUCT, "skuId", SKU));
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(seat);
    }

    @Test
    void aSeatThatIsNotThereIsNull() throws Exception {
        assertThat(harness.resultWithoutWorkspace(new GetSeatStep(PRODUCT, SKU, "ada@contoso.com")))
                .isNull();
        harness.result(assign("ada@contoso.com"));
        assertThat(map(harness.result(new GetSeatStep(PRODUCT, SKU, "ada@contoso.com"))))
                .containsEntry("state", "Active");
    }

    @Test
    void aReclaimNeedsASeatUnlessMissingOnesAreIgnored() throws Exception {
        ReclaimSeatStep step = new ReclaimSeatStep(PRODUCT, SKU, "ada@contoso.com");
        assertThat(harness.failure(step)).isInstanceOf(AbortException.class).hasMessageContaining("HTTP 404");
        step.ignoreMissing = true;
        assertThat(harness.result(step)).isNull();
        harness.result(assign("ada@contoso.com"));
        assertThat(map(harness.result(step))).containsEntry("state", "Revoked");
    }

    @Test
    void anAnswerThatDoesNotNameWhatIsMissingIsNoSeatWithAWarning() throws Exception {
        ReclaimSeatStep step = new ReclaimSeatStep(PRODUCT, SKU, "ada@contoso.com");
        step.ignoreMissing = true;
        harness.result(step);
        assertThat(harness.log()).contains("ada@contoso.com has no seat of").doesNotContain("check the service URL");

        harness.simulator.fault(FaultRule.on(Operation.RECLAIM_SEAT).effect(FaultEffect.status(404)));

        assertThat(harness.result(step)).isNull();
        assertThat(harness.log().lines())
                .filteredOn(line -> line.startsWith("WARNING: ada@contoso.com counts as without a seat of " + PRODUCT))
                .singleElement()
                .asString()
                .contains("does not name what is missing", "MS-CV ")
                .endsWith("check the service URL");
    }

    @Test
    void aProductThatIsNotThereIsAnErrorEverywhere() throws Exception {
        assertThat(harness.failure(new GetSeatStep("9UNKNOWN", SKU, "ada@contoso.com")))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("9UNKNOWN");
        ReclaimSeatStep reclaim = new ReclaimSeatStep("9UNKNOWN", SKU, "ada@contoso.com");
        reclaim.ignoreMissing = true;
        assertThat(harness.failure(reclaim)).isInstanceOf(AbortException.class);
    }

    static Stream<Arguments> badInput() {
        BulkSeatsStep both = bulk("ada@contoso.com");
        both.usersFile = "users.csv";
        BulkSeatsStep column = bulk("ada@contoso.com");
        column.column = "mail";
        BulkSeatsStep zero = bulk("ada@contoso.com");
        zero.batchSize = 0;
        BulkSeatsStep tooMany = bulk("ada@contoso.com");
        tooMany.batchSize = 26;
        BulkSeatsStep onFailure = bulk("ada@contoso.com");
        onFailure.onFailure = "IGNORE";
        BulkSeatsStep reportName = bulk("ada@contoso.com");
        reportName.reportName = "../report";
        BulkSeatsStep device = bulk("ada@contoso.com");
        device.reportName = "nul.txt";
        BulkSeatsStep resultLimit = bulk("ada@contoso.com");
        resultLimit.resultLimit = -1;
        BulkSeatsStep everything = bulk("ada@contoso.com");
        everything.resultLimit = 10_001;
        OfflineLicenseStep format = license();
        format.formats = List.of("pdf");
        OfflineLicenseStep nowhere = license();
        nowhere.archive = false;
        OfflineLicenseStep outside = license();
        outside.directory = "../licenses";
        AssignSeatStep credential = assign("ada@contoso.com");
        credential.setCredentialsId("unknown-credential");
        return Stream.of(
                Arguments.of(new AssignSeatStep(null, SKU, "ada@contoso.com"), "productId must not be blank"),
                Arguments.of(new AssignSeatStep(" ", SKU, "ada@contoso.com"), "productId '' must not be blank"),
                Arguments.of(new AssignSeatStep(PRODUCT, "..", "ada@contoso.com"), "skuId '..' is not a valid ID"),
                Arguments.of(assign("ada"), "userName 'ada' is not a user principal name (user@domain)"),
                Arguments.of(new GetSeatStep(PRODUCT, SKU, "@x"), "userName '@x'"),
                Arguments.of(
                        assign("Ada Lovelace <ada@contoso.com>"),
                        "userName 'Ada Lovelace <ada@contoso.com>' is not a user principal name (user@domain):"
                                + " the character < is not allowed"),
                Arguments.of(
                        new GetSeatStep(PRODUCT, SKU, "a@b|c d@e"),
                        "userName 'a@b|c d@e' is not a user principal name (user@domain): the character | is not allowed"),
                Arguments.of(
                        new ReclaimSeatStep(PRODUCT, SKU, "ada @contoso.com"),
                        "userName 'ada @contoso.com' is not a user principal name (user@domain):"
                                + " white space is not allowed"),
                Arguments.of(new ReclaimSeatStep(PRODUCT, null, "ada@contoso.com"), "skuId must not be blank"),
                Arguments.of(new BulkSeatsStep(PRODUCT, SKU, "grant"), "action 'grant' must be"),
                Arguments.of(new BulkSeatsStep(PRODUCT, SKU, "assign"), "users or usersFile is required"),
                Arguments.of(both, "usersFile 'users.csv' cannot be combined with users"),
                Arguments.of(column, "column 'mail' is for usersFile only"),
                Arguments.of(zero, "batchSize '0' must be 1 to 25"),
                Arguments.of(tooMany, "batchSize '26' must be 1 to 25"),
                Arguments.of(onFailure, "onFailure 'IGNORE'"),
                Arguments.of(reportName, "reportName '../report'"),
                Arguments.of(device, "reportName 'nul.txt' is reserved for a device"),
                Arguments.of(resultLimit, "resultLimit '-1' must be 0 to 10000; the report always contains all users"),
                Arguments.of(
                        everything, "resultLimit '10001' must be 0 to 10000; the report always contains all users"),
                Arguments.of(bulkFile("/etc/passwd"), "usersFile '/etc/passwd' must be relative"),
                Arguments.of(bulkFile("C:\\users.csv"), "usersFile 'C:\\users.csv' must be relative"),
                Arguments.of(bulkFile("a/../../users.csv"), "usersFile 'a/../../users.csv' must not contain '..'"),
                Arguments.of(bulkFile("missing.csv"), "usersFile 'missing.csv' is not a file in the workspace"),
                Arguments.of(
                        new OfflineLicenseStep(PRODUCT, SKU, "../../evil"), "contentId '../../evil' cannot be part"),
                Arguments.of(new OfflineLicenseStep(PRODUCT, SKU, " "), "contentId '' must not be blank"),
                Arguments.of(format, "formats 'pdf' must be one of xml, encoded, syncml"),
                Arguments.of(nowhere, "directory is required with archive: false"),
                Arguments.of(outside, "directory '../licenses' must not contain '..'"),
                Arguments.of(credential, "credentialsId: no credential with ID 'unknown-credential'"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputGetsOneLineBeforeAnythingIsSent(StoreStep step, String line) throws Exception {
        assertThat(harness.failure(step)).isInstanceOf(AbortException.class).hasMessageStartingWith(line);
        assertThat(harness.simulator.requests()).isEmpty();
    }

    @Test
    void aProxyThatIsNotReachedIsNotNamedInTheLog() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Jenkins.get().setProxy(new ProxyConfiguration("127.0.0.1", free));
        MicrosoftStoreConfiguration.get().setEndpoint("https://store.contoso.com");
        MicrosoftStoreConfiguration.get().save();
        assertThat(harness.failure(assign("ada@contoso.com")))
                .hasMessageContaining("no connection: ConnectException: cannot connect to the controller's proxy")
                .hasMessageNotContainingAny("127.0.0.1", String.valueOf(free));
    }

    @Test
    void theFormRefusesAResultThatTheStepRefuses() {
        BulkSeatsStep.DescriptorImpl form = new BulkSeatsStep.DescriptorImpl();
        assertThat(form.doCheckResultLimit(null, "10000").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckResultLimit(null, "10001").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckResultLimit(null, "-1").kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    @Test
    void aPlainHttpEndpointOffLoopbackIsRefusedBeforeAnythingIsSent() throws Exception {
        MicrosoftStoreConfiguration.get().setEndpoint("http://store.contoso.com");
        MicrosoftStoreConfiguration.get().save();
        assertThat(harness.failure(assign("ada@contoso.com")))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("endpoint 'http://store.contoso.com' must be https");
    }

    @Test
    void aUsersFileOutsideOfANodeSaysWhatIsMissing() throws Exception {
        assertThat(harness.startWithoutWorkspace(bulkFile("users.csv")).failure())
                .hasMessage("usersFile 'users.csv' needs a workspace: wrap the step in node { }");
    }

    @Test
    void aSymbolicLinkDoesNotLeadOutOfTheWorkspace() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.csv"), "ada@contoso.com\n");
        Files.createSymbolicLink(harness.workspace.toPath().resolve("users.csv"), secret);
        assertThat(harness.failure(bulkFile("users.csv")))
                .hasMessage("usersFile 'users.csv' leads out of the workspace");
    }

    @Test
    void aBulkOperationReturnsCountsAndArchivesEveryOutcome() throws Exception {
        BulkSeatsStep step = bulk("ada@contoso.com", "bob@contoso.com", "ADA@contoso.com");
        Map<String, Object> result = map(harness.resultWithoutWorkspace(step));
        assertThat(result)
                .containsOnlyKeys(
                        "action",
                        "productKey",
                        "requested",
                        "succeeded",
                        "failed",
                        "unknown",
                        "invalid",
                        "duplicates",
                        "notAttempted",
                        "seats",
                        "failures",
                        "truncated",
                        "dryRun",
                        "wouldChange",
                        "withoutSeat",
                        "reports",
                        "elapsedMillis");
        assertThat(result)
                .containsEntry("action", "assign")
                .containsEntry("requested", 2)
                .containsEntry("succeeded", 2)
                .containsEntry("duplicates", 1)
                .containsEntry("truncated", false)
                .containsEntry("wouldChange", null);
        String name = "microsoft-store/seats/assign-" + PRODUCT + "-" + SKU + "-1";
        assertThat(result).containsEntry("reports", List.of(name + ".csv", name + ".json"));
        assertThat(Files.readAllLines(harness.artifact(name + ".csv").toPath())).hasSize(3);
        JsonNode json = new ObjectMapper().readTree(harness.artifact(name + ".json"));
        assertThat(json.get("results")).hasSize(2);
        RunListener.fireCompleted(harness.run, TaskListener.NULL);
        assertThat(harness.run.getRootDir().list()).doesNotContain("microsoft-store-work");
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(result);
    }

    @Test
    void aJournalThatCannotBeReadKeepsNoOtherFromBeingClearedAway() throws Exception {
        Path left = harness.run.getRootDir().toPath().resolve("microsoft-store-work");
        Files.writeString(Files.createDirectories(left.resolve("1")).resolve("journal"), "nonsense\n");
        Files.createDirectories(left.resolve("2"));

        RunListener.fireCompleted(harness.run, TaskListener.NULL);

        assertThat(left.toFile().list()).containsExactly("1");
    }

    @Test
    void logLinesOfABulkOperationShowCountsAndNoNames() throws Exception {
        harness.result(bulk("ada@contoso.com", "bob@contoso.com"));
        assertThat(harness.log()).contains("2 of 2 users succeeded").doesNotContain("ada@", "bob@");
    }

    @Test
    void theLogOfADryRunDoesNotReadAsIfItHadBeenDone() throws Exception {
        BulkSeatsStep step = bulk("ada@contoso.com", "bob@contoso.com", "ADA@contoso.com");
        step.dryRun = true;
        harness.result(step);
        assertThat(harness.log())
                .contains("(dry run): 2 users, nothing will be changed")
                .contains(
                        "(dry run): 2 of 2 users looked up, 1 duplicate dropped, 2 without a seat, 2 would change; report: ")
                .doesNotContain("succeeded");
    }

    @Test
    void logLinesOfABulkOperationHaveNoNamesEvenFromTheService() throws Exception {
        harness.simulator.fault(FaultRule.on(Operation.BULK_SEATS)
                .user("ada@contoso.com")
                .effect(FaultEffect.status(400)
                        .body("application/json", "{\"reason\": \"Ada@contoso.com sits with eve@contoso.com\"}")));
        assertThat(harness.failure(bulk("ada@contoso.com", "bob@contoso.com")))
                .hasMessageContaining("1 of 2 users succeeded, 1 failed; first failure: ")
                .hasMessageContaining("the user sits with ***");
        assertThat(harness.log()).doesNotContainIgnoringCase("ada@", "eve@");
    }

    /** Pipeline writes the error that ends a build into its log. */
    @Test
    void theOutcomeOfABulkOperationIsInTheLogOnce() throws Exception {
        harness.simulator.fault(
                FaultRule.on(Operation.BULK_SEATS).user("ada@contoso.com").effect(FaultEffect.status(400)));
        for (String onFailure : List.of("FAIL", "UNSTABLE", "CONTINUE")) {
            BulkSeatsStep step = bulk("ada@contoso.com", "bob@contoso.com");
            step.onFailure = onFailure;
            step.reportName = onFailure;
            String error = "";
            if (onFailure.equals("FAIL")) {
                error = harness.failure(step).getMessage();
            } else {
                harness.result(step);
            }
            assertThat((harness.log() + error).split(onFailure + ".csv", -1))
                    .as(onFailure)
                    .hasSize(2);
        }
        assertThat(harness.log())
                .containsPattern(
                        "WARNING: the build is unstable: Bulk assign of .* 1 failed; first failure: .*UNSTABLE.csv")
                .containsPattern(
                        "WARNING: the build continues: Bulk assign of .* 1 failed; first failure: .*CONTINUE.csv");
    }

    @Test
    void reasonsOfFailuresAreInTheLogWithTheirCounts() throws Exception {
        BulkSeatsStep step = bulk("no-user", "nobody@contoso.com", "bob@contoso.com");
        step.onFailure = "CONTINUE";
        harness.result(step);
        assertThat(harness.log())
                .contains("Failures by reason: user not found: 1 user; the name is not a user principal name")
                .doesNotContain("nobody@");
    }

    @Test
    void aFailedUserFailsTheStepAfterTheReportIsArchived() throws Exception {
        assertThat(harness.failure(bulk("ada@contoso.com", "nobody@contoso.com", "no-user")))
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll("1 of 3 users succeeded", "1 failed", "1 invalid", "-1.csv");
        assertThat(harness.artifact("microsoft-store/seats/assign-" + PRODUCT + "-" + SKU + "-1.csv"))
                .content()
                .contains("nobody@contoso.com,FAILED", "no-user,INVALID");
    }

    @Test
    void aFailedUserCanMakeTheBuildUnstable() throws Exception {
        BulkSeatsStep step = bulk("ada@contoso.com", "nobody@contoso.com");
        step.onFailure = "unstable";
        Map<String, Object> result = map(harness.result(step));
        assertThat(result).containsEntry("failed", 1);
        assertThat(harness.run.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(harness.node.getAction(WarningAction.class).getMessage()).contains("1 failed");
    }

    @Test
    void aFailedUserCanBeLeftToTheScript() throws Exception {
        BulkSeatsStep step = bulk("nobody@contoso.com", "ada@contoso.com");
        step.onFailure = "CONTINUE";
        Map<String, Object> result = map(harness.result(step));
        assertThat((List<?>) result.get("failures")).hasSize(1);
        assertThat(map(((List<?>) result.get("failures")).get(0)))
                .containsEntry("userName", "nobody@contoso.com")
                .containsKey("failureReason");
        assertThat(harness.run.getResult()).isNull();
    }

    @Test
    void whatEndsARunIsAnErrorWhateverIsToBecomeOfFailures() throws Exception {
        BulkSeatsStep step = new BulkSeatsStep("9UNKNOWN", SKU, "assign");
        step.users = List.of("ada@contoso.com");
        step.onFailure = "CONTINUE";
        step.reportName = "monday";
        assertThat(harness.failure(step)).isInstanceOf(AbortException.class).hasMessageContaining("HTTP 404");
        assertThat(harness.artifact("microsoft-store/seats/monday.csv"))
                .content()
                .contains("ada@contoso.com,NOT_ATTEMPTED");
    }

    @Test
    void usersComeFromAFileToo() throws Exception {
        Files.writeString(
                harness.workspace.toPath().resolve("class.csv"),
                "Name;Mail\nAda;ada@contoso.com\nBob;bob\nEve;eve@contoso.com\n");
        BulkSeatsStep step = bulkFile("class.csv");
        step.column = "mail";
        step.onFailure = "CONTINUE";
        step.reportName = "class";
        assertThat(map(harness.result(step))).containsEntry("succeeded", 2).containsEntry("invalid", 1);
        assertThat(harness.artifact("microsoft-store/seats/class.csv"))
                .content()
                .contains("bob,INVALID,,,line 3: ");
    }

    @Test
    void aReportNameIsUsedOnceInABuild() throws Exception {
        BulkSeatsStep step = bulk("ada@contoso.com");
        step.reportName = "monday";
        harness.result(step);
        BulkSeatsStep again = bulk("bob@contoso.com");
        again.reportName = "Monday";
        assertThat(harness.failure(again)).hasMessage("reportName 'Monday' is already used in this build");
        assertThat(map(harness.result(bulk("bob@contoso.com"))).get("reports").toString())
                .contains("-1.csv");
        assertThat(map(harness.result(bulk("bob@contoso.com"))).get("reports").toString())
                .contains("-2.csv");
    }

    @Test
    void bulkOperationsOfOneBuildDoNotInterfere() throws Exception {
        List<StandInStepHarness.Started> started = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            started.add(harness.startWithoutWorkspace(bulk("u" + i + "@contoso.com")));
        }
        for (StandInStepHarness.Started step : started) {
            assertThat(map(step.value())).containsEntry("succeeded", 1);
        }
        assertThat(harness.artifact("microsoft-store/seats").list()).hasSize(120);
    }

    @Test
    void aReclaimThatIgnoresMissingSeatsSucceedsForUsersWithoutOne() throws Exception {
        harness.simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com");
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT, SKU, "reclaim");
        step.users = List.of("ada@contoso.com", "bob@contoso.com");
        step.ignoreMissing = true;
        Map<String, Object> result = map(harness.result(step));
        assertThat(result).containsEntry("succeeded", 2).containsEntry("failed", 0);
        assertThat((List<?>) result.get("seats")).hasSize(1);
    }

    @Test
    void ignoringMissingSeatsIsForAReclaimAlone() throws Exception {
        BulkSeatsStep step = bulk("ada@contoso.com");
        step.ignoreMissing = true;
        assertThat(harness.failure(step)).hasMessage("ignoreMissing 'true' is for action 'reclaim' alone");
        assertThat(harness.simulator.requests()).isEmpty();
    }

    @Test
    void anEmptyListFailsBeforeAnythingIsSent() throws Exception {
        assertThat(harness.failure(bulk()))
                .isInstanceOf(AbortException.class)
                .hasMessage("users is empty, most often because an export failed; use allowEmpty: true to accept that");
        assertThat(harness.failure(bulk(" ", ""))).hasMessageStartingWith("users is empty");
        Files.writeString(harness.workspace.toPath().resolve("users.csv"), "UserPrincipalName\r\n \r\n");
        assertThat(harness.failure(bulkFile("users.csv"))).hasMessageStartingWith("usersFile 'users.csv' is empty");
        assertThat(harness.simulator.requests()).isEmpty();
    }

    @Test
    void anEmptyListThatIsAllowedIsReportedAndSendsNothing() throws Exception {
        BulkSeatsStep step = bulk();
        step.allowEmpty = true;
        assertThat(map(harness.result(step))).containsEntry("requested", 0).containsEntry("succeeded", 0);
        assertThat(harness.artifact("microsoft-store/seats/assign-" + PRODUCT + "-" + SKU + "-1.csv"))
                .exists();
        assertThat(harness.simulator.requests()).isEmpty();
    }

    @Test
    void anInterruptedBulkOperationArchivesItsReportAndEndsAsInterrupted() throws Exception {
        harness.simulator.fault(
                FaultRule.on(Operation.BULK_SEATS).from(2).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        MicrosoftStoreConfiguration.get().setMaxConcurrentRequests(1);
        MicrosoftStoreConfiguration.get().save();
        BulkSeatsStep step = bulk(
                IntStream.range(0, 9).mapToObj(i -> "u" + i + "@contoso.com").toArray(String[]::new));
        step.batchSize = 3;
        step.reportName = "cut";
        StandInStepHarness.Started started = harness.startWithoutWorkspace(step);
        await(() -> harness.simulator.count(Operation.BULK_SEATS) >= 2);
        await(() -> started.execution().getStatus().startsWith("3 of 9 users (33 %)"));
        Exception cause = new InterruptedException("somebody pressed the button");
        started.execution().stop(cause);
        assertThat(started.failure()).isSameAs(cause);
        assertThat(Files.readAllLines(
                        harness.artifact("microsoft-store/seats/cut.csv").toPath()))
                .filteredOn(line -> line.contains("NOT_ATTEMPTED"))
                .hasSize(3);
    }

    /** The thread that runs Pipelines stops steps: it must not write up to a million outcomes. */
    @Test
    void stoppingAStepDoesNotWaitForItsOperation() throws Exception {
        harness.simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        StandInStepHarness.Started started = harness.startWithoutWorkspace(bulk("ada@contoso.com"));
        await(() -> harness.simulator.count(Operation.BULK_SEATS) >= 1);
        Exception cause = new InterruptedException("timeout");
        synchronized (((StoreStepExecution) started.execution()).execution) {
            assertThat(CompletableFuture.runAsync(() -> stop(started.execution(), cause)))
                    .succeedsWithin(Duration.ofSeconds(20));
        }
        assertThat(started.failure()).isSameAs(cause);
    }

    private static void stop(StepExecution execution, Throwable cause) {
        try {
            execution.stop(cause);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingBeginsBeforePipelineHasSavedTheStep() throws Exception {
        SettableFuture<Void> saving = SettableFuture.create();
        StandInStepHarness.Started started = harness.startUnsaved(assign("ada@contoso.com"), saving);
        assertThat(started.execution().getStatus()).isNull();

        saving.set(null);

        assertThat(started.value()).isInstanceOf(Map.class);
    }

    @Test
    void aStepThatIsStoppedBeforeItIsSavedNeverBegins() throws Exception {
        SettableFuture<Void> saving = SettableFuture.create();
        StandInStepHarness.Started started = harness.startUnsaved(assign("ada@contoso.com"), saving);
        Exception cause = new InterruptedException("timeout");
        started.execution().stop(cause);

        saving.set(null);

        assertThat(started.failure()).isSameAs(cause);
        assertThat(started.execution().getStatus()).isNull();
    }

    @Test
    void anInterruptedSingleStepEndsAtOnce() throws Exception {
        harness.simulator.fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        StandInStepHarness.Started started = harness.startWithoutWorkspace(assign("ada@contoso.com"));
        await(() -> harness.simulator.count(Operation.ASSIGN_SEAT) >= 1);
        Exception cause = new InterruptedException("timeout");
        started.execution().stop(cause);
        assertThat(started.failure()).isSameAs(cause);
    }

    @Test
    void aLicenseIsArchivedWithoutAWorkspace() throws Exception {
        OfflineLicenseStep step = license();
        step.formats = List.of("xml", "encoded", "syncml");
        Map<String, Object> license = map(harness.resultWithoutWorkspace(step));
        assertThat(license)
                .containsOnlyKeys(
                        "productKey",
                        "contentId",
                        "licenseInstanceId",
                        "requestorId",
                        "packageFamilyName",
                        "files",
                        "sha256");
        assertThat(license).containsEntry("packageFamilyName", "Contoso.Kiosk_8wekyb3d8bbwe");
        String base = "microsoft-store/licenses/" + DefaultWorld.OFFLINE.productId() + "-"
                + DefaultWorld.OFFLINE.skuId() + "-" + DefaultWorld.CONTENT_ID;
        assertThat((List<?>) license.get("files"))
                .isEqualTo(List.of(base + ".xml", base + ".license.txt", base + ".syncml.xml", base + ".json"));
        String encoded =
                Files.readString(harness.artifact(base + ".license.txt").toPath());
        assertThat(Base64.getDecoder().decode(encoded))
                .isEqualTo(Files.readAllBytes(harness.artifact(base + ".xml").toPath()));
        assertThat(map(license.get("sha256")).get(base + ".xml").toString()).matches("[0-9a-f]{64}");
        assertThat(harness.log()).doesNotContain(encoded.substring(0, 40));
        RunListener.fireCompleted(harness.run, TaskListener.NULL);
        assertThat(harness.run.getRootDir().list()).doesNotContain("microsoft-store-work");
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(license);
    }

    @Test
    void aLicenseCanGoToTheWorkspaceAlone() throws Exception {
        OfflineLicenseStep step = license();
        step.formats = List.of("encoded");
        step.archive = false;
        step.directory = "out/licenses";
        Map<String, Object> license = map(harness.result(step));
        List<String> files = new ArrayList<>();
        ((List<?>) license.get("files")).forEach(file -> files.add(file.toString()));
        assertThat(files).hasSize(2).allMatch(file -> new File(harness.workspace, file).isFile());
        assertThat(harness.run.getArtifactsDir()).doesNotExist();
    }

    @Test
    void aLargeLicenseComesToTheWorkspaceWhole() throws Exception {
        byte[] binary = new byte[100_000];
        new Random(1).nextBytes(binary);
        String answer = "{\"productKey\": {\"productId\": \"%s\", \"skuId\": \"%s\"}, \"contentId\": \"%s\", "
                + "\"licenseInstanceId\": \"1\", \"requestorId\": \"2\", \"licenseBlob\": \"%s\"}";
        harness.simulator.fault(FaultRule.on(Operation.GET_OFFLINE_LICENSE)
                .effect(FaultEffect.status(200)
                        .body(
                                "application/json",
                                answer.formatted(
                                        DefaultWorld.OFFLINE.productId(),
                                        DefaultWorld.OFFLINE.skuId(),
                                        DefaultWorld.CONTENT_ID,
                                        Base64.getEncoder().encodeToString(binary)))));
        OfflineLicenseStep step = license();
        step.archive = false;
        step.directory = "out";
        String file = ((List<?>) map(harness.result(step)).get("files"))
                .stream()
                        .map(Object::toString)
                        .filter(path -> path.endsWith(".bin"))
                        .findFirst()
                        .orElseThrow();
        assertThat(new File(harness.workspace, file)).hasBinaryContent(binary);
    }

    @Test
    void aLicenseDoesNotFollowALinkOutOfTheWorkspace() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious.txt"), "mine");
        String base =
                DefaultWorld.OFFLINE.productId() + "-" + DefaultWorld.OFFLINE.skuId() + "-" + DefaultWorld.CONTENT_ID;
        Files.createSymbolicLink(harness.workspace.toPath().resolve(base + ".license.txt"), precious);
        OfflineLicenseStep step = license();
        step.directory = ".";
        harness.result(step);
        assertThat(precious).hasContent("mine");
    }

    @Test
    void aLicenseThatIsNotXmlIsKeptWithAWarning() throws Exception {
        OfflineLicenseStep step = new OfflineLicenseStep(
                DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId(), DefaultWorld.BINARY_CONTENT_ID);
        Map<String, Object> license = map(harness.result(step));
        assertThat(license.get("files").toString())
                .contains(".bin", ".license.txt")
                .doesNotContain(".xml");
        assertThat(license).containsEntry("packageFamilyName", null);
        assertThat(harness.log()).contains("WARNING").contains("is not XML");
    }

    @Test
    void theUseOfACredentialIsTracked() throws Exception {
        harness.result(assign("ada@contoso.com"));
        assertThat(harness.jenkins.credentials().uses())
                .singleElement()
                .satisfies(use -> assertThat(use.run()).isSameAs(harness.run));
    }

    @Test
    void aTokenIsTrimmedAndShownNowhere() throws Exception {
        String token = harness.simulator.issueToken();
        harness.jenkins.credentials().add(StandInStore.token("padded", " " + token + " \n"));
        AssignSeatStep step = assign("ada@contoso.com");
        step.setCredentialsId("padded");
        harness.result(step);
        harness.simulator.expireTokens();
        assertThat(harness.failure(step)).hasMessageContaining("HTTP 401").hasMessageNotContaining(token);
        assertThat(harness.log()).doesNotContain(token);
    }

    @Test
    void afterARestartAnAssignLooksFirst() throws Exception {
        harness.simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com");
        assertThat(map(harness.resume(assign("ada@contoso.com")).value())).containsEntry("state", "Active");
        assertThat(harness.simulator.count(Operation.ASSIGN_SEAT)).isZero();
        assertThat(map(harness.resume(assign("bob@contoso.com")).value())).containsEntry("state", "Active");
        assertThat(harness.simulator.count(Operation.ASSIGN_SEAT)).isEqualTo(1);
    }

    @Test
    void afterARestartAReclaimLooksFirst() throws Exception {
        ReclaimSeatStep step = new ReclaimSeatStep(PRODUCT, SKU, "ada@contoso.com");
        assertThat(map(harness.resume(step).value()))
                .containsEntry("state", "Revoked")
                .containsEntry("dateAssigned", null);
        assertThat(harness.simulator.count(Operation.RECLAIM_SEAT)).isZero();
        harness.simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com");
        assertThat(map(harness.resume(step).value())).containsEntry("state", "Revoked");
        assertThat(harness.simulator.count(Operation.RECLAIM_SEAT)).isEqualTo(1);
    }
}
