package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.config.MicrosoftStoreConfiguration;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import io.jenkins.plugins.msstore.execution.StandInStalledAgent;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.standin.StandInBuild;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInProject;
import io.jenkins.plugins.msstore.standin.StandInRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build steps from their fields to the build's result and artifacts. */
class BuildersStandInTest {

    private static final String PRODUCT = DefaultWorld.OPEN.productId();
    private static final String SKU = DefaultWorld.OPEN.skuId();

    @TempDir
    Path folder;

    private final EnvVars env = new EnvVars(
            "PRODUCT",
            PRODUCT,
            "USERS",
            "ada@contoso.com\nbob@contoso.com",
            "ON_FAILURE",
            "UNSTABLE",
            "ACTION",
            "assign");
    private StandInStore store;
    private StoreSimulator simulator;
    private StandInJenkins jenkins;
    private TaskListener listener;
    private StandInBuild run;

    @BeforeEach
    void start() throws Exception {
        store = new StandInStore(folder);
        simulator = store.simulator();
        jenkins = store.jenkins();
        listener = store.listener();
        run = new StandInBuild(new StandInProject(jenkins, "seats"));
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        configuration.setMaxConcurrentRequests(1);
        configuration.save();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private void perform(StoreBuilder builder) throws Exception {
        builder.perform(run, env, listener);
    }

    private JsonNode result(String name) throws IOException {
        return new ObjectMapper()
                .readTree(new File(run.getArtifactsDir(), "microsoft-store/results/" + name + ".json"));
    }

    private String[] results() {
        return new File(run.getArtifactsDir(), "microsoft-store/results").list();
    }

    private static BulkSeatsBuilder bulk(String... users) {
        BulkSeatsBuilder builder = new BulkSeatsBuilder("$PRODUCT", SKU, "$ACTION");
        builder.users = List.of(users);
        builder.reportName = "run-$PRODUCT";
        return builder;
    }

    @Test
    void resultsAreNumberedThroughTheBuild() throws Exception {
        perform(new AssignSeatBuilder("$PRODUCT", SKU, "ada@contoso.com"));
        perform(new ReclaimSeatBuilder("$PRODUCT", SKU, "ada@contoso.com"));
        perform(new OfflineLicenseBuilder(
                DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId(), DefaultWorld.CONTENT_ID));

        assertThat(result("1-storeSeatAssign").get("assignedTo").asText()).isEqualTo("ada@contoso.com");
        assertThat(result("2-storeSeatReclaim").get("state").asText()).isEqualTo("Revoked");
        assertThat(result("3-storeOfflineLicense").get("files")).isNotEmpty();
    }

    /** Job DSL binds an empty list for each list that the script does not name. */
    @Test
    void anEmptyListCountsAsNotGiven() throws Exception {
        OfflineLicenseBuilder license = new OfflineLicenseBuilder(
                DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId(), DefaultWorld.CONTENT_ID);
        license.formats = List.of();
        BulkSeatsBuilder fromFile = bulk();
        fromFile.usersFile = "users.csv";
        Files.writeString(
                Files.createDirectories(folder.resolve("workspace")).resolve("users.csv"), "ada@contoso.com\n");

        perform(license);
        fromFile.perform(run, new FilePath(folder.resolve("workspace").toFile()), env, null, listener);

        assertThat(result("1-storeOfflineLicense").get("files").toString()).contains(".xml", ".license.txt");
        assertThat(result("2-storeSeatsBulk").get("succeeded").asInt()).isEqualTo(1);
    }

    @Test
    void aResultThatIsNothingIsArchivedAsThat() throws Exception {
        ReclaimSeatBuilder builder = new ReclaimSeatBuilder(PRODUCT, SKU, "ada@contoso.com");
        builder.ignoreMissing = true;

        perform(builder);

        assertThat(result("1-storeSeatReclaim").isNull()).isTrue();
    }

    @Test
    void whatFailsHasNoResult() {
        assertThatThrownBy(() -> perform(new AssignSeatBuilder("9NOSUCHTHING", SKU, "ada@contoso.com")))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("not found");

        assertThat(results()).isNull();
    }

    @Test
    void everyFieldMayHoldVariables() throws Exception {
        BulkSeatsBuilder builder = bulk("$USERS");
        builder.onFailure = "$ON_FAILURE";

        perform(builder);

        assertThat(simulator.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .containsExactlyInAnyOrder("ada@contoso.com", "bob@contoso.com");
        assertThat(result("1-storeSeatsBulk").get("reports").get(0).asText())
                .isEqualTo("microsoft-store/seats/run-9NBLGGH4R2R6.csv");
    }

    /** Groovy has expanded the arguments already: the value of a parameter must not be expanded again. */
    /** As of a parameter whose value a job before did not set. */
    @Test
    void aVariableWithoutUsersFailsUnlessThatIsAllowed() throws Exception {
        env.put("USERS", "");
        BulkSeatsBuilder builder = bulk("$USERS");

        assertThatThrownBy(() -> perform(builder))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("users is empty");

        builder.allowEmpty = true;
        perform(builder);

        assertThat(result("1-storeSeatsBulk").get("requested").asInt()).isZero();
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void nothingIsExpandedInAPipeline() throws Exception {
        StandInRun pipeline = new StandInRun(new StandInJob(jenkins, "pipeline"));
        env.put("BOUND", "a-secret@contoso.com");

        for (String user : List.of("${BOUND}", "$BOUND", "${ENV,var=\"BOUND\"}")) {
            assertThatThrownBy(() -> new AssignSeatBuilder(PRODUCT, SKU, user).perform(pipeline, env, listener))
                    .isInstanceOf(AbortException.class)
                    .hasMessageStartingWith("userName '" + user + "'");
        }
        new AssignSeatBuilder(PRODUCT, SKU, "$BOUND$$@contoso.com").perform(pipeline, env, listener);
        assertThat(simulator.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .containsExactly("$BOUND$$@contoso.com");

        BulkSeatsBuilder many = new BulkSeatsBuilder(PRODUCT, SKU, "assign");
        many.users = List.of("$USERS", "eve@contoso.com\n$BOUND");
        many.onFailure = "CONTINUE";
        many.reportName = "literal";
        many.perform(pipeline, env, listener);
        assertThat(Files.readString(new File(pipeline.getArtifactsDir(), "microsoft-store/seats/literal.csv").toPath()))
                .contains("\r\n$USERS,INVALID", "eve@contoso.com $BOUND,INVALID");
    }

    @Test
    void whatTheBuildBindsIsMaskedInItsResults() throws Exception {
        run.bind("s3cret$@contoso.com");
        env.put("BOUND", "s3cret$$@contoso.com");

        perform(bulk("ada@contoso.com", "$BOUND"));

        assertThat(simulator.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .contains("s3cret$$@contoso.com");
        assertThat(result("1-storeSeatsBulk").get("seats"))
                .extracting(seat -> seat.get("assignedTo").asText())
                .containsExactlyInAnyOrder("ada@contoso.com", "****");
        assertThat(Files.readString(
                        new File(run.getArtifactsDir(), "microsoft-store/seats/run-9NBLGGH4R2R6.csv").toPath()))
                .contains("\r\n****,SUCCEEDED");
    }

    /** A field may hold an entry a line: each line of a secret is shown on its own then. */
    @Test
    void theLinesOfWhatTheBuildBindsAreMasked() throws Exception {
        run.bind("s3cret@contoso.com\n  MIIE-s3cret==\n");
        env.put("BOUND", "s3cret@contoso.com\n  MIIE-s3cret==\n");

        BulkSeatsBuilder builder = bulk("ada@contoso.com", "$BOUND");
        builder.onFailure = "CONTINUE";
        perform(builder);

        assertThat(result("1-storeSeatsBulk").toString()).contains("****").doesNotContain("s3cret");
        assertThat(Files.readString(
                        new File(run.getArtifactsDir(), "microsoft-store/seats/run-9NBLGGH4R2R6.csv").toPath()))
                .contains("\r\n****,SUCCEEDED", "\r\n****,INVALID")
                .doesNotContain("s3cret");
    }

    /** A build step cannot find out which step of the Pipeline runs it. */
    @Test
    void whatThePipelineBindsIsMaskedInItsResults() throws Exception {
        StandInPipeline pipeline = new StandInPipeline(new StandInJob(jenkins, "pipeline"), "s3cret", "another");

        new AssignSeatBuilder(PRODUCT, SKU, "s3cret@another.com").perform(pipeline, env, listener);

        assertThat(new File(pipeline.getArtifactsDir(), "microsoft-store/results/1-storeSeatAssign.json"))
                .content()
                .contains("****@****.com")
                .doesNotContain("s3cret", "another");
    }

    @Test
    void aValueThatCannotBeRightIsNamedAsItWasExpanded() {
        env.put("PRODUCT", "..");

        assertThatThrownBy(() -> perform(new AssignSeatBuilder("$PRODUCT", SKU, "ada@contoso.com")))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("productId '..'");
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void aResultForWhichTheBuildFailsIsArchived() throws Exception {
        assertThatThrownBy(() -> perform(bulk("ada@contoso.com", "nobody@contoso.com")))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("1 failed");

        assertThat(result("1-storeSeatsBulk").get("failed").asInt()).isEqualTo(1);
    }

    @Test
    void anUnstableBuildContinues() throws Exception {
        BulkSeatsBuilder builder = bulk("ada@contoso.com", "nobody@contoso.com");
        builder.onFailure = "UNSTABLE";

        perform(builder);

        assertThat(run.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(result("1-storeSeatsBulk").get("succeeded").asInt()).isEqualTo(1);
    }

    @Test
    void anInterruptedBuildArchivesWhatWasDone() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS)
                .from(2)
                .effect(FaultEffect.drop().delayed(Duration.ofMinutes(10))));
        BulkSeatsBuilder builder = bulk("ada@contoso.com", "bob@contoso.com", "eve@contoso.com");
        builder.batchSize = 1;
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread executor = new Thread(() -> {
            try {
                perform(builder);
                ended.complete(null);
            } catch (Exception e) {
                ended.completeExceptionally(e);
            }
        });
        executor.start();
        StoreFixture.await(() -> ended.isDone()
                || simulator.count(Operation.BULK_SEATS) == 2
                        && RunningOperations.of(run).values().stream().anyMatch(progress -> progress.done() == 1));

        executor.interrupt();

        assertThatThrownBy(ended::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Files.readString(
                        new File(run.getArtifactsDir(), "microsoft-store/seats/run-9NBLGGH4R2R6.csv").toPath()))
                .contains("SUCCEEDED", "NOT_ATTEMPTED");
        assertThat(result("1-storeSeatsBulk").get("succeeded").asInt()).isEqualTo(1);
    }

    @Test
    void anInterruptedBuildDoesNotWaitForItsAgent() throws Exception {
        StandInStalledAgent agent = StandInStalledAgent.after(0);
        BulkSeatsBuilder builder = new BulkSeatsBuilder(PRODUCT, SKU, "assign");
        builder.usersFile = "users.csv";
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread executor = new Thread(() -> {
            try {
                builder.perform(run, agent.folder(folder.toFile()), env, null, listener);
                ended.complete(null);
            } catch (Exception e) {
                ended.completeExceptionally(e);
            }
        });
        executor.start();
        agent.awaitStall();

        executor.interrupt();

        assertThat(ended)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(InterruptedException.class);
        agent.awaitThreadReturns();
    }

    private CompletableFuture<Void> performOnExecutor(BulkSeatsBuilder builder, FilePath workspace) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        builder.perform(run, workspace, env, null, listener);
                        ended.complete(null);
                    } catch (Exception e) {
                        ended.completeExceptionally(e);
                    }
                })
                .start();
        return ended;
    }

