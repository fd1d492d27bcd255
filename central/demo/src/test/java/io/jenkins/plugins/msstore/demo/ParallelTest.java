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
class ParallelTest {
    @TempDir
    private Path folder;

    @Test
    void runsBranchesAtTheSameTime() throws IOException {
        ScriptRun run = ScriptRun.of("""
                def results = parallel(
                    one: { gate '%1$s/first'; open '%1$s/second'; 1 },
                    two: { open '%1$s/first'; gate '%1$s/second'; 2 })
                echo results.toString()
                """.formatted(folder));

        assertThat(run.printed())
                .containsExactlyInAnyOrder("[one] Waiting for first", "[two] Waiting for second", "[one:1, two:2]");
    }

    @Test
    void letsNoBranchKeepTheOthersFromTheirTurn() throws IOException {
        ScriptRun run = ScriptRun.of("""
                def done = false
                parallel(busy: { while (!done) { echo 'busy' } }, other: { done = true })
                """);

        assertThat(run.result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    void takesBranchesFromAMap() throws IOException {
        ScriptRun run = ScriptRun.of("""
                def branches = [:]
                for (name in ['a', 'b']) {
                    def mine = name
                    branches[name] = { echo "I am ${mine}" }
                }
                parallel branches
                """);

        assertThat(run.printed()).containsExactlyInAnyOrder("[a] I am a", "[b] I am b");
    }

    @Test
    void failsAsTheFirstBranchWhenAllHaveEnded() throws IOException {
        ScriptRun run = ScriptRun.of("""
                parallel(
                    bad: { error 'first' },
                    good: { sleep 0; echo 'still running' },
                    worse: { sleep 0; error 'second' })
                """);

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed()).contains("[good] still running").last().isEqualTo("ERROR: first");
    }

    @Test
    void interruptsTheOthersWhenItIsToFailFast() throws IOException {
        ScriptRun run = ScriptRun.of(
                "parallel(failFast: true, waiting: { gate '%s/never' }, bad: { error 'first' })".formatted(folder));

        assertThat(run.printed())
                .containsExactly(
                        "[waiting] Waiting for never",
                        "[waiting] Told to stop: FlowInterruptedException",
                        "ERROR: first");
    }
}
