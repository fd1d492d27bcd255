package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.simulator.AppPackage;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A download whose process is killed goes on in the next one, with the part that is there. */
@Timeout(value = 240, threadMode = ThreadMode.SEPARATE_THREAD)
class DownloadResumeTest {

    private static final AppPackage BIG = AppPackage.of("Big_1_x64__8", "x64").size(3_000_000);

    @TempDir
    private Path folder;

    private String[] arguments(StoreSimulator simulator) throws Exception {
        Path script = Files.writeString(folder.resolve("Jenkinsfile"), """
                node {
                    def kit = msStorePackages productId: '9NBLGGH516XP', skuId: '0016', directory: 'kit'
                    echo "${kit.packages[0].sha256}  ${kit.files}"
                }
                """);
        Path token = Files.writeString(folder.resolve("token"), simulator.issueToken());
        return new String[] {
            "--jenkinsfile", script.toString(),
            "--state", folder.resolve("state").toString(),
            "--workspace", folder.resolve("workspace").toString(),
            "--artifacts", folder.resolve("artifacts").toString(),
            "--endpoint", simulator.storeUrl(),
            "--token-file", token.toString()
        };
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void goesOnWithThePart() throws Exception {
        Path part = folder.resolve("workspace/kit/Big_1_x64__8.appx.part");
        try (StoreSimulator simulator = StoreSimulator.builder()
                .plainHttp()
                .product(Product.offline(DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId())
                        .appPackage(BIG))
                .start()) {
            simulator.fault(FaultRule.on(Operation.DOWNLOAD).times(1).effect(FaultEffect.slowBody(500_000)));
            String[] arguments = arguments(simulator);
            try (HostProcess host = new HostProcess(arguments)) {
                host.await(() -> size(part) > 0);
                host.kill();
            }
            long there = size(part);

            try (HostProcess host = new HostProcess(arguments)) {
                assertThat(host.awaitEnd()).as(host.output() + host.errors()).isZero();
                assertThat(host.output()).contains(BIG.content().sha256() + "  [kit/Big_1_x64__8.appx]");
            }

            assertThat(simulator.requests(Operation.DOWNLOAD))
                    .extracting(request -> request.header("Range"))
                    .containsExactly(null, "bytes=" + there + "-");
            assertThat(part).doesNotExist();
        }
    }
}
