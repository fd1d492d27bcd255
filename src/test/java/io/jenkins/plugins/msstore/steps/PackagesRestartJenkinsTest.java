package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Node;
import hudson.model.labels.LabelAtom;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.AppPackage;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is restarted during a download. */
class PackagesRestartJenkinsTest extends StoreJenkinsTest {

    private static final AppPackage BIG = AppPackage.of("Big_1_x64__8", "x64").size(3_000_000);

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void theDownloadGoesOnWithItsPart() throws Throwable {
        store.product(Product.offline(DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId())
                .appPackage(BIG));
        store.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.slowBody(500_000)));
        sessions.then(rule -> {
            connect(rule);
            WorkflowJob job = scripted(rule.createProject(WorkflowJob.class, "kit"), """
                    node('away') {
                        def kit = msStorePackages productId: '9NBLGGH516XP', skuId: '0016', directory: 'kit'
                        echo "then ${kit.packages[0].sha256}"
                    }
                    """);
            Node agent = rule.createOnlineSlave(new LabelAtom("away"));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            Path part = Path.of(agent.getWorkspaceFor(job).getRemote(), "kit", BIG.packageFullName() + ".appx.part");
            StoreFixture.await(() -> Files.exists(part) && part.toFile().length() > 0 || !build.isBuilding());
        });
        sessions.then(rule -> {
            WorkflowRun build =
                    rule.jenkins.getItemByFullName("kit", WorkflowJob.class).getBuildByNumber(1);
            rule.assertBuildStatusSuccess(rule.waitForCompletion(build));
            assertThat(JenkinsRule.getLog(build))
                    .contains("then " + BIG.content().sha256())
                    .doesNotContain("\tat ", "Exception");
            assertThat(build.getRootDir().toPath().resolve("microsoft-store-work"))
                    .doesNotExist();
        });
        assertThat(store.requests(Operation.DOWNLOAD))
                .extracting(request -> request.header("Range"))
                .hasSize(2)
                .last()
                .asString()
                .matches("bytes=[1-9]\\d+-");
    }
}
