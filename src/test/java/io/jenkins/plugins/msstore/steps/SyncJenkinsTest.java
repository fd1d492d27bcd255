package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.builders.SyncSeatsBuilder;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.io.File;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A sync in Pipelines and in a freestyle job. */
@WithJenkins
class SyncJenkinsTest extends StoreJenkinsTest {

    private static final FaultEffect HELD_BACK = FaultEffect.drop().delayed(Duration.ofMinutes(10));

    private static final String SYNC = "msStoreSyncSeats productId: '9NBLGGH4R2R6', skuId: '0016', reportName: 'staff'";

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
        configure(settings -> settings.setMaxConcurrentRequests(1));
        store.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "eve@contoso.com");
    }

    private List<String> seated() {
        return store.seats(DefaultWorld.OPEN).stream()
                .filter(Seat::isActive)
                .map(Seat::assignedTo)
                .toList();
    }

    @Test
    void aPlanIsApprovedAndCarriedOutInTheSandbox() throws Exception {
        WorkflowRun build = succeeds("""
                def wanted = [productId: '9NBLGGH4R2R6', skuId: '0016', users: ['ada@contoso.com', 'bob@contoso.com']]
                def plan = msStoreSyncSeats(wanted + [dryRun: true])
                echo "plan: +${plan.wouldAdd} -${plan.wouldRemove}"
                def done = msStoreSyncSeats(wanted + [expectedPlan: plan.planDigest, maxRemovals: 1])
                echo "done: +${done.added} -${done.removed} =${done.unchanged}"
                """);

        assertThat(JenkinsRule.getLog(build))
                .contains("plan: +1 -1", "done: +1 -1 =1")
                .doesNotContain("eve@contoso.com");
        assertThat(seated()).containsExactlyInAnyOrder("ada@contoso.com", "bob@contoso.com");
    }

    @Test
    void aDeclarativePipelineSynchronizesAFile() throws Exception {
        succeeds("""
                pipeline {
                    agent any
                    stages {
                        stage('Seats') {
                            steps {
                                writeFile file: 'staff.csv', text: 'Name;Mail\\nAda;ada@contoso.com\\n'
                                msStoreSyncSeats productId: '9NBLGGH4R2R6', skuId: '0016', usersFile: 'staff.csv',
                                        column: 'Mail', maxRemovals: '1', protectedUsers: ['kiosk@contoso.com']
                            }
                        }
                    }
                }
                """);

        assertThat(seated()).containsExactly("ada@contoso.com");
    }

    @Test
    void aFreestyleBuildSynchronizesAVariable() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        SyncSeatsBuilder builder = new SyncSeatsBuilder("9NBLGGH4R2R6", "0016");
        builder.users = List.of("$JOB_NAME@contoso.com", "ada@contoso.com");
        builder.reportName = "staff";
        project.getBuildersList().add(builder);

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);

        assertThat(artifact(build, "microsoft-store/results/1-storeSeatsSync.json"))
                .contains("\"added\" : 1");
        assertThat(seated()).containsExactlyInAnyOrder("ada@contoso.com", project.getName() + "@contoso.com");
    }

    @Test
    void aLimitFailsTheBuildAndThePlanIsArchived() throws Exception {
        WorkflowRun build = fails(SYNC + ", users: ['bob@contoso.com'], maxRemovals: 1");

        assertThat(JenkinsRule.getLog(build)).contains("maxRemovals").doesNotContain("\tat ");
        assertThat(artifact(build, "microsoft-store/seats/staff-plan.csv")).contains(",REMOVE");
        assertThat(seated()).hasSize(2);
    }

    @Test
    void aStoppedSyncHasItsReport() throws Exception {
        store.fault(FaultRule.on(Operation.BULK_SEATS).from(1).effect(HELD_BACK));
        WorkflowRun build = job(SYNC + ", users: ['ada@contoso.com', 'bob@contoso.com']")
                .scheduleBuild2(0)
                .waitForStart();
        awaitRequests(build, Operation.BULK_SEATS, 1);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(artifact(build, "microsoft-store/seats/staff.csv")).contains("bob@contoso.com", ",REMOVE");
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    @Test
    void aSyncThatIsStoppedWhileItListsChangesNothing() throws Exception {
        store.fault(FaultRule.on(Operation.GET_SEATS).from(1).effect(HELD_BACK));
        WorkflowRun build =
                job(SYNC + ", users: ['ada@contoso.com']").scheduleBuild2(0).waitForStart();
        awaitRequests(build, Operation.GET_SEATS, 1);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        StoreFixture.await(() -> !new File(build.getRootDir(), "microsoft-store-work").exists());
        assertThat(seated()).hasSize(2);
    }
}
