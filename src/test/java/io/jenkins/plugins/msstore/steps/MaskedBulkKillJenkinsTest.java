package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.msstore.builders.BulkSeatsBuilder;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.credentialsbinding.impl.SecretBuildWrapper;
import org.jenkinsci.plugins.credentialsbinding.impl.StringBinding;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The secrets that were bound around a bulk operation are masked in its report after the controller was killed. */
class MaskedBulkKillJenkinsTest extends CutBulkJenkinsTest {

    /** Part of the names of nine users. */
    private static final String SECRET = "user0";

    private static final String SCRIPT = "withCredentials([string(credentialsId: 'bound', variable: 'BOUND')]) { "
            + assignAll(DefaultWorld.OPEN, "cut") + ", " + usersAsList() + " }";

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    private Path build() {
        return controller.getHome().toPath().resolve("jobs/seats/builds/1");
    }

    private void killWhenHeldBack() throws Throwable {
        awaitHeldBack(2, controller::isAlive);
        awaitAnsweredUsers(build(), controller::isAlive);
        controller.stopJenkinsForcibly();
        assertThat(kept()).isNotBlank().doesNotContain(SECRET);
    }

    private String kept() throws IOException {
        try (Stream<Path> files = Files.walk(build().resolve("microsoft-store-work"))) {
            return Files.readString(files.filter(file -> file.endsWith("masked-secrets"))
                    .findAny()
                    .orElseThrow());
        }
    }

    private static void connectAndBind(JenkinsRule rule, String storeUrl, String token) throws Exception {
        connect(rule, storeUrl, token);
        addToken(rule.jenkins, "bound", SECRET);
        configure(settings -> settings.setMaxConcurrentRequests(2));
    }

    private static void beginPipeline(JenkinsRule rule, String storeUrl, String token, FlowDurabilityHint durability)
            throws Exception {
        connectAndBind(rule, storeUrl, token);
        WorkflowJob job = scripted(rule.createProject(WorkflowJob.class, "seats"), SCRIPT);
        job.addProperty(new DurabilityHintJobProperty(durability));
        job.scheduleBuild2(0).waitForStart();
    }

    private static void beginFreestyle(JenkinsRule rule, String storeUrl, String token) throws Exception {
        connectAndBind(rule, storeUrl, token);
        FreeStyleProject job = rule.createFreeStyleProject("seats");
        job.getBuildWrappersList().add(new SecretBuildWrapper(List.of(new StringBinding("BOUND", "bound"))));
        BulkSeatsBuilder builder =
                new BulkSeatsBuilder(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId(), "assign");
        builder.users = new ArrayList<>(USERS);
        builder.batchSize = 2;
        builder.reportName = "cut";
        job.getBuildersList().add(builder);
        job.scheduleBuild2(0).waitForStart();
    }

    private static void awaitEnd(JenkinsRule rule, String result) throws Exception {
        rule.assertBuildStatus(
                Result.fromString(result),
                rule.waitForCompletion(rule.jenkins
                        .getItemByFullName("seats", WorkflowJob.class)
                        .getBuildByNumber(1)));
    }

    /** The report of a build that is not resumed is archived some time after the build was loaded. */
    private static void awaitReport(JenkinsRule rule) throws Exception {
        Run<?, ?> build =
                rule.jenkins.getItemByFullName("seats", FreeStyleProject.class).getBuildByNumber(1);
        Path work = build.getRootDir().toPath().resolve("microsoft-store-work");
        StoreFixture.await(() -> Files.notExists(work));
    }

    private void assertMasked() throws IOException {
        assertThat(report(build(), "cut").path("results"))
                .extracting(row -> row.path("userName").asText())
                .hasSize(USERS.size())
                .contains("****1@contoso.com", "****9@contoso.com", "user12@contoso.com");
        for (String file : List.of(
                "archive/microsoft-store/seats/cut.csv",
                "archive/microsoft-store/seats/cut.json",
                "microsoft-store-operations.txt")) {
            assertThat(new String(Files.readAllBytes(build().resolve(file)), StandardCharsets.UTF_8))
                    .as(file)
                    .doesNotContain(SECRET);
        }
        assertThat(build().resolve("microsoft-store-work")).doesNotExist();
    }

    @Test
    void theReportOfAResumedOperationIsMasked() throws Throwable {
        holdBatchesBack();
        controller.startJenkins();
        controller.runRemotely(
                MaskedBulkKillJenkinsTest::beginPipeline,
                store.storeUrl(),
                store.issueToken(),
                FlowDurabilityHint.MAX_SURVIVABILITY);
        killWhenHeldBack();

        controller.startJenkins();
        controller.runRemotely(MaskedBulkKillJenkinsTest::awaitEnd, "SUCCESS");

        assertMasked();
        assertEveryUserServedOnce();
    }

    @Test
    void theReportOfARunThatPipelineDidNotSaveIsMasked() throws Throwable {
        holdBatchesBack();
        controller.startJenkins();
        controller.runRemotely(
                MaskedBulkKillJenkinsTest::beginPipeline,
                store.storeUrl(),
                store.issueToken(),
                FlowDurabilityHint.PERFORMANCE_OPTIMIZED);
        killWhenHeldBack();

        controller.startJenkins();
        controller.runRemotely(MaskedBulkKillJenkinsTest::awaitEnd, "FAILURE");

        assertMasked();
    }

    @Test
    void theReportOfAFreestyleBuildIsMasked() throws Throwable {
        holdBatchesBack();
        controller.startJenkins();
        controller.runRemotely(MaskedBulkKillJenkinsTest::beginFreestyle, store.storeUrl(), store.issueToken());
        killWhenHeldBack();

        controller.startJenkins();
        controller.runRemotely(MaskedBulkKillJenkinsTest::awaitReport);

        assertMasked();
    }
}
