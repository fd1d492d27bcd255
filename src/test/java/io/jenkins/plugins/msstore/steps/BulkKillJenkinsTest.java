package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Result;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller whose process is killed during a bulk operation, and started again. */
class BulkKillJenkinsTest extends CutBulkJenkinsTest {

    private static final String SCRIPT = assignAll(DefaultWorld.OPEN, "cut") + ", " + usersAsList();

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    private Path build() {
        return controller.getHome().toPath().resolve("jobs/seats/builds/1");
    }

    private void startUntilHeldBack(FlowDurabilityHint durability) throws Throwable {
        holdBatchesBack();
        controller.startJenkins();
        controller.runRemotely(BulkKillJenkinsTest::begin, store.storeUrl(), store.issueToken(), durability);
        awaitHeldBack(2, controller::isAlive);
        awaitAnsweredUsers(build(), controller::isAlive);
    }

    private static void begin(JenkinsRule rule, String storeUrl, String token, FlowDurabilityHint durability)
            throws Exception {
        connect(rule, storeUrl, token);
        configure(settings -> settings.setMaxConcurrentRequests(2));
        WorkflowJob job = scripted(rule.createProject(WorkflowJob.class, "seats"), SCRIPT);
        job.addProperty(new DurabilityHintJobProperty(durability));
        job.scheduleBuild2(0).waitForStart();
    }

    private String killedAndThen(Result result) throws Throwable {
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        return controller.runRemotely(BulkKillJenkinsTest::logOfEnded, result.toString());
    }

    private static String logOfEnded(JenkinsRule rule, String result) throws Exception {
        WorkflowRun build =
                rule.jenkins.getItemByFullName("seats", WorkflowJob.class).getBuildByNumber(1);
        rule.assertBuildStatus(Result.fromString(result), rule.waitForCompletion(build));
        return JenkinsRule.getLog(build);
    }

    @Test
    void aBulkOperationIsResumed() throws Throwable {
        startUntilHeldBack(FlowDurabilityHint.MAX_SURVIVABILITY);

        String log = killedAndThen(Result.SUCCESS);

        assertThat(log).contains("resuming after a restart: 4 of 12 users done").doesNotContain("\tat ", "Exception");
        assertComplete(report(build(), "cut"));
        assertEveryUserServedOnce();
    }

    @Test
    void whatIsKnownOfARunThatPipelineDidNotSaveIsShown() throws Throwable {
        startUntilHeldBack(FlowDurabilityHint.PERFORMANCE_OPTIMIZED);

        String log = killedAndThen(Result.FAILURE);

        assertThat(log).contains(" stopped: stopped with the controller", "report: microsoft-store/seats/cut.csv");
        JsonNode report = report(build(), "cut");
        assertThat(report.path("results")).hasSize(USERS.size());
        assertThat(report.path("succeeded").asInt()).isEqualTo(4);
        assertThat(report.path("unknown").asInt())
                .isEqualTo(doneUnheard().size() + notDone().size());
        assertThat(report.path("notAttempted").asInt()).isEqualTo(4);
        assertThat(store.seats(DefaultWorld.OPEN)).hasSize(6);
    }
}
