package io.jenkins.plugins.msstore.operation.packages;

import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.FilePath;
import io.jenkins.plugins.msstore.download.PackageSelection;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.simulator.AppPackage;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import io.jenkins.plugins.msstore.util.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download whose process ended goes on in the next one, with the part that is there. */
class ResumedDownloadStandInTest {

    private static final AppPackage BIG = AppPackage.of("Big_1_x64__8", "x64").size(3_000_000);

    @TempDir
    private Path folder;

    private StandInStore store;
    private StandInRun run;
    private Path file;
    private Path part;

    @BeforeEach
    void start() throws Exception {
        store = new StandInStore(folder);
        store.simulator()
                .product(Product.offline(DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId())
                        .appPackage(BIG));
        run = new StandInRun(new StandInJob(store.jenkins(), "kit"));
        file = Files.createDirectory(folder.resolve("workspace")).resolve("kit/Big_1_x64__8.appx");
        part = file.resolveSibling(file.getFileName() + ".part");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private BuildContext build() {
        return new BuildContext(
                run,
                store.listener(),
                new FilePath(folder.resolve("workspace").toFile()),
                reason -> {},
                SecretMask.NONE);
    }

    private static GetPackages packages() {
        return new GetPackages(
                DefaultWorld.OFFLINE.productId(),
                DefaultWorld.OFFLINE.skuId(),
                new PackageSelection(null, null, null, true),
                "kit",
                false);
    }

    private static long size(Path path) {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void aDownloadThatIsHandedOverGoesOnWithItsPart() throws Exception {
        store.simulator().fault(FaultRule.on(Operation.DOWNLOAD).times(1).effect(FaultEffect.slowBody(500_000)));
        OperationExecution handedOver = OperationExecution.start(packages(), build(), null, "1");
        await(() -> size(part) > 0);

        ExtensionList.lookupSingleton(RunningOperations.class).onBeforeShutdown();

        assertThat(handedOver.result()).isNotDone();
        assertThat(file).doesNotExist();
        Map<?, ?> result = (Map<?, ?>) OperationExecution.resume(packages(), build(), null, "1")
                .result()
                .get(60, TimeUnit.SECONDS);
        assertThat(result.get("files")).asList().containsExactly("kit/Big_1_x64__8.appx");
        assertThat(Sha256.hex(Files.readAllBytes(file))).isEqualTo(BIG.content().sha256());
        assertThat(part).doesNotExist();
        assertThat(store.log())
                .contains("Downloading 1 file of the packages of 9NBLGGH516XP/0016 to kit: resuming after a restart");
        assertThat(store.simulator().requests(Operation.DOWNLOAD))
                .extracting(request -> request.header("Range"))
                .hasSize(2)
                .last()
                .asString()
                .matches("bytes=[1-9]\\d+-");
        assertThat(run.getRootDir().list()).doesNotContain("microsoft-store-work");
    }
}
