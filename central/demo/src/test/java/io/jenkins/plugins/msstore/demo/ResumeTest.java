package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ResumeTest {
    @TempDir
    private Path folder;

    @Test
    void goesOnAfterAKillWhereverTheBranchesWere() throws Exception {
        Path script = script("""
                def text = "before ${1}"
                echo text
                env.KEPT = 'kept'
                unstable 'a little'
                for (n in [1, 2]) {
                    node {
                        parallel(
                            sleeper: { sleep 1; echo "slept ${n}" },
                            waiter: { echo "${text}, ${gate '%1$s/gate'} ${n} in ${env.WORKSPACE}" },
                            marker: { echo "started ${n}" })
                    }
                }
                gate '%1$s/end'
                echo "after ${env.KEPT}"
                """);
        try (HostProcess host = host(script)) {
            host.awaitLine("[marker] started 1");
            host.kill();
        }
        Files.writeString(script, "echo 'another script'");
        Files.writeString(folder.resolve("state/log"), "written after the last save\n", StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("gate"), "opened");
        try (HostProcess host = host(script)) {
            host.awaitLine("Waiting for end");
            assertThat(host.output())
                    .contains("Resuming build #1 after a restart", "[waiter] Still waiting for gate")
                    .doesNotContain("before 1");
            Files.writeString(folder.resolve("end"), "");

            assertThat(host.awaitEnd()).isZero();
            assertThat(host.output()).endsWith("after kept", "[Pipeline] End of Pipeline", "Finished: UNSTABLE");
        }
        String workspace = folder.resolve("state/workspace").toString();
        assertThat(folder.resolve("state/log")).content().doesNotContain("written after the last save");
        assertThat(Files.readAllLines(folder.resolve("state/log")).stream()
                        .filter(line -> !line.startsWith("[Pipeline]")))
                .containsOnlyOnce(
                        "before 1",
                        "[sleeper] slept 1",
                        "[waiter] before 1, opened 1 in " + workspace,
                        "[marker] started 1",
                        "[sleeper] slept 2",
                        "[waiter] before 1, opened 2 in " + workspace,
                        "[marker] started 2",
                        "after kept");
    }

    @Test
    void goesOnWithASeatOperation() throws Exception {
        CountDownLatch killed = new CountDownLatch(1);
        try (StoreSimulator simulator = StoreSimulator.builder()
                .plainHttp()
                .fault(FaultRule.on(Operation.ASSIGN_SEAT).nth(1).effect(FaultEffect.heldUntil(killed)))
                .start()) {
            Path token = Files.writeString(folder.resolve("token"), simulator.issueToken());
            Path script = script("""
                    def seat = msStoreAssignSeat(
                        productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com')
                    echo "${seat.assignedTo} ${seat.state}"
                    """);
            String[] arguments = {
                "--jenkinsfile", script.toString(),
                "--state", folder.resolve("state").toString(),
                "--endpoint", simulator.storeUrl(),
                "--token-file", token.toString()
            };
            try (HostProcess host = new HostProcess(arguments)) {
                host.awaitLine("[Pipeline] msStoreAssignSeat");
                host.await(() -> simulator.count(Operation.ASSIGN_SEAT) == 1);
                host.kill();
            }
            killed.countDown();
            try (HostProcess host = new HostProcess(arguments)) {
                assertThat(host.awaitEnd()).as(host.output() + host.errors()).isZero();
                assertThat(host.output()).contains("ada@contoso.com Active");
            }
            assertThat(simulator.seats(DefaultWorld.OPEN)).hasSize(1);
        }
    }

    @Test
    void remembersWhatThePluginKeepsWithTheBuild() throws Exception {
        Path script = script("""
                def report = { action ->
                    msStoreBulkSeats(
                        productId: '9NBLGGH4R2R6', skuId: '0016', action: action, users: [], allowEmpty: true, reportName: 'mine')
                }
                report('assign')
                gate '%1$s/gate'
                report('reclaim')
                """);
        try (HostProcess host = host(script)) {
            host.awaitLine("Waiting for gate");
            host.kill();
        }
        Files.writeString(folder.resolve("gate"), "");
        try (HostProcess host = host(script)) {
            assertThat(host.awaitEnd()).isEqualTo(1);
            assertThat(host.output()).anyMatch(line -> line.contains("is already used in this build"));
        }
    }

    @Test
    void saysThatABuildHasEnded() throws Exception {
        Path script = script("echo 'once'; error 'over'");
        try (HostProcess host = host(script)) {
            assertThat(host.awaitEnd()).isEqualTo(1);
        }
        try (HostProcess host = host(script)) {
            assertThat(host.awaitEnd()).isEqualTo(1);
            assertThat(host.output())
                    .containsExactly(
                            "This build has ended already, its log is " + folder.resolve("state/log"),
                            "Finished: FAILURE");
        }
    }

    @Test
    void leavesABuildAloneThatIsRunning() throws Exception {
        Path script = script("gate '%1$s/never'");
        try (HostProcess first = host(script)) {
            first.awaitLine("Waiting for never");
            try (HostProcess second = host(script)) {
                assertThat(second.awaitEnd()).isEqualTo(2);
                assertThat(second.errors()).contains("another process runs a build in " + folder.resolve("state"));
            }
        }
    }

    private Path script(String text) throws Exception {
        return Files.writeString(folder.resolve("Jenkinsfile"), text.replace("%1$s", folder.toString()));
    }

    private HostProcess host(Path script) throws Exception {
        return new HostProcess(
                "--jenkinsfile",
                script.toString(),
                "--state",
                folder.resolve("state").toString());
    }
}
