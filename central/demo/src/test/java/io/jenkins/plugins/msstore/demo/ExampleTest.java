package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.ReclaimMethod;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ExampleTest {
    @TempDir
    private Path folder;

    @Test
    void usesEveryStep() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        int code = new PipelineDemo(new PrintStream(log, true, StandardCharsets.UTF_8))
                .execute(SharedSimulator.arguments(folder).toArray(String[]::new));

        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("Assigned 30 of 30 seats", "Reclaimed 2 of 2 seats", "Seat of ada@contoso.com: null")
                .contains("Listed the inventory: 4 products", "28 seats of 9NBLGGH4R2R6")
                .contains("Downloaded 3 files (0.3 MB) of the packages of 9NBLGGH516XP/0016 to kit")
                .contains(DefaultWorld.KIOSK_X64.content().sha256() + "  kit/Contoso.Kiosk_2.1.0.0_x64_")
                .endsWith("Finished: SUCCESS\n")
                .doesNotContain(SharedSimulator.INSTANCE.clientSecret());
        assertThat(code).isZero();
        assertThat(SharedSimulator.INSTANCE.seats(DefaultWorld.OPEN)).hasSize(28);
        assertThat(folder.resolve("artifacts/microsoft-store/seats"))
                .isDirectoryContaining("glob:**/from-*.{csv,json}");
        assertThat(folder.resolve("artifacts/microsoft-store/licenses")).isNotEmptyDirectory();
        assertThat(folder.resolve("artifacts/microsoft-store/inventory"))
                .isDirectoryContaining("glob:**/nightly.{csv,json}");
        assertThat(folder.resolve("artifacts/microsoft-store/seat-lists"))
                .isDirectoryContaining("glob:**/seats-9NBLGGH4R2R6-0016-1.csv")
                .isDirectoryContaining("glob:**/seats-of-user-1.csv");
        assertThat(folder.resolve("artifacts/microsoft-store/packages"))
                .isDirectoryContaining("glob:**/Contoso.Kiosk_2.1.0.0_x64_*.appx")
                .isDirectoryNotContaining("glob:**/*.part");
    }

    @Test
    void runsWithASimulatorOfItsOwn() throws Exception {
        try (HostProcess host = new HostProcess("--artifacts", folder.toString())) {
            assertThat(host.awaitEnd()).as(host.output() + host.errors()).isZero();
            assertThat(host.output())
                    .startsWith(
                            "No Jenkins is involved: this host runs the Jenkinsfile itself, with the plugin's real steps.")
                    .endsWith("Artifacts are in " + folder, "Finished: SUCCESS");
            assertThat(host.errors()).isEmpty();
        }
    }

    @Test
    void takesATokenAndAReclaimMethod() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .plainHttp()
                .reclaimMethod(ReclaimMethod.POST)
                .start()) {
            simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com");
            Path token = Files.writeString(folder.resolve("token"), simulator.issueToken() + "\n");
            Path script = Files.writeString(
                    folder.resolve("Jenkinsfile"),
                    "msStoreReclaimSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'");
            try (HostProcess host = new HostProcess(
                    "--jenkinsfile", script.toString(),
                    "--endpoint", simulator.storeUrl(),
                    "--token-file", token.toString(),
                    "--reclaim-method", "post",
                    "--max-concurrent", "1")) {
                assertThat(host.awaitEnd()).as(host.output() + host.errors()).isZero();
            }
            assertThat(simulator.count(Operation.RECLAIM_SEAT)).isOne();
        }
    }
}
