package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.execution.JournalsAtBuildEnd;
import io.jenkins.plugins.msstore.history.FailedUser;
import io.jenkins.plugins.msstore.history.FailureGroup;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a step inside {@code withCredentials} that readers of the build can see. */
class MaskedStepsStandInTest {

    private static final String PRODUCT = DefaultWorld.OPEN.productId();
    private static final String SKU = DefaultWorld.OPEN.skuId();

    @TempDir
    Path folder;

    private StandInStepHarness harness;

    @BeforeEach
    void start() throws Exception {
        harness = new StandInStepHarness(folder);
        harness.bind("WHO", "outer-s3cret");
        // the log masks the values of both bindings, although the variable has only one
        harness.bind("WHO", "inner-s3cret");
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void anArgumentThatIsRefusedIsMaskedInTheErrorAndNothingIsSent() throws Exception {
        Step step = new AssignSeatStep.DescriptorImpl()
                .newInstance(
                        Map.of("productId", PRODUCT, "skuId", List.of("inner-s3cret"), "userName", "ada@contoso.com"));

        assertThat(harness.failure((StoreStep) step))
                .isInstanceOf(AbortException.class)
                .hasMessage("skuId ['****'] must be text, in quotes");
        assertThat(harness.simulator.requests()).isEmpty();
    }

    private OperationRecord record() throws IOException {
        return OperationRecords.in(harness.run.getRootDir().toPath()).list().get(0);
    }

    private String report(String file) throws IOException {
        return Files.readString(
                harness.artifact("microsoft-store/seats/" + file).toPath());
    }

    private static BulkSeatsStep bulk(String... users) {
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT, SKU, "assign");
        step.users = List.of(users);
        step.reportName = "staff";
        step.onFailure = "CONTINUE";
        return step;
    }

