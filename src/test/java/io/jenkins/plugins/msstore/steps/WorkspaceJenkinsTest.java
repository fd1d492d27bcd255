package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.model.labels.LabelAtom;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Files that are read from and written to the workspace of an agent. */
@WithJenkins
class WorkspaceJenkinsTest extends StoreJenkinsTest {

    private DumbSlave agent;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
        agent = rule.createOnlineSlave(new LabelAtom("away"));
    }

    @Test
    void usersComeFromAFileOnTheAgent() throws Exception {
        WorkflowRun build = succeeds("""
                node('away') {
                    dir('lists') {
                        writeFile file: 'class.csv', text: 'Name;Mail\\nAda;ada@contoso.com\\nBob;bob\\n'
                        def result = msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',
                                usersFile: 'class.csv', column: 'mail', onFailure: 'CONTINUE', reportName: 'class'
                        echo "${result.succeeded} and ${result.failures[0].failureReason}"
                    }
                }
                """);

        assertThat(JenkinsRule.getLog(build)).contains("1 and line 3: ");
        assertThat(store.seats(DefaultWorld.OPEN)).extracting(Seat::assignedTo).containsExactly("ada@contoso.com");
        assertThat(artifact(build, "microsoft-store/seats/class.csv")).contains("bob,INVALID,,,line 3: ");
    }

    @Test
    void aLicenseIsWrittenToTheAgentAlone() throws Exception {
        WorkflowJob job = job("""
                node('away') {
                    def license = msStoreOfflineLicense productId: '9NBLGGH516XP', skuId: '0016',
                            contentId: 'bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21', formats: ['xml'],
                            archive: false, directory: 'out/licenses'
                    echo "wrote ${license.files.size()}"
                    echo "read ${readFile(license.files[0]).contains('License')}"
                }
                """);

        WorkflowRun build = jenkins.buildAndAssertSuccess(job);

        assertThat(JenkinsRule.getLog(build)).contains("wrote 2", "read true");
        FilePath folder = agent.getWorkspaceFor(job).child("out/licenses");
        assertThat(folder.list())
                .extracting(FilePath::getName)
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "9NBLGGH516XP-0016-bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21.xml",
                        "9NBLGGH516XP-0016-bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21.json"));
        assertThat(build.getHasArtifacts()).isFalse();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkOnTheAgentDoesNotLeadOut() throws Exception {
        WorkflowJob job = job("""
                node('away') {
                    msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', usersFile: 'users.csv'
                }
                """);
        FilePath workspace = agent.getWorkspaceFor(job);
        workspace.mkdirs();
        agent.getRootPath().child("secret.csv").write("ada@contoso.com\n", "UTF-8");
        workspace.child("users.csv").symlinkTo("../../secret.csv", TaskListener.NULL);

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("ERROR: usersFile 'users.csv' leads out of the workspace", build);
    }
}
