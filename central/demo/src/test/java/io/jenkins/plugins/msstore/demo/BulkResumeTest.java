package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A bulk operation whose process is killed is resumed by the next one: no user is lost, and none assigned twice. */
@Timeout(value = 240, threadMode = ThreadMode.SEPARATE_THREAD)
class BulkResumeTest {

    private static final int USERS = 400;

    @TempDir
    private Path folder;

    private String[] arguments(StoreSimulator simulator, Path script) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), simulator.issueToken());
        return new String[] {
            "--jenkinsfile", script.toString(),
            "--state", folder.resolve("state").toString(),
            "--workspace", Files.createDirectories(folder.resolve("workspace")).toString(),
            "--artifacts", folder.resolve("artifacts").toString(),
            "--endpoint", simulator.storeUrl(),
            "--token-file", token.toString(),
            "--max-concurrent", "3"
        };
    }

    @Test
    void goesOnHoweverOftenItIsKilled() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .plainHttp()
                .latency(Duration.ofMillis(40))
                .fault(FaultRule.on(Operation.BULK_SEATS).every(7).effect(FaultEffect.dropAfterApplying()))
                .start()) {
            List<String> users = IntStream.range(0, USERS)
                    .mapToObj(i -> "user" + i + "@contoso.com")
                    .toList();
            Path script = Files.writeString(folder.resolve("Jenkinsfile"), """
                    node {
                        def result = msStoreBulkSeats(
                            productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', batchSize: 5,
                            usersFile: 'users.csv', reportName: 'pay-day')
                        echo "${result.succeeded} of ${result.requested}, ${result.seats.size()} seats"
                    }
                    """);
            String[] arguments = arguments(simulator, script);
            Path usersFile = folder.resolve("workspace/users.csv");
            Files.writeString(usersFile, "UserPrincipalName\n" + String.join("\n", users) + "\n");

            for (int kill = 1; kill <= 4; kill++) {
                long sent = 12L * kill;
                try (HostProcess host = new HostProcess(arguments)) {
                    host.await(() -> simulator.count(Operation.BULK_SEATS) >= sent);
                    host.kill();
                }
                Files.deleteIfExists(usersFile);
            }
            try (HostProcess host = new HostProcess(arguments)) {
                assertThat(host.awaitEnd()).as(host.output() + host.errors()).isZero();
                assertThat(host.output())
                        .anyMatch(line -> line.contains("resuming after a restart"))
                        .contains("400 of 400, 400 seats");
            }

            assertThat(simulator.seats(DefaultWorld.OPEN))
                    .extracting(Seat::assignedTo)
                    .containsExactlyInAnyOrderElementsOf(users);
            assertThat(sent(simulator)).containsExactlyInAnyOrderElementsOf(users);
            Path reports = folder.resolve("artifacts/microsoft-store/seats");
            assertThat(Files.readAllLines(reports.resolve("pay-day.csv"))).hasSize(USERS + 1);
            JsonNode report =
                    new ObjectMapper().readTree(reports.resolve("pay-day.json").toFile());
            assertThat(report.get("results")).hasSize(USERS);
            assertThat(report.get("resumptions").asInt()).isEqualTo(4);
            try (var left = Files.walk(folder.resolve("state"))) {
                assertThat(left).noneMatch(path -> path.endsWith("journal"));
            }
        }
    }

    /** Two branches change the seats of one product, and the process is killed while one of them waits. */
    @Test
    void operationsOnOneProductTakeTurnsAcrossAKill() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .plainHttp()
                .latency(Duration.ofMillis(40))
                .start()) {
            Path script = Files.writeString(folder.resolve("Jenkinsfile"), """
                    def users = { name -> (1..40).collect { "${name}${it}@contoso.com".toString() } }
                    parallel(
                        a: { msStoreBulkSeats(
                            productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', batchSize: 5, users: users('a')) },
                        b: { msStoreBulkSeats(
                            productId: '9nblggh4r2r6', skuId: '0016', action: 'assign', batchSize: 5, users: users('b')) })
                    """);
            String[] arguments = arguments(simulator, script);
            try (HostProcess host = new HostProcess(arguments)) {
                host.await(() -> simulator.count(Operation.BULK_SEATS) >= 4);
                host.kill();
            }
            try (HostProcess host = new HostProcess(arguments)) {
                assertThat(host.awaitEnd()).as(host.output() + host.errors()).isZero();
                assertThat(host.output())
                        .anyMatch(line -> line.contains("Waiting for another operation of this build"));
            }

            List<String> branches =
                    sent(simulator).stream().map(user -> user.substring(0, 1)).toList();
            assertThat(branches.stream().distinct()).hasSize(2);
            int turn = branches.lastIndexOf(branches.get(0)) + 1;
            assertThat(branches.subList(0, turn)).containsOnly(branches.get(0));
            assertThat(simulator.seats(DefaultWorld.OPEN)).hasSize(80);
        }
    }

    /** The users of all bulk calls, as often as they were sent. */
    private static List<String> sent(StoreSimulator simulator) throws Exception {
        List<String> sent = new ArrayList<>();
        for (var request : simulator.requests(Operation.BULK_SEATS)) {
            new ObjectMapper().readTree(request.body()).get("usernames").forEach(user -> sent.add(user.asText()));
        }
        return sent;
    }

    @Test
    void aRunThatEndedBeforeTheKillIsNotDoneAgain() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder().plainHttp().start()) {
            Path script = Files.writeString(folder.resolve("Jenkinsfile"), """
                    parallel(
                        bulk: {
                            msStoreBulkSeats(
                                productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', reportName: 'pay-day',
                                users: ['ada@contoso.com', 'bob@contoso.com'])
                            echo 'bulk is done'
                        },
                        other: { gate '%s/gate' })
                    """.formatted(folder));
            String[] arguments = arguments(simulator, script);
            try (HostProcess host = new HostProcess(arguments)) {
                host.awaitLine("[bulk] bulk is done");
                host.kill();
            }
            Files.writeString(folder.resolve("gate"), "");
            try (HostProcess host = new HostProcess(arguments)) {
                assertThat(host.awaitEnd()).as(host.output() + host.errors()).isZero();
            }
            assertThat(simulator.count(Operation.BULK_SEATS)).isEqualTo(1);
        }
    }
}
