package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.model.labels.LabelAtom;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jenkins.security.MasterToSlaveCallable;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes among files there")
    void aNamedPipeOnTheAgentIsNotOpened() throws Exception {
        WorkflowJob job = job("""
                node('away') {
                    msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', usersFile: 'link'
                }
                """);
        FilePath workspace = agent.getWorkspaceFor(job);
        workspace.mkdirs();
        run("mkfifo", workspace.child("pipe").getRemote());
        workspace.child("link").symlinkTo("pipe", TaskListener.NULL);

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("ERROR: usersFile 'link' is not a file in the workspace", build);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', usersFile: 'users.csv'",
                "msStoreOfflineLicense productId: '9NBLGGH516XP', skuId: '0016', directory: 'out', "
                        + "contentId: 'bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21'",
                "msStorePackages productId: '9NBLGGH516XP', skuId: '0016', directory: 'out'"
            })
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes cannot be stopped by a signal there")
    void anAgentThatDoesNotAnswerHoldsNeitherTheStepNorAThread(String step) throws Exception {
        store.fault(FaultRule.on(Operation.GET_SEAT).effect(FaultEffect.slow(Duration.ofSeconds(5))));
        String agentProcess = agent.getChannel().call(new ProcessId()).toString();
        WorkflowRun build = job("""
                node('away') {
                    msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                    try {
                        timeout(time: 2, unit: 'SECONDS') {
                            %s
                        }
                    } catch (org.jenkinsci.plugins.workflow.steps.FlowInterruptedException e) {
                        echo 'gone on'
                    }
                }
                """.formatted(step)).scheduleBuild2(0).waitForStart();
        awaitRequests(build, Operation.GET_SEAT, 1);
        run("kill", "-STOP", agentProcess);
        try {
            jenkins.waitForMessage("gone on", build);
            StoreFixture.await(() -> Thread.getAllStackTraces().values().stream()
                    .flatMap(Stream::of)
                    .noneMatch(frame -> frame.getClassName().endsWith(".msstore.execution.InterruptibleCall")));
        } finally {
            run("kill", "-CONT", agentProcess);
        }
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(build.getHasArtifacts()).isFalse();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    /** Of the process that runs it. */
    private static final class ProcessId extends MasterToSlaveCallable<Long, RuntimeException> {

        private static final long serialVersionUID = 1L;

        @Override
        public Long call() {
            return ProcessHandle.current().pid();
        }
    }
}
