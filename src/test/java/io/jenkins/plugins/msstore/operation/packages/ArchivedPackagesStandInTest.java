package io.jenkins.plugins.msstore.operation.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.download.DownloadedFile;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two operations of a build archive packages of one name at the same time. */
class ArchivedPackagesStandInTest {

    private static final DownloadedFile FILE = new DownloadedFile("App_1_x64__8.appx", 1, "0".repeat(64));
    private static final DownloadedFile OTHER = new DownloadedFile("app_1_x64__8.appx", 1, "1".repeat(64));

    private static final ArchivedPackages.Archiving SUCCEEDS = () -> {};

    private static final ArchivedPackages.Archiving FAILS = () -> {
        throw new IOException("the disk is full");
    };

    @TempDir
    private Path folder;

    private StandInStore store;
    private StandInRun run;

    @BeforeEach
    void start() throws Exception {
        store = new StandInStore(folder);
        run = new StandInRun(new StandInJob(store.jenkins(), "kit"));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void anotherFileIsRefusedWhileOneIsArchived() throws Exception {
        ArchivedPackages.archive(
                run,
                List.of(FILE),
                () -> assertThat(ArchivedPackages.archive(run, List.of(OTHER), SUCCEEDS))
                        .contains(OTHER));

        assertThat(ArchivedPackages.archive(run, List.of(OTHER), SUCCEEDS)).contains(OTHER);
    }

    @Test
    void aFileThatIsArchivedTwiceKeepsItsNameIfOneOfThemFails() throws Exception {
        ArchivedPackages.archive(
                run,
                List.of(FILE),
                () -> assertThatThrownBy(() -> ArchivedPackages.archive(run, List.of(FILE), FAILS))
                        .hasMessage("the disk is full"));
        assertThat(ArchivedPackages.archive(run, List.of(OTHER), SUCCEEDS)).contains(OTHER);
        assertThatThrownBy(() -> ArchivedPackages.archive(run, List.of(FILE), FAILS))
                .hasMessage("the disk is full");
        assertThat(ArchivedPackages.archive(run, List.of(OTHER), SUCCEEDS)).contains(OTHER);
    }

    @Test
    void theNameIsHeldUntilTheLastOfBothHasFailed() throws Exception {
        assertThatThrownBy(() -> ArchivedPackages.archive(run, List.of(FILE), () -> {
                    assertThatThrownBy(() -> ArchivedPackages.archive(run, List.of(FILE), FAILS))
                            .hasMessage("the disk is full");
                    assertThat(ArchivedPackages.archive(run, List.of(OTHER), SUCCEEDS))
                            .contains(OTHER);
                    FAILS.run();
                }))
                .hasMessage("the disk is full");

        assertThat(ArchivedPackages.archive(run, List.of(OTHER), SUCCEEDS)).isEmpty();
    }
}
