package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps in sandboxed scripts, whose results need no approval. */
@WithJenkins
class ScriptedJenkinsTest extends StoreJenkinsTest {

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
    }

    @AfterEach
    void nothingNeedsAnApproval() {
        assertThat(ScriptApproval.get().getPendingSignatures()).isEmpty();
        assertThat(ScriptApproval.get().getPendingScripts()).isEmpty();
    }

    private static String in(String block, String script) {
        return block.isEmpty() ? script : block + " {\n" + script + "\n}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "node"})
    void seatsAreAssignedReadAndReclaimed(String block) throws Exception {
        WorkflowRun build = succeeds(in(block, """
                def seat = msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                echo "assigned ${seat.assignedTo} ${seat.state} ${seat.productKey.productId}/${seat.productKey.skuId}"
                echo "date ${seat.dateAssigned.substring(0, 2)}, keys ${seat.keySet().join(',')}"
                def same = msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ADA@contoso.com'
                echo "same ${same == seat}"
                def none = msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'eve@contoso.com'
                echo "none ${none == null}"
                def gone = msStoreReclaimSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                echo "reclaimed ${gone.state}"
                def missing = msStoreReclaimSeat productId: '9NBLGGH4R2R6', skuId: '0016', \
                        userName: 'ada@contoso.com', ignoreMissing: true
                echo "missing ${missing}"
                """));

        assertThat(JenkinsRule.getLog(build))
                .contains(
                        "assigned ada@contoso.com Active 9NBLGGH4R2R6/0016",
                        "date 20, keys assignedTo,dateAssigned,state,productKey",
                        "same true",
                        "none true",
                        "reclaimed Revoked",
                        "missing null");
        assertThat(store.seats(DefaultWorld.OPEN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "node"})
    void aBulkOperationReturnsCountsAndLists(String block) throws Exception {
        WorkflowRun build = succeeds(in(block, """
                def users = ['ada@contoso.com', 'bob@contoso.com', 'BOB@contoso.com', 'nobody@contoso.com', 'no-user']
                def result = msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',
                        users: users, onFailure: 'CONTINUE', reportName: 'monday'
                echo "${result.succeeded}+${result.failed}+${result.invalid} of ${result.requested}"
                echo "again ${result.duplicates}, cut ${result.truncated}, would ${result.wouldChange}"
                echo "seats ${result.seats.collect { it.assignedTo }.sort()}"
                for (failure in result.failures) {
                    echo "not ${failure.userName}: ${failure.failureReason}"
                }
                echo "reports ${result.reports}"
                """));

        assertThat(JenkinsRule.getLog(build))
                .contains(
                        "2+1+1 of 4",
                        "again 1, cut false, would null",
                        "seats [ada@contoso.com, bob@contoso.com]",
                        "not nobody@contoso.com: ",
                        "not no-user: ",
                        "reports [microsoft-store/seats/monday.csv, microsoft-store/seats/monday.json]");
        assertThat(store.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .containsExactlyInAnyOrder("ada@contoso.com", "bob@contoso.com");
        assertThat(artifact(build, "microsoft-store/seats/monday.csv")).contains("nobody@contoso.com,FAILED");
        assertThat(build.getHasArtifacts()).isTrue();
    }

    @Test
    void anOfflineLicenseIsArchivedWithoutAnExecutor() throws Exception {
        jenkins.jenkins.setNumExecutors(0);

        WorkflowRun build = succeeds("""
                def license = msStoreOfflineLicense productId: '9NBLGGH516XP', skuId: '0016',
                        contentId: 'bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21', formats: ['xml', 'encoded', 'syncml']
                echo "license of ${license.packageFamilyName}, ${license.productKey.skuId}"
                for (file in license.files) {
                    echo "sum ${license.sha256[file].length()} ${file}"
                }
                """);

        String name = "microsoft-store/licenses/9NBLGGH516XP-0016-bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21";
        assertThat(JenkinsRule.getLog(build))
                .contains("license of Contoso.Kiosk_8wekyb3d8bbwe, 0016", "sum 64 " + name + ".xml");
        assertThat(build.getArtifacts())
                .extracting(file -> file.relativePath)
                .containsExactlyInAnyOrder(name + ".xml", name + ".license.txt", name + ".syncml.xml", name + ".json");
    }

    @Test
    void stepsWorkInADeclarativePipeline() throws Exception {
        WorkflowRun build = succeeds("""
                pipeline {
                    agent none
                    environment { PRODUCT = '9NBLGGH4R2R6' }
                    stages {
                        stage('Seats') {
                            steps {
                                msStoreAssignSeat productId: "${PRODUCT}", skuId: '0016', userName: 'ada@contoso.com'
                                msStoreGetSeat(productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com')
                                msStoreBulkSeats productId: env.PRODUCT, skuId: '0016', action: 'assign',
                                        users: ['bob@contoso.com', 'eve@contoso.com']
                                msStoreReclaimSeat productId: '9NBLGGH4R2R6', skuId: '0016', \
                                        userName: 'ada@contoso.com', ignoreMissing: true
                                script {
                                    def license = msStoreOfflineLicense productId: '9NBLGGH516XP', skuId: '0016',
                                            contentId: 'bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21'
                                    echo "files ${license.files.size()}"
                                }
                            }
                        }
                    }
                }
                """);

        assertThat(JenkinsRule.getLog(build)).contains("files 3");
        assertThat(store.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .containsExactlyInAnyOrder("bob@contoso.com", "eve@contoso.com");
    }

    @Test
    void branchesRunSideBySide() throws Exception {
        succeeds("""
                def branches = [:]
                for (user in ['ada', 'bob', 'eve']) {
                    def name = "${user}@contoso.com"
                    branches[user] = {
                        msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: name
                    }
                }
                parallel branches
                """);

        assertThat(store.seats(DefaultWorld.OPEN)).hasSize(3);
    }

    @Test
    void failedUsersCanMakeBuildAndStepUnstable() throws Exception {
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.UNSTABLE, job("""
                def result = msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',
                        users: ['ada@contoso.com', 'nobody@contoso.com'], onFailure: 'UNSTABLE'
                echo "went on with ${result.failed} failed"
                """));

        assertThat(JenkinsRule.getLog(build)).contains("went on with 1 failed");
        List<WarningAction> warnings = new DepthFirstScanner()
                .allNodes(build.getExecution()).stream()
                        .map(node -> node.getPersistentAction(WarningAction.class))
                        .filter(warning -> warning != null)
                        .toList();
        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.getResult()).isEqualTo(Result.UNSTABLE);
            assertThat(warning.getMessage()).contains("1 failed");
        });
    }
}
