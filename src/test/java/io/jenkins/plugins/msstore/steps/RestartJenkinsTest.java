package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is restarted during a build. */
class RestartJenkinsTest extends StoreJenkinsTest {

    /** Longer than any of these tests takes. */
    private static final Duration HELD_BACK = Duration.ofMinutes(10);

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    /** Runs a script until the first request of an operation is held, then restarts the controller. */
    private String logAcrossRestart(Operation held, FaultEffect effect, String script) throws Throwable {
        store.fault(FaultRule.on(held).times(1).effect(effect));
        sessions.then(rule -> {
            connect(rule);
            WorkflowRun build = scripted(rule.createProject(WorkflowJob.class, "seats"), script)
                    .scheduleBuild2(0)
                    .waitForStart();
            awaitRequests(build, held, 1);
        });
        String[] log = new String[1];
        sessions.then(rule -> {
            WorkflowRun build =
                    rule.jenkins.getItemByFullName("seats", WorkflowJob.class).getBuildByNumber(1);
            rule.assertBuildStatusSuccess(rule.waitForCompletion(build));
            log[0] = JenkinsRule.getLog(build);
        });
        return log[0];
    }

    @Test
    void resultsAreThereAfterwards() throws Throwable {
        String log = logAcrossRestart(Operation.GET_SEAT, FaultEffect.slow(HELD_BACK), """
                def seat = msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                def result = msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',
                        users: ['bob@contoso.com', 'nobody@contoso.com'], onFailure: 'CONTINUE', reportName: 'monday'
                def license = msStoreOfflineLicense productId: '9NBLGGH516XP', skuId: '0016',
                        contentId: 'bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21'
                msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                echo "seat ${seat.assignedTo} ${seat.state} ${seat.productKey.skuId}"
                echo "bulk ${result.seats[0].assignedTo} and not ${result.failures[0].userName}, ${result.wouldChange}"
                echo "license ${license.packageFamilyName} ${license.sha256[license.files[0]].length()}"
                try {
                    msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', users: [], allowEmpty: true,
                            reportName: 'Monday'
                } catch (e) {
                    echo "caught ${e.message}"
                }
                """);

        assertThat(log)
                .contains(
                        "seat ada@contoso.com Active 0016",
                        "bulk bob@contoso.com and not nobody@contoso.com, null",
                        "license Contoso.Kiosk_8wekyb3d8bbwe 64",
                        "caught reportName 'Monday' is already used in this build");
    }

    @Test
    void anAssignThatWasDoneIsSeenAndNotSentAgain() throws Throwable {
        String log = logAcrossRestart(Operation.ASSIGN_SEAT, FaultEffect.slow(HELD_BACK), """
                def seat = msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                echo "then ${seat.state}"
                """);

        assertThat(log).contains("then Active");
        assertThat(store.count(Operation.GET_SEAT)).isEqualTo(1);
        assertThat(store.count(Operation.ASSIGN_SEAT)).isEqualTo(1);
    }

    @Test
    void anAssignThatWasNotDoneIsSentAgain() throws Throwable {
        String log = logAcrossRestart(Operation.ASSIGN_SEAT, FaultEffect.drop().delayed(HELD_BACK), """
                def seat = msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                echo "then ${seat.state}"
                """);

        assertThat(log).contains("then Active");
        assertThat(store.seats(DefaultWorld.OPEN)).hasSize(1);
    }

    @Test
    void aReclaimThatWasDoneSucceeds() throws Throwable {
        store.assignSeats(DefaultWorld.OPEN, "ada@contoso.com");
        String log = logAcrossRestart(Operation.RECLAIM_SEAT, FaultEffect.slow(HELD_BACK), """
                def seat = msStoreReclaimSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                echo "then ${seat.state} ${seat.dateAssigned}"
                """);

        assertThat(log).contains("then Revoked null");
        assertThat(store.count(Operation.RECLAIM_SEAT)).isEqualTo(1);
    }

    @Test
    void aLicenseIsAskedForAgain() throws Throwable {
        String log = logAcrossRestart(Operation.GET_OFFLINE_LICENSE, FaultEffect.slow(HELD_BACK), """
                def license = msStoreOfflineLicense productId: '9NBLGGH516XP', skuId: '0016',
                        contentId: 'bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21'
                echo "then ${license.files.size()}"
                """);

        assertThat(log).contains("then 3");
    }
}
