package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.time.Duration;
import java.time.Instant;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A build's page after a restart of the controller. */
class StorePageRestartJenkinsTest extends StoreJenkinsTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static WorkflowRun build(JenkinsRule rule) {
        return rule.jenkins.getItemByFullName("seats", WorkflowJob.class).getBuildByNumber(1);
    }

    private static String page(JenkinsRule rule) throws Exception {
        HtmlPage page = rule.createWebClient().getPage(build(rule), "microsoft-store/");
        return page.asNormalizedText();
    }

    @Test
    void whatEndedBeforeIsStillThere() throws Throwable {
        sessions.then(rule -> {
            connect(rule);
            rule.buildAndAssertSuccess(scripted(rule.createProject(WorkflowJob.class, "seats"), """
                    msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                    """));
        });
        sessions.then(rule -> assertThat(page(rule)).contains("1 operation: 1 succeeded", "ada@contoso.com"));
    }

    @Test
    void aResumedOperationIsOneOperation() throws Throwable {
        store.fault(FaultRule.on(Operation.ASSIGN_SEAT).times(1).effect(FaultEffect.slow(Duration.ofMinutes(10))));
        sessions.then(rule -> {
            connect(rule);
            WorkflowRun build = scripted(rule.createProject(WorkflowJob.class, "seats"), """
                    msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                    """)
                    .scheduleBuild2(0)
                    .waitForStart();
            awaitRequests(build, Operation.ASSIGN_SEAT, 1);
            assertThat(RunningOperations.of(build)).hasSize(1);
        });
        sessions.then(rule -> {
            rule.assertBuildStatusSuccess(rule.waitForCompletion(build(rule)));
            assertThat(page(rule)).contains("1 operation: 1 succeeded");
        });
    }

    @Test
    void anOperationThatIsNotResumedEndedWithItsController() throws Throwable {
        sessions.then(rule -> {
            connect(rule);
            WorkflowRun build = rule.buildAndAssertSuccess(
                    scripted(rule.createProject(WorkflowJob.class, "seats"), "echo 'killed in the middle'"));
            OperationRecords.in(build.getRootDir().toPath()).begin("left", OperationDescription.NONE, Instant.now());
        });
        sessions.then(rule -> assertThat(page(rule)).contains("1 operation: 1 ended with the controller"));
    }
}
