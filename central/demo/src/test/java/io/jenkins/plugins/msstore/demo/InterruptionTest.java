package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class InterruptionTest {
    @TempDir
    private Path folder;

    @Test
    void stopsTheStepWhoseTimeIsOver() throws IOException {
        ScriptRun run = ScriptRun.of(
                "timeout(time: 1, unit: 'MILLISECONDS') { stage('s') { gate '%s/never' } }".formatted(folder));

        assertThat(run.result()).isEqualTo(Result.ABORTED);
        assertThat(run.printed())
                .contains("Cancelling nested steps due to timeout")
                .last()
                .isEqualTo("ERROR: Interrupted: Timeout has been exceeded");
    }

    @Test
    void canBeCaughtSoThatTheBuildContinues() throws IOException {
        ScriptRun run = ScriptRun.of("""
                try {
                    timeout(time: 1, unit: 'MILLISECONDS') { gate '%s/never' }
                } catch (org.jenkinsci.plugins.workflow.steps.FlowInterruptedException e) {
                    echo "caught ${e.causes[0].shortDescription}"
                }
                """.formatted(folder));

        assertThat(run.result()).isEqualTo(Result.SUCCESS);
        assertThat(run.printed()).last().isEqualTo("caught Timeout has been exceeded");
    }

    @Test
    void doesNotComeWhenTheBodyIsFast() throws IOException {
        ScriptRun run = ScriptRun.of("echo timeout(1) { 'in time' }");

        assertThat(run.result()).isEqualTo(Result.SUCCESS);
        assertThat(run.printed()).containsExactly("Timeout set to expire in 1 Minutes", "in time");
    }

    @Test
    void reachesAllBranchesWhenTheBuildIsAborted() throws IOException {
        ScriptRun run = ScriptRun.of("""
                parallel(
                    one: { gate '%1$s/never' },
                    two: { stage('s') { parallel(inner: { gate '%1$s/never' }, last: { open '%1$s/go' }) } },
                    three: { gate '%1$s/go'; abort() })
                """.formatted(folder), AbortStep::aborts);

        assertThat(run.result()).isEqualTo(Result.ABORTED);
        assertThat(run.printed())
                .contains(
                        "[one] Told to stop: FlowInterruptedException",
                        "[inner] Told to stop: FlowInterruptedException",
                        "ERROR: Interrupted: Aborted");
    }
}
