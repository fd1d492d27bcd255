package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.standin.StandInBuild;
import io.jenkins.plugins.msstore.standin.StandInProject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build step that gets packages. */
class PackagesBuilderStandInTest {

    @TempDir
    private Path folder;

    private final EnvVars env = new EnvVars(
            "PRODUCT", DefaultWorld.OFFLINE.productId(), "MACHINES", "x64\nNeutral\n", "NONE", "", "WHERE", "kit");
    private StandInStore store;
    private StandInBuild run;
    private Path workspace;

    @BeforeEach
    void start() throws Exception {
        store = new StandInStore(folder);
        run = new StandInBuild(new StandInProject(store.jenkins(), "kit"));
        workspace = Files.createDirectory(folder.resolve("workspace"));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private static PackagesBuilder builder() {
        return new PackagesBuilder("$PRODUCT", DefaultWorld.OFFLINE.skuId());
    }

    private void performInWorkspace(PackagesBuilder builder) throws Exception {
        builder.perform(
                run,
                new FilePath(workspace.toFile()),
                env,
                new Launcher.LocalLauncher(TaskListener.NULL),
                store.listener());
    }

    private JsonNode result() throws Exception {
        return new ObjectMapper()
                .readTree(new File(run.getArtifactsDir(), "microsoft-store/results/1-storePackages.json"));
    }

    @Test
    void filesAreDownloadedWithVariablesInAllTextFields() throws Exception {
        PackagesBuilder builder = builder();
        builder.architectures = List.of("$MACHINES");
        builder.formats = List.of("$NONE");
        builder.platforms = List.of("${NONE}");
        builder.directory = "out/$WHERE";
        builder.archive = true;

        performInWorkspace(builder);

        assertThat(builder.requiresWorkspace()).isTrue();
        assertThat(workspace.resolve("out/kit")).isDirectoryContaining("glob:**/Contoso.Kiosk_2.1.0.0_x64_*.appx");
        assertThat(result().get("files")).hasSize(3);
        assertThat(result().get("files").get(0).asText()).startsWith("out/kit/Contoso.Kiosk");
        assertThat(result().get("reports")).hasSize(3);
        assertThat(result().toString()).doesNotContain("://");
        assertThat(run.getArtifactsDir().toPath().resolve("microsoft-store/packages"))
                .isDirectoryContaining("glob:**/Contoso.Kiosk_2.1.0.0_x64_*.appx");
    }

    @Test
    void withoutADirectoryNoWorkspaceIsNeeded() throws Exception {
        PackagesBuilder builder = builder();
        builder.directory = "$NONE";
        // Job DSL binds an empty list for each list that the script does not name
        builder.architectures = List.of();

        builder.perform(run, env, store.listener());

        assertThat(builder().requiresWorkspace()).isFalse();
        assertThat(result().get("packages")).hasSize(2);
        assertThat(result().get("packages").get(0).get("file").isNull()).isTrue();
    }

    @Test
    void aVariableIsCheckedWhenItIsExpanded() {
        PackagesBuilder builder = builder();
        builder.directory = "$WHERE";
        env.put("WHERE", "../kit");

        assertThatThrownBy(() -> performInWorkspace(builder))
                .isInstanceOf(AbortException.class)
                .hasMessage("directory '../kit' must not contain '..'");
        assertThat(store.simulator().requests()).isEmpty();
    }
}
