package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list whose process is killed is resumed by the next one, after the last page that was read. */
@Timeout(value = 240, threadMode = ThreadMode.SEPARATE_THREAD)
class ListResumeTest {

    private static final int USERS = 250;
    private static final int PAGES = 3;

    @TempDir
    private Path folder;

    private String[] arguments(StoreSimulator simulator) throws Exception {
        Path script = Files.writeString(folder.resolve("Jenkinsfile"), """
                def list = msStoreListSeats productId: '9NBLGGH4R2R6', skuId: '0016', reportName: 'all'
                echo "${list.total} seats, ${list.seats.size()} of them here"
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

    private List<Path> journals() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            return files.filter(path -> path.endsWith("list")).toList();
        }
    }

    /** The journal is cut to a number of lines: its first one, and one for each page. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void isResumedAfterTheLastLineOfItsJournal(int lines) throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder().plainHttp().start()) {
            simulator.assignSeats(
                    DefaultWorld.OPEN,
                    IntStream.range(0, USERS)
                            .mapToObj(i -> String.format("user%03d@contoso.com", i))
                            .toArray(String[]::new));
            simulator.fault(
                    FaultRule.on(Operation.GET_SEATS).nth(PAGES).effect(FaultEffect.slow(Duration.ofMinutes(10))));
            String[] arguments = arguments(simulator);
            try (HostProcess host = new HostProcess(arguments)) {
                host.await(() -> simulator.count(Operation.GET_SEATS) >= PAGES);
                host.kill();
            }
            assertThat(journals()).hasSize(1);
            Path journal = journals().get(0);
            List<String> left = Files.readAllLines(journal);
            assertThat(left).hasSize(PAGES);
            Files.write(journal, left.subList(0, lines));
            simulator.clearFaults();
            simulator.forgetRequests();

            try (HostProcess host = new HostProcess(arguments)) {
                assertThat(host.awaitEnd()).as(host.output() + host.errors()).isZero();
                assertThat(host.output())
                        .contains("250 seats, 250 of them here")
                        .anyMatch(line ->
                                line.startsWith("Listing the seats of 9NBLGGH4R2R6/0016: resuming after a restart"));
            }

            assertThat(simulator.requests(Operation.GET_SEATS)).hasSize(PAGES - Math.max(0, lines - 1));
            List<String> users =
                    Files.readAllLines(folder.resolve("artifacts/microsoft-store/seat-lists/all.csv")).stream()
                            .skip(1)
                            .map(row -> row.split(",")[2])
                            .toList();
            assertThat(users).hasSize(USERS).doesNotHaveDuplicates();
            assertThat(journals()).as("journals after the end of the build").isEmpty();
        }
    }
}
