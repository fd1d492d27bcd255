package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.builders.BulkSeatsBuilder;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Builds whose operations on one product take turns. */
@WithJenkins
class ProductQueueJenkinsTest extends StoreJenkinsTest {

    private static final String BULK = """
            msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', users: ['ada@contoso.com']
            """;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
        store.fault(FaultRule.on(Operation.BULK_SEATS)
                .nth(1)
                .effect(FaultEffect.drop().delayed(Duration.ofMinutes(10))));
    }

    private WorkflowRun startHeldBack(WorkflowJob job) throws Exception {
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        awaitRequests(build, Operation.BULK_SEATS, 1);
        return build;
    }

    private String consolePage(Run<?, ?> build, String user) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.getOptions().setJavaScriptEnabled(false);
            return browser.login(user)
                    .getPage(build, "logText/progressiveHtml")
                    .getWebResponse()
                    .getContentAsString();
        }
    }

    @Test
    void aWaitingBuildSaysForWhichAndCanBeAborted() throws Exception {
        WorkflowJob job = job(BULK);
        WorkflowRun first = startHeldBack(job);
        WorkflowRun second = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waiting for build #1 of this job, which changes seats of 9NBLGGH4R2R6/0016", second);

        second.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(second));
        assertThat(store.count(Operation.BULK_SEATS)).isEqualTo(1);
        assertThat(JenkinsRule.getLog(second)).doesNotContain("\tat ");
        first.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(first));
        jenkins.buildAndAssertSuccess(job);
    }

    @Test
    void aKilledBuildIsNotWaitedFor() throws Exception {
        WorkflowJob job = job(BULK);
        WorkflowRun first = startHeldBack(job);
        WorkflowRun second = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waiting for build #1", second);

        first.doKill();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
    }

    /** After a restart, Jenkins finds the build by this name alone. */
    @Test
    void theOrderIsStoredWithThePresentNameOfAJob() throws Exception {
        Path order = jenkins.jenkins.getRootDir().toPath().resolve("microsoft-store-queue.json");
        WorkflowJob job = job(BULK);
        WorkflowRun build = startHeldBack(job);
        assertThat(order).content().contains("\"" + job.getFullName() + "#1\"");

        job.renameTo("renamed");

        assertThat(order).content().contains("\"renamed#1\"");
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(order).doesNotExist();
    }

    @Test
    void aFreestyleBuildWaitsForAPipeline() throws Exception {
        WorkflowRun first = startHeldBack(job(BULK));
        FreeStyleProject project = jenkins.createFreeStyleProject();
        BulkSeatsBuilder builder = new BulkSeatsBuilder("9nblggh4r2r6", "0016", "assign");
        builder.users = List.of("bob@contoso.com");
        project.getBuildersList().add(builder);
        FreeStyleBuild second = project.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waiting for a build of another job", second);

        first.doStop();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
    }

    /** Users who may read the log of the one job, but not the other job, do not learn its name. */
    @Test
    void theNameOfAnotherJobIsForUsersWhoMayReadIt() throws Exception {
        WorkflowJob hidden = scripted(jenkins.createProject(WorkflowJob.class, "takeover"), BULK);
        WorkflowJob open = scripted(jenkins.createProject(WorkflowJob.class, "open"), BULK);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .onItems(open)
                .to("guest", "discoverer", "insider")
                .grant(Item.DISCOVER)
                .onItems(hidden)
                .to("discoverer")
                .grant(Item.READ)
                .onItems(hidden)
                .to("insider"));
        WorkflowRun first = startHeldBack(hidden);
        WorkflowRun second = open.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waiting for a build of another job, which changes seats of", second);

        assertThat(consolePage(second, "insider")).contains("a build of another job (takeover #1), which");
        assertThat(consolePage(second, "guest"))
                .contains("a build of another job, which")
                .doesNotContain("takeover");
        assertThat(consolePage(second, "discoverer"))
                .contains("a build of another job, which")
                .doesNotContain("takeover");
        assertThat(JenkinsRule.getLog(second)).doesNotContain("takeover");
        first.doStop();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
    }
}
