package io.jenkins.plugins.msstore.steps;

import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.execution.StandInStalledAgent;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workspace that does not answer blocks neither the step, nor the end of its build, nor a thread. */
class StalledWorkspaceStandInTest {

    @TempDir
    Path folder;

    private StandInStepHarness harness;

    @BeforeEach
    void start() throws Exception {
        harness = new StandInStepHarness(folder);
        Files.writeString(users("users.csv"), "ada@contoso.com\nbob@contoso.com\n");
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private Path users(String name) {
        return harness.workspace.toPath().resolve(name);
    }

    private static BulkSeatsStep bulk(String usersFile) {
        BulkSeatsStep step = new BulkSeatsStep(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId(), "assign");
        step.usersFile = usersFile;
        return step;
    }

    private static OfflineLicenseStep license() {
        OfflineLicenseStep step = new OfflineLicenseStep(
                DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId(), DefaultWorld.CONTENT_ID);
        step.archive = false;
        step.directory = "out";
        return step;
    }

    private StandInStepHarness.Started startOn(StandInStalledAgent agent, StoreStep step) throws InterruptedException {
        StandInStepHarness.Started started = harness.start(step, agent.folder(harness.workspace));
        agent.awaitStall();
        return started;
    }

    private List<String> reports() {
        String[] reports = harness.artifact("microsoft-store/seats").list();
        return reports == null ? List.of() : List.of(reports);
    }

    private static void makePipe(Path path) throws IOException, InterruptedException {
        Process mkfifo =
                new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
        assertThat(mkfifo.waitFor()).isZero();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes among files there")
    void aNamedPipeIsRefusedBeforeItIsOpened() throws Exception {
        makePipe(users("pipe"));
        Files.createSymbolicLink(users("link"), users("pipe"));

        assertThat(harness.failure(bulk("pipe"))).hasMessage("usersFile 'pipe' is not a file in the workspace");
        assertThat(harness.failure(bulk("link"))).hasMessage("usersFile 'link' is not a file in the workspace");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aStoppedStepEndsWhicheverCallForItsUsersIsNotAnswered(int answers) throws Exception {
        StandInStalledAgent agent = StandInStalledAgent.after(answers);
        StandInStepHarness.Started started = startOn(agent, bulk("users.csv"));

        Exception cause = new InterruptedException("somebody pressed the button");
        started.execution().stop(cause);

        assertThat(started.failure()).isSameAs(cause);
        agent.awaitThreadReturns();
        assertThat(reports()).isEmpty();
        assertThat(harness.simulator.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aStoppedStepEndsWhicheverCallForItsLicenseIsNotAnswered(int answers) throws Exception {
        StandInStalledAgent agent = StandInStalledAgent.after(answers);
        StandInStepHarness.Started started = startOn(agent, license());

        Exception cause = new InterruptedException("somebody pressed the button");
        started.execution().stop(cause);

        assertThat(started.failure()).isSameAs(cause);
        agent.awaitThreadReturns();
    }

    @Test
    void theEndOfTheBuildEndsAStepThatWaitsForItsUsers() throws Exception {
        StandInStalledAgent agent = StandInStalledAgent.after(3);
        startOn(agent, bulk("users.csv"));

        RunListener.fireCompleted(harness.run, TaskListener.NULL);

        agent.awaitThreadReturns();
        await(() -> RunningOperations.in(harness.run).isEmpty());
        assertThat(harness.run.getRootDir().list()).doesNotContain("microsoft-store-work");
    }

    @Test
    void aThreadThatCannotBeInterruptedDoesNothingToABuildThatHasEnded() throws Exception {
        StandInStalledAgent agent = StandInStalledAgent.uninterruptibleAfter(3);
        StandInStepHarness.Started started = startOn(agent, bulk("users.csv"));
        Exception cause = new InterruptedException("somebody pressed the button");
        started.execution().stop(cause);
        assertThat(started.failure()).isSameAs(cause);
        RunListener.fireCompleted(harness.run, TaskListener.NULL);

        agent.goOn();
        agent.awaitThreadReturns();

        assertThat(reports()).isEmpty();
        assertThat(harness.simulator.requests()).isEmpty();
        assertThat(harness.run.getRootDir().list()).doesNotContain("microsoft-store-work");
    }

    @Test
    void aStepThatIsHandedOverIsResumedWithAllUsers() throws Exception {
        StandInStalledAgent agent = StandInStalledAgent.after(3);
        BulkSeatsStep step = bulk("users.csv");
        step.reportName = "all";
        OperationExecution handedOver =
                OperationExecution.start(step.operation(), build(agent.folder(harness.workspace)), null, "1");
        agent.awaitStall();

        ExtensionList.lookupSingleton(RunningOperations.class).onBeforeShutdown();

        agent.awaitThreadReturns();
        assertThat(handedOver.result()).isNotDone();
        OperationExecution.resume(step.operation(), build(new FilePath(harness.workspace)), null, "1")
                .result()
                .get(60, TimeUnit.SECONDS);
        assertThat(harness.simulator.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .containsExactlyInAnyOrder("ada@contoso.com", "bob@contoso.com");
        assertThat(reports()).contains("all.csv");
    }

    private BuildContext build(FilePath workspace) {
        return new BuildContext(harness.run, TaskListener.NULL, workspace, reason -> {}, SecretMask.NONE);
    }
}
