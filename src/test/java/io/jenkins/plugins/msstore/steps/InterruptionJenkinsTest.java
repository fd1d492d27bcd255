package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.io.File;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Builds that are interrupted during a request. */
@WithJenkins
class InterruptionJenkinsTest extends StoreJenkinsTest {

    private static final FaultEffect HELD_BACK = FaultEffect.drop().delayed(Duration.ofMinutes(10));

    private static final String BULK = """
            msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', batchSize: 1,
                    users: ['ada@contoso.com', 'bob@contoso.com', 'eve@contoso.com'], reportName: 'cut'
            """;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
        configure(settings -> settings.setMaxConcurrentRequests(1));
    }

    private static void assertCutReport(WorkflowRun build) throws Exception {
        assertThat(artifact(build, "microsoft-store/seats/cut.csv").lines())
                .hasSize(4)
                .anyMatch(line -> line.contains(",NOT_ATTEMPTED,"));
        assertThat(artifact(build, "microsoft-store/seats/cut.json")).contains("NOT_ATTEMPTED");
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    @Test
    void aStoppedBuildIsAbortedAndHasItsReport() throws Exception {
        store.fault(FaultRule.on(Operation.BULK_SEATS).from(2).effect(HELD_BACK));
        WorkflowRun build = job(BULK).scheduleBuild2(0).waitForStart();
        awaitRequests(build, Operation.BULK_SEATS, 2);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertCutReport(build);
        assertThat(artifact(build, "microsoft-store/seats/cut.csv")).contains(",SUCCEEDED,");
    }

    @Test
    void aKilledBuildHasItsReport() throws Exception {
        store.fault(FaultRule.on(Operation.BULK_SEATS).from(2).effect(HELD_BACK));
        WorkflowRun build = job(BULK).scheduleBuild2(0).waitForStart();
        awaitRequests(build, Operation.BULK_SEATS, 2);

        build.doKill();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        StoreFixture.await(() -> !new File(build.getRootDir(), "microsoft-store-work").exists());
        assertCutReport(build);
    }

    @Test
    void aTimeoutEndsARun() throws Exception {
        store.fault(FaultRule.on(Operation.BULK_SEATS).from(2).effect(HELD_BACK));

        WorkflowRun build =
                jenkins.buildAndAssertStatus(Result.ABORTED, job("timeout(time: 3, unit: 'SECONDS') {\n" + BULK + "}"));

        assertCutReport(build);
    }

    @Test
    void aTimeoutEndsASingleStepAndTheScriptContinues() throws Exception {
        store.fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(HELD_BACK));

        WorkflowRun build = succeeds("""
                try {
                    timeout(time: 1, unit: 'SECONDS') {
                        msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                    }
                } catch (org.jenkinsci.plugins.workflow.steps.FlowInterruptedException e) {
                    echo 'interrupted'
                }
                def none = msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                echo "then ${none}"
                """);

        assertThat(JenkinsRule.getLog(build)).contains("interrupted", "then null");
    }

    @Test
    void aFailedBranchEndsTheOthers() throws Exception {
        store.fault(FaultRule.on(Operation.ASSIGN_SEAT).effect(HELD_BACK));

        WorkflowRun build = fails("""
                parallel failFast: true,
                        held: {
                            msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                        },
                        failed: {
                            error 'on purpose'
                        }
                """);

        assertThat(JenkinsRule.getLog(build)).contains("on purpose");
    }
}
