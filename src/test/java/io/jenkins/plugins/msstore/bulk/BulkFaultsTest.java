package io.jenkins.plugins.msstore.bulk;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.client.Fault;
import io.jenkins.plugins.msstore.client.SharedSimulatorTest;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.auth.AccessToken;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.auth.TokenSource;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.simulator.Authorization;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.simulator.SimulatorRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests bulk operations under every fault. The report agrees with the service for every user: the action is applied for users
 * that succeeded and not for others, and only users that could not be read back are unknown. No user is served twice.
 */
class BulkFaultsTest extends SharedSimulatorTest {

    private static final int CONCURRENCY = 4;
    private static final int BATCH_SIZE = 10;
    private static final List<String> USERS =
            IntStream.range(0, 60).mapToObj(i -> "user" + i + "@contoso.com").toList();

    /** The targets of faults: one in the first batch, and two others; the action changes nothing for the second. */
    private static final List<String> FAULTY_USERS =
            List.of("user3@contoso.com", "user21@contoso.com", "user44@contoso.com");

    @TempDir
    private Path folder;

    private final Set<String> seatedBefore = new HashSet<>();
    private ExecutionFolder files;
    private BulkSummary summary;

    /** The operations under test. */
    enum Kind {
        ASSIGN(SeatAction.ASSIGN, false, false),
        RECLAIM(SeatAction.RECLAIM, false, false),
        REPEATABLE_RECLAIM(SeatAction.RECLAIM, false, true),
        DRY_RUN(SeatAction.ASSIGN, true, false);

        private final SeatAction action;
        private final boolean dryRun;
        private final boolean ignoreMissing;

        Kind(SeatAction action, boolean dryRun, boolean ignoreMissing) {
            this.action = action;
            this.dryRun = dryRun;
            this.ignoreMissing = ignoreMissing;
        }

        BulkRequest request() {
            return new BulkRequest(OPEN, action, BATCH_SIZE, dryRun, false, ignoreMissing);
        }
    }

    /** The requests that a fault is injected into. */
    enum Aim {
        /** The first request for each of some users. */
        ONCE,
        /** All requests for some users. */
        SOME_USERS,
        ALL_CALLS
    }

    private static void inject(Operation operation, Aim aim, FaultEffect effect) {
        FaultRule rule = FaultRule.on(operation).effect(effect);
        switch (aim) {
            case ALL_CALLS -> simulator.fault(rule);
            case SOME_USERS -> FAULTY_USERS.forEach(user -> simulator.fault(rule.user(user)));
            case ONCE ->
                FAULTY_USERS.forEach(user -> simulator.fault(rule.user(user).times(1)));
        }
    }

    /** Retries long enough for a fault that comes once, and gives up soon on one that always comes. */
    private StoreClient.Builder client(Fault fault, Aim aim) {
        Duration budget = fault.isStorm() && aim != Aim.ONCE ? Duration.ofMillis(100) : Duration.ofMinutes(15);
        return fixture.client(new FixedTokenSource(simulator.issueToken()))
                .timeout(fault.isSlow() ? Duration.ofMillis(500) : Duration.ofSeconds(20))
                .retries(new RetrySettings(fault.isSlow() ? 4 : 2, Duration.ZERO, Duration.ZERO, budget));
    }

    private void run(Kind kind, StoreClient client) throws Exception {
        IntStream.range(0, USERS.size())
                .filter(i -> kind.action == SeatAction.RECLAIM ? i % 7 != 0 : i % 7 == 0)
                .mapToObj(USERS::get)
                .forEach(seatedBefore::add);
        simulator.assignSeats(DefaultWorld.OPEN, seatedBefore.toArray(String[]::new));
        files = new ExecutionFolder(folder, kind.request());
        List<String> entries = new ArrayList<>(USERS);
        entries.add(30, "USER8@contoso.com");
        summary = get(files.run(client, entries, CONCURRENCY).start());
    }

