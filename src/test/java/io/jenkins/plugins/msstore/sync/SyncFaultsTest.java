package io.jenkins.plugins.msstore.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.Fault;
import io.jenkins.plugins.msstore.client.SharedSimulatorTest;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests syncs under every fault in every phase: list, service and report agree, and a sync without fault mends the rest. */
class SyncFaultsTest extends SharedSimulatorTest {

    private static final List<String> SEATED = users(0, 60);
    private static final List<String> LISTED = users(30, 90);

    @TempDir
    private Path folder;

    /** The requests that a fault is injected into. */
    enum Phase {
        LISTING,
        COUNTING,
        ADDING,
        REMOVING
    }

    private static List<String> users(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(i -> String.format("user%02d@contoso.com", i))
                .toList();
    }

    private static Stream<Fault> faults() {
        // a list that shows one user in place of another cannot be detected
        return Stream.of(Fault.values()).filter(fault -> fault != Fault.OTHER_USER);
    }

    static Stream<Arguments> table() {
        return faults().flatMap(fault -> Stream.of(Phase.values())
                .filter(phase -> phase == Phase.ADDING
                        || phase == Phase.REMOVING
                        || !fault.concernsWritesAlone() && !fault.isSlow())
                .flatMap(phase -> Stream.of(true, false)
                        // a few requests are enough for faults that take a timeout each
                        .filter(once -> once || !fault.isSlow())
                        .map(once -> Arguments.of(fault, phase, once))));
    }

    private static void inject(Phase phase, boolean once, FaultEffect effect) {
        FaultRule rule = FaultRule.on(
                        switch (phase) {
                            case LISTING -> Operation.GET_SEATS;
                            case COUNTING -> Operation.GET_INVENTORY;
                            case ADDING, REMOVING -> Operation.BULK_SEATS;
                        })
                .effect(effect);
        switch (phase) {
            case ADDING -> users(once ? 88 : 60, 90).forEach(user -> simulator.fault(times(rule.user(user), once)));
            case REMOVING -> users(once ? 28 : 0, 30).forEach(user -> simulator.fault(times(rule.user(user), once)));
            case LISTING, COUNTING -> simulator.fault(times(rule, once));
        }
    }

    private static FaultRule times(FaultRule rule, boolean once) {
        return once ? rule.times(1) : rule;
    }

    private StoreClient client(Fault fault, boolean once) {
        Duration budget = fault.isStorm() && !once ? Duration.ofMillis(100) : Duration.ofMinutes(15);
        return fixture.client(new FixedTokenSource(simulator.issueToken()))
                .timeout(fault.isSlow() ? Duration.ofMillis(500) : Duration.ofSeconds(20))
                .retries(new RetrySettings(fault.isSlow() ? 4 : 2, Duration.ZERO, Duration.ZERO, budget))
                .build();
    }

    @ParameterizedTest
    @MethodSource("table")
    void listServiceAndReportAgree(Fault fault, Phase phase, boolean once) throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, SEATED.toArray(String[]::new));
        inject(phase, once, fault.effect());
        SyncTruth truth = new SyncTruth(simulator, new TreeSet<>(SEATED));
        SyncFiles files = new SyncFiles(folder, SyncFiles.full());

        SyncSummary summary = files.run(client(fault, once), LISTED);

        truth.check(files, summary, LISTED, Set.of(), 1);
        if (summary.plan().isEmpty() || summary.isPlanOnly()) {
            assertThat(SyncTruth.seated(simulator)).containsExactlyElementsOf(SEATED);
        }
        if (summary.isClean()) {
            assertThat(SyncTruth.seated(simulator)).containsExactlyElementsOf(LISTED);
        }

        // a fault may have closed the tenant for this client
        simulator.clearFaults();
        fixture.close();
        fixture = new StoreFixture(simulator);
        simulator.forgetRequests();
        SyncSummary mended = new SyncFiles(folder, SyncFiles.full()).run(fixture.client(), LISTED);
        assertThat(mended.isClean()).isTrue();
        assertThat(SyncTruth.seated(simulator)).containsExactlyElementsOf(LISTED);
    }

    static Stream<Arguments> readBacks() {
        return faults().filter(fault -> !fault.isSlow() && !fault.concernsWritesAlone())
                .flatMap(fault -> Stream.of(Phase.ADDING, Phase.REMOVING).map(phase -> Arguments.of(fault, phase)));
    }

    /** A request vanishes, applied or not; only users that cannot be read back may stay unknown. */
    @ParameterizedTest
    @MethodSource("readBacks")
    void onlyUsersThatCannotBeReadBackAreUnknown(Fault fault, Phase phase) throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, SEATED.toArray(String[]::new));
        inject(phase, true, FaultEffect.dropAfterApplying());
        simulator.fault(FaultRule.on(Operation.GET_SEAT).effect(fault.effect()));
        SyncTruth truth = new SyncTruth(simulator, new TreeSet<>(SEATED));
        SyncFiles files = new SyncFiles(folder, SyncFiles.full());

        SyncSummary summary = files.run(client(fault, false), LISTED);

        truth.check(files, summary, LISTED, new TreeSet<>(phase == Phase.ADDING ? users(60, 90) : users(0, 30)), 1);
    }
}
