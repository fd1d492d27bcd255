package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.StreamTaskListener;
import io.jenkins.plugins.msstore.bulk.KilledExecution;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.execution.BoundSecrets;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.JournalsAtBuildEnd;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report of a bulk operation is archived with all its users when the build has ended, even if the operation could
 * not archive it.
 */
class JournalsAtBuildEndStandInTest {

    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH4R2R6", "0016");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private StandInStepHarness harness;
    private BuildArtifacts artifacts;

    @BeforeEach
    void start() throws Exception {
        harness = new StandInStepHarness(folder);
        artifacts = BuildArtifacts.of(harness.run, new StreamTaskListener(log, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private void endBuild() {
        new JournalsAtBuildEnd().onCompleted(harness.run, new StreamTaskListener(log, StandardCharsets.UTF_8));
    }

    private List<String> report(String name) throws IOException {
        return Files.readAllLines(
                harness.artifact("microsoft-store/seats/" + name + ".csv").toPath());
    }

    private KilledExecution killedOperation(String name, String... users) throws IOException {
        BulkRequest request = new BulkRequest(PRODUCT, SeatAction.ASSIGN, 2, false, true, false);
        return KilledExecution.in(artifacts.workFolder(name), request, List.of(users), name);
    }

    private String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aReportThatCouldNotBeArchivedIsArchivedAsSoonAsItCan() throws Exception {
        Path inTheWay = harness.artifact("microsoft-store").toPath();
        Files.createDirectories(inTheWay.getParent());
        Files.createFile(inTheWay);
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT.productId(), PRODUCT.skuId(), "assign");
        step.users = List.of("ada@contoso.com");
        step.reportName = "late";
        assertThat(harness.failure(step)).isNotNull();

        endBuild();
        assertThat(log()).contains("stays in the build's folder");
        assertThat(artifacts.workFolders()).hasSize(1);

        Files.delete(inTheWay);
        endBuild();
        assertThat(report("late")).filteredOn(row -> row.contains("SUCCEEDED")).hasSize(1);
        assertThat(artifacts.workFolders()).isEmpty();
    }

    /** The seats are changed, whatever becomes of the report. */
    @Test
    void theLogSaysWhatWasDoneIfTheReportCannotBeArchived() throws Exception {
        Path inTheWay = harness.artifact("microsoft-store").toPath();
        Files.createDirectories(inTheWay.getParent());
        Files.createFile(inTheWay);
        BulkSeatsStep bulk = new BulkSeatsStep(PRODUCT.productId(), PRODUCT.skuId(), "assign");
        bulk.users = List.of("ada@contoso.com");
        assertThat(harness.failure(bulk)).isNotNull();
        assertThat(harness.log())
                .contains("Bulk assign of 9NBLGGH4R2R6/0016: 1 of 1 user succeeded; report: not archived");

        SyncSeatsStep sync = new SyncSeatsStep(PRODUCT.productId(), PRODUCT.skuId());
        sync.users = List.of("ada@contoso.com", "bob@contoso.com");
        assertThat(harness.failure(sync)).isNotNull();
        assertThat(harness.log())
                .contains(
                        "Sync of the seats of 9NBLGGH4R2R6/0016: 1 added, 0 removed, 1 unchanged; report: not archived");
    }

    @Test
    void theReportOfAnOperationThatWasNotResumedHasEveryUser() throws Exception {
        killedOperation("cut", "ada@contoso.com", "bob@contoso.com", "eve@contoso.com", "no-user", "joe@contoso.com")
                .sent(0, 2)
                .succeeded(1);
        endBuild();
        assertThat(report("cut"))
                .hasSize(6)
                .anyMatch(row -> row.startsWith("ada@contoso.com,UNKNOWN,,,\"outcome unknown: "))
                .anyMatch(row -> row.startsWith("bob@contoso.com,SUCCEEDED"))
                .anyMatch(row -> row.startsWith("eve@contoso.com,NOT_ATTEMPTED"))
                .anyMatch(row -> row.startsWith("no-user,INVALID"))
                .anyMatch(row -> row.startsWith("joe@contoso.com,NOT_ATTEMPTED"));
        assertThat(artifacts.workFolders()).isEmpty();
    }

    @Test
    void anOperationThatWasNotResumedEndedWithItsController() throws Exception {
        OperationRecords records = OperationRecords.in(harness.run.getRootDir().toPath());
        records.begin("cut", OperationDescription.NONE, Instant.now());
        killedOperation("cut", "ada@contoso.com", "bob@contoso.com").sent(0, 1);
        endBuild();
        assertThat(records.list()).singleElement().satisfies(record -> {
            assertThat(record.ending()).isEqualTo(Ending.LOST);
            assertThat(record.users()).isEqualTo(new OutcomeCounts(0, 0, 1, 0, 1));
        });
    }

    @Test
    void aDamagedJournalBecomesAReportOfWhatCanBeTrusted() throws Exception {
        killedOperation("damaged", "ada@contoso.com", "bob@contoso.com", "eve@contoso.com")
                .sent(0, 2)
                .succeeded(1)
                .damaged("\"end\":2", "\"end\":1");
        endBuild();
        assertThat(report("damaged"))
                .hasSize(4)
                .anyMatch(
                        row -> row.startsWith("ada@contoso.com,UNKNOWN,,,outcome unknown: damaged/journal is damaged"))
                .anyMatch(row -> row.startsWith("bob@contoso.com,SUCCEEDED"))
                .anyMatch(
                        row -> row.startsWith("eve@contoso.com,UNKNOWN,,,outcome unknown: damaged/journal is damaged"));
        assertThat(log()).contains("damaged/journal is damaged: line 2 is incomplete or was changed; ");
        assertThat(artifacts.workFolders()).isEmpty();
    }

    @Test
    void aJournalThatCannotBeReadIsKeptAndKeepsNoOtherFromItsReport() throws Exception {
        killedOperation("a-broken-one", "ada@contoso.com").damaged("assign", "reclaim");
        killedOperation("good", "bob@contoso.com");
        endBuild();
        assertThat(report("good")).hasSize(2);
        assertThat(artifacts.workFolders()).containsExactly(artifacts.workFolder("a-broken-one"));
        assertThat(log().lines())
                .contains(
                        "WARNING: cannot archive the report of an unfinished operation; its journal stays in the build's folder: "
                                + "a-broken-one/journal is damaged: line 1 is incomplete or was changed");
    }

    @Test
    void noSecretIsShownIfTheJournalOrTheSecretsAreDamaged() throws Exception {
        harness.bind("WHO", "s3cret");
        killedOperation("damaged", "s3cret@contoso.com").sent(0, 1).damaged("sent", "s3cret");
        BoundSecrets.around(harness.context()).save(artifacts.workFolder("damaged"));
        killedOperation("unmasked", "s3cret@contoso.com");
        Path unmasked = artifacts.workFolder("unmasked");
        Files.writeString(unmasked.resolve("masked-secrets"), "{AQAAABAAAAAQ}");
        endBuild();
        assertThat(report("damaged")).hasSize(2).anyMatch(row -> row.startsWith("****@contoso.com,UNKNOWN"));
        assertThat(log())
                .contains("stays in the build's folder", "cannot read the secrets to mask")
                .doesNotContain("s3cret");
        assertThat(artifacts.workFolders()).containsExactly(unmasked);
        assertThat(harness.artifact("microsoft-store/seats/unmasked.csv")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0\0", "folder"})
    void noReportIsMadeWithoutTheSecretsToMask(String content) throws Exception {
        killedOperation("unmasked", "ada@contoso.com");
        Path secrets = artifacts.workFolder("unmasked").resolve("masked-secrets");
        if (content.equals("folder")) {
            Files.createDirectory(secrets);
        } else {
            Files.writeString(secrets, content);
        }
        endBuild();
        assertThat(log().strip())
                .startsWith(
                        "WARNING: cannot archive the report of an unfinished operation; its journal stays in the build's folder: ")
                .endsWith(
                        content.equals("folder")
                                ? ": unmasked/masked-secrets cannot be used: a folder is in its place"
                                : ": cannot read the secrets to mask from masked-secrets");
        assertThat(harness.artifact("microsoft-store/seats/unmasked.csv")).doesNotExist();
    }

    @Test
    void anOperationThatCannotBeginLeavesNoFolder() throws Exception {
        BulkSeatsStep bulk = new BulkSeatsStep(PRODUCT.productId(), PRODUCT.skuId(), "assign");
        bulk.users = List.of();
        assertThat(harness.failure(bulk)).hasMessageContaining("is empty");
        SyncSeatsStep sync = new SyncSeatsStep(PRODUCT.productId(), PRODUCT.skuId());
        sync.users = List.of();
        assertThat(harness.failure(sync)).hasMessageContaining("is empty");
        assertThat(artifacts.workFolders()).isEmpty();
    }

    @Test
    void aReportThatWasArchivedIsNotMadeAgain() throws Exception {
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT.productId(), PRODUCT.skuId(), "assign");
        step.users = List.of("ada@contoso.com");
        step.reportName = "once";
        harness.result(step);
        Files.delete(harness.artifact("microsoft-store/seats/once.csv").toPath());
        endBuild();
        assertThat(harness.artifact("microsoft-store/seats/once.csv")).doesNotExist();
        assertThat(artifacts.workFolders()).isEmpty();
    }
}