    /** The rows of the archived report, by user. */
    private Map<String, JsonNode> report() throws IOException {
        try (BulkJournal journal = BulkJournal.find(files.folder).orElseThrow()) {
            SeatReport.begin(journal, files.folder, UnaryOperator.identity()).end(PlainValues.of(summary, List.of()));
        }
        Map<String, JsonNode> rows = new HashMap<>();
        JsonNode report = new ObjectMapper()
                .readTree(files.folder.resolve(ExecutionFolder.REPORT + ".json").toFile());
        for (JsonNode row : report.get("results")) {
            assertThat(rows.put(row.get("userName").asText(), row)).as("twice").isNull();
        }
        return rows;
    }

    private static Set<String> seated() {
        Set<String> seated = new HashSet<>();
        simulator.seats(DefaultWorld.OPEN).stream()
                .filter(Seat::isActive)
                .map(Seat::assignedTo)
                .forEach(seated::add);
        return seated;
    }

    /** The number of requests that the service applied for each user. */
    private static Map<String, Integer> served() throws IOException {
        Map<String, Integer> served = new HashMap<>();
        for (SimulatorRequest request : simulator.requests(Operation.BULK_SEATS)) {
            if (request.performed() && request.authorization() == Authorization.VALID) {
                new ObjectMapper()
                        .readTree(request.body())
                        .get("usernames")
                        .forEach(user -> served.merge(user.asText(), 1, Integer::sum));
            }
        }
        return served;
    }

    private void assertReportIsTrue(Kind kind, Set<String> mayBeUnknown) throws IOException {
        Map<String, JsonNode> report = report();
        assertThat(report.keySet()).containsExactlyInAnyOrderElementsOf(USERS);
        Set<String> seated = seated();
        Map<String, Integer> served = served();
        if (kind.dryRun) {
            assertThat(seated).as("a dry run changes nothing").isEqualTo(seatedBefore);
            assertThat(served).isEmpty();
        }
        Map<String, Integer> counts = new HashMap<>();
        for (String user : USERS) {
            JsonNode row = report.get(user);
            boolean changed = seatedBefore.contains(user) != seated.contains(user);
            boolean asWanted = seated.contains(user) == (kind.action == SeatAction.ASSIGN);
            String outcome = row.get("outcome").asText();
            counts.merge(outcome, 1, Integer::sum);
            assertThat(row.get("wouldChange").isBoolean()).as("%s", row).isEqualTo(kind.dryRun);
            switch (outcome) {
                case "SUCCEEDED" -> {
                    if (kind.dryRun) {
                        assertThat(row.get("state").asText("none"))
                                .as("%s", row)
                                .isEqualTo(seated.contains(user) ? "Active" : "none");
                        assertThat(row.get("wouldChange").asBoolean())
                                .as("%s", row)
                                .isEqualTo(!seated.contains(user));
                    } else {
                        assertThat(asWanted).as("done: %s", row).isTrue();
                    }
                }
                case "NOT_ATTEMPTED" -> {
                    assertThat(changed).as("changed: %s", row).isFalse();
                    assertThat(served).as("%s", row).doesNotContainKey(user);
                }
                case "FAILED" -> assertThat(changed).as("changed: %s", row).isFalse();
                case "UNKNOWN" -> {
                    assertThat(mayBeUnknown).as("unknown: %s", row).contains(user);
                    assertThat(row.get("failureReason").asText()).startsWith("outcome unknown");
                }
                default -> throw new AssertionError(row);
            }
            assertThat(served.getOrDefault(user, 0)).as("served: %s", row).isLessThanOrEqualTo(1);
        }
        assertThat(counts.getOrDefault("SUCCEEDED", 0)).isEqualTo(summary.succeeded());
        assertThat(counts.getOrDefault("FAILED", 0)).isEqualTo(summary.failed());
        assertThat(counts.getOrDefault("UNKNOWN", 0)).isEqualTo(summary.unknown());
        assertThat(counts.getOrDefault("NOT_ATTEMPTED", 0)).isEqualTo(summary.notAttempted());
        assertThat(summary.requested()).isEqualTo(USERS.size());
        assertThat(summary.duplicates()).isEqualTo(1);
    }

