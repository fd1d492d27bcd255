package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.StreamTaskListener;
import io.jenkins.plugins.msstore.build.BoundSecrets;
import io.jenkins.plugins.msstore.build.BuildArtifacts;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.operation.BulkRunsAtBuildEnd;
import io.jenkins.plugins.msstore.seats.BulkJournal;
import io.jenkins.plugins.msstore.seats.BulkRequest;
import io.jenkins.plugins.msstore.seats.roster.Roster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever kept a bulk run from its report, the report is there when the build has ended, and has everybody. */
class BulkRunsAtBuildEndStandInTest {

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
        new BulkRunsAtBuildEnd().onCompleted(harness.run, new StreamTaskListener(log, StandardCharsets.UTF_8));
    }

    private List<String> report(String name) throws IOException {
        return Files.readAllLines(
                harness.artifact("microsoft-store/seats/" + name + ".csv").toPath());
    }

    private Path workFolder(String name, List<String> users) throws IOException {
        Path work = artifacts.workFolder(name);
        Roster roster = Roster.write(BulkJournal.rosterFile(work), Roster.list(users));
        BulkRequest request = new BulkRequest(PRODUCT, SeatAction.ASSIGN, 2, false, true);
        BulkJournal.begin(work, request, roster, name, 1000).close();
        return work;
    }

    private static void write(Path work, String journalLines) throws IOException {
        Files.writeString(work.resolve("journal"), journalLines, StandardOpenOption.APPEND);
    }

    @Test
    void aReportThatCouldNotBeArchivedIsArchivedAsSoonAsItCan() throws Exception {
        Path inTheWay = harness.artifact("microsoft-store").toPath();
        Files.createDirectories(inTheWay.getParent());
        Files.createFile(inTheWay);
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT.productId(), PRODUCT.skuId(), "assign");
        step.setUsers(List.of("ada@contoso.com"));
        step.setReportName("late");
        assertThat(harness.failure(step)).isNotNull();

        endBuild();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("stays in the build's folder");
        assertThat(artifacts.workFolders()).hasSize(1);

        Files.delete(inTheWay);
        endBuild();
        assertThat(report("late")).filteredOn(row -> row.contains("SUCCEEDED")).hasSize(1);
        assertThat(artifacts.workFolders()).isEmpty();
    }

    @Test
    void aRunThatDidNotGoOnHasEverybodyInItsReport() throws Exception {
        Path work = workFolder(
                "cut", List.of("ada@contoso.com", "bob@contoso.com", "eve@contoso.com", "no-user", "joe@contoso.com"));
        write(
                work,
                "sent 0 2\ndone 1 {\"userName\":\"bob@contoso.com\",\"outcome\":\"SUCCEEDED\",\"state\":\"Active\"}\n");
        endBuild();
        assertThat(report("cut"))
                .hasSize(6)
                .anyMatch(row -> row.startsWith("ada@contoso.com,FAILED,,,\"outcome unknown: "))
                .anyMatch(row -> row.startsWith("bob@contoso.com,SUCCEEDED"))
                .anyMatch(row -> row.startsWith("eve@contoso.com,NOT_ATTEMPTED"))
                .anyMatch(row -> row.startsWith("no-user,INVALID"))
                .anyMatch(row -> row.startsWith("joe@contoso.com,NOT_ATTEMPTED"));
        assertThat(artifacts.workFolders()).isEmpty();
    }

    @Test
    void aJournalThatCannotBeReadIsKeptAndKeepsNoOtherFromItsReport() throws Exception {
        Path broken = workFolder("a-broken-one", List.of("ada@contoso.com"));
        write(broken, "no such line\n");
        workFolder("good", List.of("bob@contoso.com"));
        endBuild();
        assertThat(report("good")).hasSize(2);
        assertThat(artifacts.workFolders()).containsExactly(broken);
    }

    @Test
    void noSecretIsToldOfARunWhoseJournalOrSecretsAreDamaged() throws Exception {
        harness.bind("WHO", "s3cret");
        Path damaged = workFolder("damaged", List.of("ada@contoso.com"));
        BoundSecrets.around(harness.context()).keep(damaged);
        write(damaged, "done 0 {\"userName\":[\"s3cret@contoso.com\"\n");
        Path unmasked = workFolder("unmasked", List.of("s3cret@contoso.com"));
        Files.writeString(unmasked.resolve("masked-secrets"), "{AQAAABAAAAAQ}");
        endBuild();
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("stays in the build's folder", "secrets to be masked cannot be read")
                .doesNotContain("s3cret");
        assertThat(artifacts.workFolders()).containsExactlyInAnyOrder(damaged, unmasked);
        assertThat(harness.artifact("microsoft-store/seats/unmasked.csv")).doesNotExist();
    }

    @Test
    void aReportThatWasArchivedIsNotMadeAgain() throws Exception {
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT.productId(), PRODUCT.skuId(), "assign");
        step.setUsers(List.of("ada@contoso.com"));
        step.setReportName("once");
        harness.result(step);
        Files.delete(harness.artifact("microsoft-store/seats/once.csv").toPath());
        endBuild();
        assertThat(harness.artifact("microsoft-store/seats/once.csv")).doesNotExist();
        assertThat(artifacts.workFolders()).isEmpty();
    }
}
