package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A freestyle build whose controller is killed. */
class FreestyleKillJenkinsTest extends StoreJenkinsTest {

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    @Test
    void itsOperationEndedWithTheControllerAndItsReportIsArchived() throws Throwable {
        store.fault(FaultRule.on(Operation.BULK_SEATS).effect(FaultEffect.slow(Duration.ofMinutes(10))));
        controller.startJenkins();
        controller.runRemotely(FreestyleKillJenkinsTest::begin, store.storeUrl(), store.issueToken());
        StoreFixture.await(() -> store.count(Operation.BULK_SEATS) == 1);
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        String page = controller.runRemotely(FreestyleKillJenkinsTest::pageOfEnded);
        assertThat(page).contains("1 operation: 1 ended with the controller", "2 unknown");
    }

    private static void begin(JenkinsRule rule, String storeUrl, String token) throws Exception {
        connect(rule, storeUrl, token);
        BulkSeatsBuilder builder =
                new BulkSeatsBuilder(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId(), "assign");
        builder.users = new ArrayList<>(List.of("ada@contoso.com", "bob@contoso.com"));
        builder.reportName = "class";
        FreeStyleProject project = rule.createProject(FreeStyleProject.class, "seats");
        project.getBuildersList().add(builder);
        project.scheduleBuild2(0).waitForStart();
    }

    private static String pageOfEnded(JenkinsRule rule) throws Exception {
        FreeStyleBuild build =
                rule.jenkins.getItemByFullName("seats", FreeStyleProject.class).getBuildByNumber(1);
        StoreFixture.await(() -> new File(build.getArtifactsDir(), "microsoft-store/seats/class.csv").isFile()
                && !new File(build.getRootDir(), "microsoft-store-work").exists());
        return rule.createWebClient().getPage(build, "microsoft-store/").asNormalizedText();
    }
}