    private static void shutDown() {
        ExtensionList.lookup(ItemListener.class).forEach(ItemListener::onBeforeShutdown);
    }

    private void assertAborted(CompletableFuture<Void> ended) {
        assertThat(ended).as("ended before Jenkins").isDone();
        assertThat(ended)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(store.log())
                .contains("Stopped because Jenkins is shutting down")
                .doesNotContain("\tat ");
    }

    @Test
    void aBuildIsAbortedWhenJenkinsShutsDown() throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.slow(Duration.ofMinutes(10))));
        CompletableFuture<Void> ended = performOnExecutor(bulk("ada@contoso.com"), null);
        StoreFixture.await(() -> simulator.count(Operation.BULK_SEATS) == 1);

        shutDown();

        assertAborted(ended);
        assertThat(result("1-storeSeatsBulk").get("unknown").asInt()).isEqualTo(1);
    }

    @Test
    void aBuildThatReadsItsUsersIsAbortedWhenJenkinsShutsDown() throws Exception {
        StandInStalledAgent agent = StandInStalledAgent.after(0);
        BulkSeatsBuilder builder = new BulkSeatsBuilder(PRODUCT, SKU, "assign");
        builder.usersFile = "users.csv";
        CompletableFuture<Void> ended = performOnExecutor(builder, agent.folder(folder.toFile()));
        agent.awaitStall();

        shutDown();

        assertAborted(ended);
        agent.awaitThreadReturns();
    }

    @Test
    void onlyFilesNeedAWorkspace() {
        BulkSeatsBuilder file = new BulkSeatsBuilder(PRODUCT, SKU, "assign");
        file.usersFile = "users.csv";
        OfflineLicenseBuilder directory = new OfflineLicenseBuilder(PRODUCT, SKU, "a-content");
        directory.directory = "out";

        assertThat(file.requiresWorkspace()).isTrue();
        assertThat(directory.requiresWorkspace()).isTrue();
        assertThat(bulk("ada@contoso.com").requiresWorkspace()).isFalse();
        assertThat(new AssignSeatBuilder(PRODUCT, SKU, "ada@contoso.com").requiresWorkspace())
                .isFalse();
    }
}
