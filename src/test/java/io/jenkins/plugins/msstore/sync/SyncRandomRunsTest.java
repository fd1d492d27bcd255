package io.jenkins.plugins.msstore.sync;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.Fault;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.RevokedSeats;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random syncs: lists, seats, modes, capacities, faults, interrupts and killed processes. What report, list and service say
 * must agree, and a sync without faults must mend the rest. A few are run each time; docs/DEVELOPING.md has the command for a
 * thousand, and for one seed alone.
 */
class SyncRandomRunsTest {

    private static final int FEW = 10;

    private static final int MAX_KILLS = 6;

    /** After so many runs the numbers so far are printed. */
    private static final int PRINTED = 100;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void listServiceAndReportAgree() throws Exception {
        Long only = Long.getLong("sync.seed");
        int runs = only == null ? Integer.getInteger("sync.runs", FEW) : 1;
        long first = only == null ? System.nanoTime() : only;
        System.out.println("Random syncs: " + runs + ", seeds from " + first);
        Totals totals = new Totals();
        for (long seed = first; seed < first + runs; seed++) {
            try {
                run(seed, totals);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + " (-Dsync.seed=" + seed + ")", e);
            }
            if (totals.runs % PRINTED == 0) {
                System.out.println(totals);
            }
        }
        System.out.println(totals);
    }

    /** What the runs had in them. */
    private static final class Totals {
        private int runs;
        private int kills;
        private int interrupts;
        private int clean;
        private int stopped;
        private int withFailures;
        private int withUnknown;

        @Override
        public String toString() {
            return String.format(
                    "%d runs agreed: %d clean, %d stopped, %d with failed and %d with unknown users; %d kills, %d interrupts",
                    runs, clean, stopped, withFailures, withUnknown, kills, interrupts);
        }
    }

    private void run(long seed, Totals totals) throws Exception {
        Random random = new Random(seed);
        RevokedSeats revoked = random.nextBoolean() ? RevokedSeats.SHOWN : RevokedSeats.FORGOTTEN;
        try (StoreSimulator simulator = StoreSimulator.builder()
                        .plainHttp()
                        .revokedSeats(revoked)
                        .unknownUsers("ghost@contoso.com")
                        .start();
                StoreFixture fixture = new StoreFixture(simulator)) {
            new OneRun(random, simulator, fixture, totals).run();
        }
        totals.runs++;
    }

    private final class OneRun {

        private final Random random;
        private final StoreSimulator simulator;
        private final StoreFixture fixture;
        private final Totals totals;
        private final List<String> listed;
        private final List<String> seated;
        private int processes;

        OneRun(Random random, StoreSimulator simulator, StoreFixture fixture, Totals totals) {
            this.random = random;
            this.simulator = simulator;
            this.fixture = fixture;
            this.totals = totals;
            int users = 1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 80);
            this.listed = some(users, random.nextDouble());
            this.seated = some(users, random.nextDouble());
        }

        private List<String> some(int users, double share) {
            List<String> some = new ArrayList<>();
            for (int i = 0; i < users; i++) {
                if (random.nextDouble() < share) {
                    some.add(String.format("user%03d@contoso.com", i));
                }
            }
            Collections.shuffle(some, random);
            return some;
        }

        void run() throws Exception {
            simulator.assignSeats(DefaultWorld.OPEN, seated.toArray(String[]::new));
            if (random.nextInt(3) == 0) {
                simulator.product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId())
                        .restricted(seated.size() + random.nextInt(40)));
            }
            List<String> entries = new ArrayList<>(listed);
            if (random.nextInt(3) == 0 && !listed.isEmpty()) {
                entries.add(listed.get(0).toUpperCase(Locale.ROOT));
            }
            boolean hasGhost = random.nextInt(4) == 0;
            if (hasGhost) {
                entries.add(random.nextInt(entries.size() + 1), "ghost@contoso.com");
                listed.add("ghost@contoso.com");
            }
            injectFaults();
            SyncFiles files = new SyncFiles(folder, request());
            SyncTruth truth = new SyncTruth(simulator, new TreeSet<>(seated));

            SyncSummary summary = executed(files, entries);

            Set<String> mayBeUnknown = new TreeSet<>(listed);
            mayBeUnknown.addAll(seated);
            truth.check(files, summary, listed, mayBeUnknown, processes);
            count(summary);
            if (summary.isPlanOnly()) {
                assertThat(SyncTruth.seated(simulator)).isEqualTo(new TreeSet<>(seated));
            }
            files.request
                    .protectedUsers()
                    .forEach(user -> assertThat(SyncTruth.seated(simulator))
                            .as("protected")
                            .contains(user.text()));
            mend();
        }

        private SyncRequest request() {
            SyncMode mode = random.nextInt(4) == 0
                    ? SyncMode.values()[random.nextInt(SyncMode.values().length)]
                    : SyncMode.FULL;
            String maxRemovals = random.nextInt(5) == 0 ? random.nextInt(101) + "%" : "100%";
            SyncRequest request = SyncFiles.request(OPEN, mode, maxRemovals);
            if (random.nextInt(4) == 0 && !seated.isEmpty()) {
                request = SyncFiles.protecting(request, seated.get(0));
            }
            if (random.nextInt(3) == 0) {
                request = SyncFiles.ignoringCapacity(request);
            }
            return random.nextInt(20) == 0 ? SyncFiles.dryRun(request) : request;
        }

        private void injectFaults() {
            List<Fault> faults = Stream.of(Fault.values())
                    .filter(fault -> !fault.isSlow() && !fault.isStorm() && !fault.closesTheTenant())
                    .filter(fault -> fault != Fault.OTHER_USER)
                    .toList();
            List<Operation> operations =
                    List.of(Operation.BULK_SEATS, Operation.GET_SEAT, Operation.GET_SEATS, Operation.GET_INVENTORY);
            for (int i = random.nextInt(4); i > 0; i--) {
                simulator.fault(FaultRule.on(operations.get(random.nextInt(operations.size())))
                        .probability(random.nextDouble() * random.nextDouble(), random.nextLong())
                        .times(1 + random.nextInt(20))
                        .effect(faults.get(random.nextInt(faults.size())).effect()));
            }
        }

        private StoreClient client() {
            return fixture.client(new FixedTokenSource(simulator.issueToken()))
                    .timeout(Duration.ofSeconds(20))
                    .retries(new RetrySettings(3, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(15)))
                    .build();
        }

        /** Executes a sync to its end in as many processes as it takes. */
        private SyncSummary executed(SyncFiles files, List<String> entries) throws Exception {
            int kills = random.nextInt(3) == 0 ? 1 + random.nextInt(MAX_KILLS) : 0;
            int interruptIn = random.nextInt(8) == 0 ? random.nextInt(kills + 1) : -1;
            SyncJournal journal = files.begin(entries);
            for (int process = 0; ; process++) {
                processes++;
                SyncExecution execution = SyncFiles.execution(client(), journal);
                CompletableFuture<SyncSummary> result = execution.start();
                if (process == interruptIn) {
                    pause();
                    execution.interrupt();
                    totals.interrupts++;
                }
                if (process < kills) {
                    pause();
                    // no line is written any more, so nothing is sent; what is in flight is answered or not
                    journal.close();
                    totals.kills++;
                }
                Optional<SyncSummary> summary = result(result);
                journal.close();
                tear(files);
                if (process >= kills) {
                    return summary.orElseThrow();
                }
                journal = files.find();
            }
        }

        private void pause() throws InterruptedException {
            TimeUnit.MICROSECONDS.sleep(random.nextInt(random.nextBoolean() ? 30_000 : 150_000));
        }

        /** Empty if the execution failed, as it does without its journal. */
        private Optional<SyncSummary> result(CompletableFuture<SyncSummary> result) throws Exception {
            try {
                return Optional.of(result.get(60, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException || e.getCause() instanceof UncheckedIOException) {
                    return Optional.empty();
                }
                throw e;
            }
        }

        /** Adds the beginning of a line that a killed process could not complete. */
        private void tear(SyncFiles files) throws IOException {
            for (String name : List.of("sync", "seats/list", "add/journal", "remove/journal")) {
                Path file = files.folder.resolve(name);
                if (random.nextInt(4) == 0 && Files.exists(file)) {
                    Files.writeString(file, "0123abcd {\"li", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
                }
            }
        }

        private void count(SyncSummary summary) {
            totals.clean += summary.isClean() ? 1 : 0;
            totals.stopped += summary.endedBy().isPresent() ? 1 : 0;
            totals.withFailures += summary.failed() > 0 ? 1 : 0;
            totals.withUnknown += summary.unknown() > 0 ? 1 : 0;
        }

        /** Without faults and with seats for all, the next sync ends as the list says, and the one after it has nothing to do. */
        private void mend() throws Exception {
            simulator.clearFaults();
            simulator.product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId()));
            listed.remove("ghost@contoso.com");
            SyncSummary mended = new SyncFiles(folder, SyncFiles.full()).run(client(), listed);
            assertThat(mended.isClean()).isTrue();
            assertThat(SyncTruth.seated(simulator)).isEqualTo(new TreeSet<>(listed));
            simulator.forgetRequests();
            SyncSummary second = new SyncFiles(folder, SyncFiles.full()).run(client(), listed);
            assertThat(second.plan().orElseThrow().changes()).isZero();
            assertThat(simulator.requests(Operation.BULK_SEATS)).isEmpty();
        }
    }
}
