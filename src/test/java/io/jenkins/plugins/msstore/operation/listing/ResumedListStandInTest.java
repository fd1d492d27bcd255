package io.jenkins.plugins.msstore.operation.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.util.Secret;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.msstore.config.MicrosoftStoreConfiguration;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import io.jenkins.plugins.msstore.steps.StoreStep;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list whose process ended is resumed by the next one, wherever its journal was cut. */
class ResumedListStandInTest {

    private static final int USERS = 250;
    private static final int PAGES = 3;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private StoreSimulator simulator;
    private StandInJenkins jenkins;
    private StandInRun run;

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder().plainHttp().start();
        simulator.assignSeats(
                DefaultWorld.OPEN,
                IntStream.range(0, USERS)
                        .mapToObj(i -> String.format("user%03d@contoso.com", i))
                        .toArray(String[]::new));
        jenkins = StandInJenkins.start(
                        Files.createDirectory(folder.resolve("home")).toFile())
                .withIndexedExtensions(StoreStep.class.getClassLoader());
        run = new StandInRun(new StandInJob(jenkins, "seats"));
        jenkins.credentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "store", null, Secret.fromString(simulator.issueToken())));
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        configuration.setEndpoint(simulator.storeUrl());
        configuration.setCredentialsId("store");
        configuration.setMaxAttempts(1);
        configuration.save();
    }

    @AfterEach
    void stop() {
        jenkins.close();
        simulator.close();
    }

    private BuildContext build() {
        return new BuildContext(
                run, new StreamTaskListener(log, StandardCharsets.UTF_8), null, reason -> {}, SecretMask.NONE);
    }

    private static ListSeats seats() {
        return new ListSeats(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId(), null, null, 1000);
    }

    private Path journal(String id) {
        return run.getRootDir()
                .toPath()
                .resolve("microsoft-store-work")
                .resolve(id)
                .resolve("list");
    }

    private Map<?, ?> resumed(String id, byte[] journal) throws Exception {
        Files.createDirectories(journal(id).getParent());
        Files.write(journal(id), journal);
        return (Map<?, ?>)
                OperationExecution.resume(seats(), build(), null, id).result().get(60, TimeUnit.SECONDS);
    }

    private void assertThatNoSeatIsTwiceOrMissing(Map<?, ?> result) throws IOException {
        assertThat((List<?>) result.get("seats")).hasSize(USERS);
        String csv = (String) ((List<?>) result.get("reports")).get(0);
        List<String> users = Files.readAllLines(new File(run.getArtifactsDir(), csv).toPath()).stream()
                .skip(1)
                .map(row -> row.split(",")[2])
                .toList();
        assertThat(users).hasSize(USERS).isSorted().doesNotHaveDuplicates();
    }

    /** Cuts the journal after each line and in the middle of each; pages with a complete line are not requested again. */
    @Test
    void aListIsResumedWhereverItWasCut() throws Exception {
        OperationExecution.start(seats(), build(), null, "whole").result().get(60, TimeUnit.SECONDS);
        byte[] whole = Files.readAllBytes(journal("whole"));
        int start = 0;
        int lines = 0;
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] != '\n') {
                continue;
            }
            lines++;
            int pages = lines - 1;
            for (int end : new int[] {(start + i) / 2, i + 1}) {
                int pagesLeft = PAGES - (end == i + 1 ? pages : Math.max(0, pages - 1));
                simulator.forgetRequests();
                Map<?, ?> result = resumed("cut-" + end, Arrays.copyOf(whole, end));
                assertThat(simulator.requests(Operation.GET_SEATS))
                        .as("pages asked for after a cut at byte " + end)
                        .hasSize(pagesLeft);
                assertThatNoSeatIsTwiceOrMissing(result);
            }
            start = i + 1;
        }
        assertThat(lines).isEqualTo(PAGES + 1);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("Listing the seats of 9NBLGGH4R2R6/0016: resuming after a restart, 100 seats listed")
                .contains("Listing the seats of 9NBLGGH4R2R6/0016: resuming after a restart, 200 seats listed");
    }

    @Test
    void theReportSaysHowOftenTheListWasResumed() throws Exception {
        OperationExecution.start(seats(), build(), null, "whole").result().get(60, TimeUnit.SECONDS);
        List<String> lines = Files.readAllLines(journal("whole"));

        Map<?, ?> result = resumed("cut", (lines.get(0) + "\n" + lines.get(1) + "\n").getBytes(StandardCharsets.UTF_8));

        String json = (String) ((List<?>) result.get("reports")).get(1);
        JsonNode report = new ObjectMapper().readTree(new File(run.getArtifactsDir(), json));
        assertThat(report.get("resumptions").asInt()).isEqualTo(1);
        assertThat(result.containsKey("resumptions")).isFalse();
    }
}
