package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.msstore.bulk.KilledExecution;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.JournalsAtBuildEnd;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step that is resumed after the controller was killed, with damaged files. */
class DamagedBulkOperationStandInTest {

    private static final String ID = "damaged";

    private static final List<String> USERS =
            List.of("ada@contoso.com", "bob@contoso.com", "eve@contoso.com", "zoe@contoso.com");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private StandInStepHarness harness;
    private BuildArtifacts artifacts;
    private KilledExecution killed;

    @BeforeEach
    void killRun() throws Exception {
        harness = new StandInStepHarness(folder);
        artifacts = BuildArtifacts.of(harness.run, listener());
        BulkRequest request = new BulkRequest(
                ProductKey.of(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId()),
                SeatAction.ASSIGN,
                2,
                false,
                true,
                false);
        killed = KilledExecution.in(artifacts.workFolder(ID), request, USERS, "pay-day")
                .sent(0, 2)
                .succeeded(1);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private StreamTaskListener listener() {
        return new StreamTaskListener(log, StandardCharsets.UTF_8);
    }

    /** The line that the step fails with. */
    private String failureOfResumedStep() throws Exception {
        BulkSeatsStep step = new BulkSeatsStep(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId(), "assign");
        step.users = USERS;
        BuildContext build = new BuildContext(harness.run, listener(), null, unstable -> {}, SecretMask.NONE);
        try {
            Object result = OperationExecution.resume(step.operation(), build, null, ID)
                    .result()
                    .get(60, TimeUnit.SECONDS);
            throw new AssertionError("succeeded with " + result);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(AbortException.class);
            return e.getCause().getMessage();
        }
    }

    private List<String> report() throws Exception {
        return Files.readAllLines(
                harness.artifact("microsoft-store/seats/pay-day.csv").toPath());
    }

    private void assertNothingWasSent() {
        assertThat(harness.simulator.requests()).isEmpty();
        assertThat(harness.simulator.seats(DefaultWorld.OPEN)).isEmpty();
    }

    @Test
    void aDamagedJournalFailsInOneLineAndItsReportIsArchived() throws Exception {
        killed.damaged("bob@", "rob@");
        assertThat(failureOfResumedStep())
                .startsWith("Bulk assign of ")
                .contains(" stopped: damaged/journal is damaged: line 3 is incomplete or was changed; ")
                .contains("0 of 4 users succeeded, 4 unknown")
                .endsWith("report: microsoft-store/seats/pay-day.csv")
                .doesNotContain("\n");
        assertThat(report())
                .hasSize(5)
                .filteredOn(row -> row.contains("outcome unknown"))
                .hasSize(4);
        assertNothingWasSent();
        assertThat(OperationRecords.in(harness.run.getRootDir().toPath()).list())
                .extracting(OperationRecord::users)
                .containsExactly(new OutcomeCounts(0, 0, 4, 0, 0));
    }

    @Test
    void aDamagedListOfUsersAssignsNoSeat() throws Exception {
        killed.withDamagedUsers("zoe@", "joe@");
        assertThat(failureOfResumedStep())
                .startsWith("Bulk assign of ")
                .contains(" stopped: damaged/users is damaged: line 4 is incomplete or was changed; ")
                .contains("1 of 4 users succeeded, 1 unknown", "2 not attempted");
        assertThat(report())
                .contains("entry 3 (damaged),NOT_ATTEMPTED,,,"
                        + "damaged/users is damaged: line 4 is incomplete or was changed,,assign,9NBLGGH4R2R6,0016,")
                .noneMatch(row -> row.contains("joe@"));
        assertNothingWasSent();
    }

    @Test
    void aJournalWithoutItsBeginningFailsInOneLineAndIsKept() throws Exception {
        killed.damaged("pay-day", "pay-bay");
        assertThat(failureOfResumedStep()).isEqualTo("damaged/journal is damaged: line 1 is incomplete or was changed");
        assertNothingWasSent();
        new JournalsAtBuildEnd().onCompleted(harness.run, listener());
        assertThat(artifacts.workFolders()).hasSize(1);
    }

    @Test
    void aReportThatCannotBeBegunFailsBeforeAnythingIsSent() throws Exception {
        Path obstacle = Files.createDirectory(artifacts.workFolder(ID).resolve("pay-day.csv"));
        assertThat(failureOfResumedStep()).contains("damaged/pay-day.csv").doesNotContain("\n");
        assertNothingWasSent();

        Files.delete(obstacle);
        new JournalsAtBuildEnd().onCompleted(harness.run, listener());
        assertThat(report()).hasSize(5);
    }
}