    /** The files in the build's folder that contain a secret in clear text. */
    private List<String> leaks() throws IOException {
        try (Stream<Path> files = Files.walk(harness.run.getRootDir().toPath())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holdsSecret(file))
                    .map(file ->
                            harness.run.getRootDir().toPath().relativize(file).toString())
                    .toList();
        }
    }

    private static boolean holdsSecret(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains("s3cret");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theRecordOfAStepIsMaskedAndWhatItReturnsIsNot() throws Exception {
        Object seat = harness.result(new AssignSeatStep(PRODUCT, SKU, "outer-s3cret@contoso.com"));

        assertThat(((Map<?, ?>) seat).get("assignedTo")).isEqualTo("outer-s3cret@contoso.com");
        assertThat(record().description().subject()).isEqualTo("****@contoso.com");
        assertThat(leaks()).isEmpty();
    }

    @Test
    void whatAStepFailsWithIsMasked() throws Exception {
        Throwable failure = harness.failure(new AssignSeatStep("9NOSUCHTHING", SKU, "inner-s3cret@contoso.com"));

        assertThat(failure).hasMessageContaining("****@contoso.com").hasMessageNotContaining("s3cret");
        assertThat(record().error()).contains("****@contoso.com");
        assertThat(leaks()).isEmpty();
    }

    @Test
    void theReportOfABulkOperationIsMaskedAndHasARowForEveryUser() throws Exception {
        harness.simulator.unknownUsers("outer-s3cret@contoso.com");

        Map<?, ?> result = (Map<?, ?>) harness.result(bulk(
                "ada@contoso.com",
                "outer-s3cret@contoso.com",
                "inner-s3cret@contoso.com",
                "no inner-s3cret user",
                "no outer-s3cret user"));

        assertThat(result.get("seats").toString()).contains("inner-s3cret@contoso.com");
        assertThat(result.get("failures").toString()).contains("outer-s3cret@contoso.com", "no inner-s3cret user");
        assertThat(report("staff.csv").lines().skip(1).map(row -> row.replaceAll("^([^,]*,[^,]*),.*", "$1")))
                .containsExactlyInAnyOrder(
                        "ada@contoso.com,SUCCEEDED",
                        "****@contoso.com,FAILED",
                        "****@contoso.com,SUCCEEDED",
                        "no **** user,INVALID",
                        "no **** user,INVALID");
        JsonNode json = new ObjectMapper().readTree(report("staff.json"));
        assertThat(json.get("results")).hasSize(5);
        assertThat(json.get("reports").get(0).asText()).isEqualTo("microsoft-store/seats/staff.csv");
        assertThat(record().result().failures())
                .flatExtracting(FailureGroup::users)
                .extracting(FailedUser::userName)
                .containsExactlyInAnyOrder("****@contoso.com", "no **** user", "no **** user");
        new JournalsAtBuildEnd().onCompleted(harness.run, TaskListener.NULL);
        assertThat(leaks()).isEmpty();
    }

    /** A page shortens long names, and must not show the beginning of a longer secret. */
    @Test
    void aSecretThatIsLongerThanWhatIsShownIsMasked() throws Exception {
        String secret = "s3cret" + "eyJhbGciOiJSUzI1NiJ9.".repeat(60);
        harness.bind("TOKEN", secret);

        harness.result(bulk("ada@contoso.com", secret));
        assertThat(harness.failure(new AssignSeatStep(PRODUCT, SKU, secret))).hasMessageNotContaining("s3cret");
        harness.failure(new AssignSeatStep("9NOSUCHTHING", SKU, secret + "@contoso.com"));

        assertThat(report("staff.csv")).contains("****…,INVALID");
        new JournalsAtBuildEnd().onCompleted(harness.run, TaskListener.NULL);
        assertThat(leaks()).isEmpty();
    }

    /** A shown text has no white space around it, and blanks for line breaks: the secret has to be found in such a text. */
    @Test
    void aSecretIsMaskedWithoutItsWhiteSpaceToo() throws Exception {
        harness.bind("KEY", "-----BEGIN s3cret-----\r\n  MIIE-s3cret==\n-----END s3cret-----\n");
        harness.bind("NAME", "ada-s3cret@contoso.com\n");
        harness.bind("PHRASE", "correct  s3cret\tstaple");

        harness.result(bulk(
                "ada-s3cret@contoso.com",
                "-----BEGIN s3cret-----\r\n  MIIE-s3cret==\n-----END s3cret-----\n",
                "MIIE-s3cret==",
                "correct  s3cret\tstaple"));
        harness.failure(new AssignSeatStep("9NOSUCHTHING", SKU, "ada-s3cret@contoso.com\n"));
        assertThat(harness.failure(new AssignSeatStep(PRODUCT, SKU, "correct  s3cret\tstaple")))
                .hasMessageNotContaining("s3cret");

        assertThat(report("staff.csv")).contains("\r\n****,SUCCEEDED");
        assertThat(report("staff.csv").lines()).hasSize(5);
        new JournalsAtBuildEnd().onCompleted(harness.run, TaskListener.NULL);
        assertThat(leaks()).isEmpty();
    }

    /** A path is never masked, so a secret must not get into one. */
    @Test
    void noReportIsCalledByASecret() throws Exception {
        BulkSeatsStep step = bulk("ada@contoso.com");
        step.reportName = "staff-outer-s3cret";

        assertThat(harness.failure(step))
                .hasMessage(
                        "reportName 'staff-****' contains a secret that is masked in the log, and a file name cannot be masked");

        BulkSeatsStep unnamed = bulk("ada@contoso.com");
        unnamed.reportName = null;
        harness.bind("PRODUCT", PRODUCT);
        harness.result(unnamed);

        assertThat(report("assign-____-0016-1.csv")).contains("ada@contoso.com");
        new JournalsAtBuildEnd().onCompleted(harness.run, TaskListener.NULL);
        assertThat(leaks()).isEmpty();
    }

    @Test
    void whyABuildIsUnstableIsMasked() throws Exception {
        harness.simulator.fault(FaultRule.on(Operation.BULK_SEATS)
                .effect(FaultEffect.status(400)
                        .body("application/json", "{\"code\":\"BadRequest\",\"message\":\"inner-s3cret is spent\"}")));
        BulkSeatsStep step = bulk("ada@contoso.com");
        step.onFailure = "UNSTABLE";

        harness.result(step);

        assertThat(harness.node.getAction(WarningAction.class).getMessage())
                .contains("**** is spent")
                .doesNotContain("s3cret");
        assertThat(harness.log()).contains("**** is spent").doesNotContain("s3cret");
    }

    /** A report that is archived at the build's end has no enclosing block. */
    @Test
    void theReportOfAnOperationThatWasNotResumedIsMasked() throws Exception {
        harness.simulator.fault(
                FaultRule.on(Operation.BULK_SEATS).from(2).effect(FaultEffect.slow(Duration.ofMinutes(10))));
        BulkSeatsStep step = bulk("outer-s3cret@contoso.com", "inner-s3cret@contoso.com", "no inner-s3cret user");
        step.batchSize = 1;
        StandInStepHarness.Started started = harness.start(step, null);
        StoreFixture.await(() -> harness.simulator.count(Operation.BULK_SEATS) >= 2);
        File work = new File(harness.run.getRootDir(), "microsoft-store-work");
        Path left = copy(work.listFiles()[0].toPath(), folder.resolve("left"));
        started.execution().stop(new InterruptedException());
        started.failure();
        new JournalsAtBuildEnd().onCompleted(harness.run, TaskListener.NULL);
        Files.delete(harness.artifact("microsoft-store/seats/staff.csv").toPath());
        assertThat(work).doesNotExist();

        copy(left, Files.createDirectory(work.toPath()).resolve("left"));
        new JournalsAtBuildEnd().onCompleted(harness.run, TaskListener.NULL);

        assertThat(report("staff.csv")).contains("****@contoso.com,", "no **** user,INVALID");
        assertThat(work).doesNotExist();
        assertThat(leaks()).isEmpty();
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        for (File file : from.toFile().listFiles()) {
            Files.copy(file.toPath(), to.resolve(file.getName()));
        }
        return to;
    }
}