    static Stream<Arguments> table() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(Aim.values())
                        // a few requests are enough for faults that take a timeout each
                        .filter(aim -> !fault.isSlow() || aim == Aim.ONCE)
                        .flatMap(aim -> Stream.of(Kind.values())
                                .filter(kind -> !kind.dryRun || !fault.concernsWritesAlone())
                                .map(kind -> Arguments.of(fault, aim, kind))));
    }

    @ParameterizedTest
    @MethodSource("table")
    void theReportAgreesWithTheServiceUnderEveryFault(Fault fault, Aim aim, Kind kind) throws Exception {
        inject(kind.dryRun ? Operation.GET_SEAT : Operation.BULK_SEATS, aim, fault.effect());
        if (kind.dryRun) {
            // so that each user is read
            simulator.fault(FaultRule.on(Operation.GET_SEATS).effect(FaultEffect.status(400)));
        }
        run(kind, client(fault, aim).build());
        assertReportIsTrue(kind, Set.of());
        if (fault.lasting() == Fault.Lasting.NOT_AT_ALL || aim == Aim.ONCE && isRepeated(fault)) {
            assertThat(summary.endedBy()).isEmpty();
            assertThat(summary.notAttempted()).isZero();
            assertThat(withOutcome(Outcome.FAILED)).isSubsetOf(kind == Kind.RECLAIM ? withoutSeatBefore() : List.of());
        }
    }

    private static boolean isRepeated(Fault fault) {
        return fault.lasting() == Fault.Lasting.ATTEMPT || fault.isSlow();
    }

    private List<String> withOutcome(Outcome outcome) throws IOException {
        return files.outcomes().values().stream()
                .filter(row -> row.outcome() == outcome)
                .map(UserOutcome::userName)
                .toList();
    }

    private List<String> withoutSeatBefore() {
        return USERS.stream().filter(user -> !seatedBefore.contains(user)).toList();
    }

    private static Stream<Fault> faultsOfReads() {
        return Stream.of(Fault.values()).filter(fault -> !fault.isSlow() && !fault.concernsWritesAlone());
    }

    static Stream<Arguments> readBacks() {
        return faultsOfReads()
                .flatMap(fault -> Stream.of(Aim.SOME_USERS, Aim.ALL_CALLS)
                        .flatMap(aim -> Stream.of(Kind.ASSIGN, Kind.RECLAIM, Kind.REPEATABLE_RECLAIM)
                                .map(kind -> Arguments.of(fault, aim, kind))));
    }

    /** Half of the batches vanish, applied or not; only users that cannot be read back may stay unknown. */
    @ParameterizedTest
    @MethodSource("readBacks")
    void onlyUsersThatCannotBeReadBackAreUnknown(Fault fault, Aim aim, Kind kind) throws Exception {
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(2).effect(FaultEffect.drop()));
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(3).effect(FaultEffect.dropAfterApplying()));
        simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(4).effect(FaultEffect.dropAfterApplying()));
        inject(Operation.GET_SEAT, aim, fault.effect());
        run(kind, client(fault, aim).build());
        boolean allUsers = aim == Aim.ALL_CALLS || fault.closesTheTenant();
        assertReportIsTrue(kind, new HashSet<>(allUsers ? USERS : FAULTY_USERS));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aThrottledTenantIsServedWhenTheStormIsOver(Kind kind) throws Exception {
        Operation operation = kind.dryRun ? Operation.GET_SEATS : Operation.BULK_SEATS;
        long callsBefore = simulator.count(operation);
        simulator.fault(FaultRule.on(operation).times(40).effect(FaultEffect.throttled(Duration.ZERO)));
        run(
                kind,
                fixture.client(new FixedTokenSource(simulator.issueToken()))
                        .retries(new RetrySettings(41, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(15)))
                        .build());
        assertReportIsTrue(kind, Set.of());
        assertThat(summary.notAttempted()).isZero();
        assertThat(simulator.count(operation) - callsBefore)
                .isEqualTo(40 + (kind.dryRun ? 1 : USERS.size() / BATCH_SIZE));
    }

    /** A list that shows one user in place of another cannot be detected. */
    static Stream<Arguments> preparations() {
        return faultsOfReads()
                .filter(fault -> fault != Fault.OTHER_USER)
                .flatMap(fault -> Stream.of(Kind.ASSIGN, Kind.DRY_RUN).map(kind -> Arguments.of(fault, kind)));
    }

    /** The inventory is read before assigning and before a dry run, the list of seats before a dry run. */
    @ParameterizedTest
    @MethodSource("preparations")
    void aPreparationThatFailsChangesNoOutcome(Fault fault, Kind kind) throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_INVENTORY, Operation.GET_SEATS)
                .from(2)
                .effect(fault.effect()));
        simulator.fault(FaultRule.on(Operation.GET_INVENTORY).effect(fault.effect()));
        run(kind, client(fault, Aim.ALL_CALLS).build());
        assertReportIsTrue(kind, Set.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.MATCH_NONE,
            names = {"SLOW.*", "NEVER.*", "OTHER.*", "WRONG.*", ".*_AFTER_APPLYING"})
    void noUserIsAttemptedWithoutAToken(Fault fault) throws Exception {
        simulator.fault(FaultRule.on(Operation.TOKEN).effect(fault.effect()));
        RetrySettings twice = new RetrySettings(2, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(15));
        run(Kind.ASSIGN, fixture.client(fixture.tokens()).retries(twice).build());
        assertReportIsTrue(Kind.ASSIGN, Set.of());
        assertThat(summary.notAttempted()).isEqualTo(USERS.size());
        assertThat(summary.endedBy()).isPresent();
    }

    /** A source whose tokens all expire when the fourth one is requested; a dry run then reads each user. */
    private static TokenSource expiringMidway(TokenSource tokens) throws Exception {
        get(tokens.token());
        simulator.fault(FaultRule.on(Operation.GET_SEATS).effect(FaultEffect.status(400)));
        AtomicInteger asked = new AtomicInteger();
        return new TokenSource() {
            @Override
            public Optional<String> tenantUrl() {
                return tokens.tenantUrl();
            }

            @Override
            public CompletableFuture<AccessToken> token() {
                if (asked.incrementAndGet() == 4) {
                    simulator.expireTokens();
                }
                return tokens.token();
            }

            @Override
            public CompletableFuture<AccessToken> renewed(AccessToken rejected) {
                return tokens.renewed(rejected);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTokenThatExpiresMidwayIsRenewed(Kind kind) throws Exception {
        run(kind, fixture.client(expiringMidway(fixture.tokens())).build());
        assertReportIsTrue(kind, Set.of());
        assertThat(summary.notAttempted()).isZero();
        assertThat(simulator.requests()).anyMatch(request -> request.authorization() == Authorization.EXPIRED);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aReadyMadeTokenThatExpiresMidwayEndsTheOperation(Kind kind) throws Exception {
        run(
                kind,
                fixture.client(expiringMidway(new FixedTokenSource(simulator.issueToken())))
                        .build());
        assertReportIsTrue(kind, Set.of());
        assertThat(summary.endedBy()).get().asString().contains("HTTP 401");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noUserIsAttemptedIfTheHostIsUnknown(Kind kind) throws Exception {
        StoreClient client = StoreClient.builder(
                        StoreEndpoint.of("https://store.invalid"),
                        new FixedTokenSource("token"),
                        fixture.http(),
                        fixture.timer())
                .retries(StoreFixture.AT_ONCE)
                .build();
        run(kind, client);
        assertReportIsTrue(kind, Set.of());
        assertThat(summary.notAttempted()).isEqualTo(USERS.size());
        assertThat(summary.endedBy()).get().asString().contains("UnknownHostException");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noUserIsAttemptedIfTheServiceIsNotTrusted(Kind kind) throws Exception {
        // the authority of the simulator speaks TLS
        StoreClient client = StoreClient.builder(
                        StoreEndpoint.of(simulator.authorityUrl()),
                        new FixedTokenSource("token"),
                        new OkHttpClient(),
                        fixture.timer())
                .retries(StoreFixture.AT_ONCE)
                .build();
        run(kind, client);
        assertReportIsTrue(kind, Set.of());
        assertThat(summary.notAttempted()).isEqualTo(USERS.size());
        assertThat(summary.endedBy()).get().asString().contains("SSLHandshakeException");
        assertThat(simulator.requests()).isEmpty();
    }
}
