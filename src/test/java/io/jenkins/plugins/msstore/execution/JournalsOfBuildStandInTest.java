package io.jenkins.plugins.msstore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.msstore.bulk.KilledExecution;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of a build that ended with its controller are archived when it is loaded. */
class JournalsOfBuildStandInTest {

    @TempDir
    private Path home;

    private StandInJenkins jenkins;
    private volatile String clearedBy;

    @BeforeEach
    void start() {
        jenkins = StandInJenkins.start(home.toFile()).withIndexedExtensions(JournalsOfBuild.class.getClassLoader());
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    private StandInRun build(boolean building) throws IOException {
        StandInRun build = new StandInRun(new StandInJob(jenkins, "seats")) {
            @Override
            public boolean isBuilding() {
                clearedBy = Thread.currentThread().getName();
                return building;
            }
        };
        Path folder = Files.createDirectories(build.getRootDir().toPath().resolve("microsoft-store-work/left"));
        BulkRequest request =
                new BulkRequest(ProductKey.of("9NBLGGH4R2R6", "0016"), SeatAction.ASSIGN, 25, false, false, false);
        KilledExecution.in(folder, request, List.of("ada@contoso.com"), "left");
        return build;
    }

    @Test
    void becomesAReportWhenTheBuildIsLoadedAgain() throws Exception {
        StandInRun build = build(false);
        new JournalsOfBuild().clearLater(build, 0).get(60, TimeUnit.SECONDS);
        assertThat(build.getArtifactsDir().toPath().resolve("microsoft-store/seats/left.csv"))
                .content()
                .contains("ada@contoso.com,NOT_ATTEMPTED");
        assertThat(build.getRootDir().toPath().resolve("microsoft-store-work")).doesNotExist();
    }

    @Test
    void isClearedWhereThatMayBlock() throws Exception {
        new JournalsOfBuild().clearLater(build(false), 0).get(60, TimeUnit.SECONDS);
        assertThat(clearedBy).startsWith("Computer.threadPoolForRemoting");
    }

    @Test
    void nothingIsDoneForABuildWithoutWorkFolders() throws Exception {
        StandInRun build = build(false);
        new FilePath(build.getRootDir()).child("microsoft-store-work").deleteRecursive();
        assertThat(new JournalsOfBuild().clearLater(build, 3600)).isDone();
        assertThat(clearedBy).isNull();
    }

    @Test
    void isKeptInABuildThatIsResumed() throws Exception {
        StandInRun build = build(true);
        new JournalsOfBuild().clearLater(build, 0).get(60, TimeUnit.SECONDS);
        assertThat(build.getRootDir().toPath().resolve("microsoft-store-work/left/journal"))
                .exists();
    }
}
