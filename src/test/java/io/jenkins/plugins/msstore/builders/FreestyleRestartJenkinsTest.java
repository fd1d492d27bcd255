package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A freestyle build whose controller shuts down in good order. */
class FreestyleRestartJenkinsTest extends StoreJenkinsTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static FreeStyleBuild build(JenkinsRule rule) {
        return rule.jenkins.getItemByFullName("seats", FreeStyleProject.class).getBuildByNumber(1);
    }

    @Test
    void aBuildIsAbortedAndItsReportArchived() throws Throwable {
        store.fault(FaultRule.on(Operation.BULK_SEATS).from(2).effect(FaultEffect.slow(Duration.ofMinutes(10))));
        sessions.then(rule -> {
            connect(rule);
            configure(settings -> settings.setMaxConcurrentRequests(1));
            BulkSeatsBuilder builder =
                    new BulkSeatsBuilder(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId(), "assign");
            builder.users = new ArrayList<>(List.of("ada@contoso.com", "bob@contoso.com", "eve@contoso.com"));
            builder.batchSize = 1;
            builder.reportName = "class";
            FreeStyleProject project = rule.createProject(FreeStyleProject.class, "seats");
            project.getBuildersList().add(builder);
            project.scheduleBuild2(0).waitForStart();
            StoreFixture.await(() -> store.count(Operation.BULK_SEATS) == 2);
        });
        sessions.then(rule -> {
            FreeStyleBuild build = build(rule);
            rule.assertBuildStatus(Result.ABORTED, build);
            assertThat(JenkinsRule.getLog(build))
                    .contains("Stopped because Jenkins is shutting down", "1 of 3 users succeeded")
                    .doesNotContain("\tat ", "Exception");
            assertThat(artifact(build, "microsoft-store/seats/class.csv"))
                    .contains("SUCCEEDED", "UNKNOWN", "NOT_ATTEMPTED");
            assertThat(rule.createWebClient().getPage(build, "microsoft-store/").asNormalizedText())
                    .contains("1 operation: 1 interrupted");
        });
    }
}
