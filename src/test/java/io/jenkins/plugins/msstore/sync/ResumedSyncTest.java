package io.jenkins.plugins.msstore.sync;

import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a sync that another process resumes ends as if it had not been cut, with its plan, wherever the cut was. */
class ResumedSyncTest {

    private static final List<Predicate<Integer>> UNDER_WAY =
            List.of(number -> true, number -> false, number -> number % 2 == 0);

    @TempDir
    private Path folder;

    private StoreSimulator simulator;
    private StoreFixture fixture;

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder().unknownUsers("ghost@contoso.com").start();
        fixture = new StoreFixture(simulator);
    }

    @AfterEach
    void stop() {
        fixture.close();
        simulator.close();
    }

    private static List<String> users(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(i -> String.format("user%03d@contoso.com", i))
                .toList();
    }

    private static final List<String> SEATED = users(0, 130);

    private static List<String> listed() {
        List<String> listed = new ArrayList<>(users(30, 160));
        listed.add(3, "ghost@contoso.com");
        listed.add(9, "USER071@contoso.com");
        return listed;
    }

    private void setSeats(Set<String> users) {
        simulator.removeProduct(DefaultWorld.OPEN);
        simulator.product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId()));
        simulator.assignSeats(DefaultWorld.OPEN, users.toArray(String[]::new));
        simulator.forgetRequests();
    }

    /** The files of a sync as they were at a moment, by path. */
    private record Moment(String what, Map<String, String> files, boolean isPlanned) {

        /** Which requests in flight were applied; a torn line makes no difference to them. */
        List<Predicate<Integer>> underWay() {
            return isPlanned && !what.contains("middle") ? UNDER_WAY : UNDER_WAY.subList(0, 1);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static List<String> lines(Path file) throws IOException {
        return read(file).lines().map(line -> line + "\n").toList();
    }

    /** All moments of a sync that was executed: after each line of each journal, and in the middle of the next one. */
    private static List<Moment> moments(SyncFiles whole) throws IOException {
        List<String> sync = lines(whole.folder.resolve("sync"));
        assertThat(sync).hasSize(3);
        List<String> list = lines(whole.folder.resolve("seats/list"));
        List<String> add = lines(whole.folder.resolve("add/journal"));
        List<String> remove = lines(whole.folder.resolve("remove/journal"));
        Map<String, String> begun = Map.of("listed", read(whole.folder.resolve("listed")), "sync", sync.get(0));
        Map<String, String> planFiles = Map.of(
                "unchanged", read(whole.folder.resolve("unchanged")),
                "add/users", read(whole.folder.resolve("add/users")),
                "remove/users", read(whole.folder.resolve("remove/users")));

        List<Moment> moments = new ArrayList<>();
        cuts("list", list, false, begun, "seats/list", moments);
        Map<String, String> read = with(begun, "seats/list", String.join("", list));
        moments.add(new Moment("in the middle of the plan's files", with(read, "add/users", "torn"), false));
        Map<String, String> compared = with(read, planFiles);
        moments.add(new Moment(
                "in the middle of the plan", with(compared, "sync", sync.get(0) + half(sync.get(1))), false));
        Map<String, String> planned = with(compared, "sync", sync.get(0) + sync.get(1));
        moments.add(new Moment("after the plan", planned, true));
        cuts("add", add, true, planned, "add/journal", moments);
        Map<String, String> added = with(planned, "add/journal", String.join("", add));
        cuts("remove", remove, true, added, "remove/journal", moments);
        Map<String, String> removed = with(added, "remove/journal", String.join("", remove));
        moments.add(new Moment("after the end", with(removed, "sync", String.join("", sync)), true));
        return moments;
    }

    private static void cuts(
            String what,
            List<String> lines,
            boolean isPlanned,
            Map<String, String> before,
            String file,
            List<Moment> moments) {
        if (isPlanned) {
            moments.add(new Moment("before " + what, before, true));
        }
        // the journal of a bulk operation appears with its first line
        for (int cut = isPlanned ? 1 : 0; cut <= lines.size(); cut++) {
            String whole = String.join("", lines.subList(0, cut));
            moments.add(new Moment(what + " after line " + cut, with(before, file, whole), isPlanned));
            if (cut < lines.size()) {
                moments.add(new Moment(
                        what + " in the middle of line " + (cut + 1),
                        with(before, file, whole + half(lines.get(cut))),
                        isPlanned));
            }
        }
    }

    private static String half(String line) {
        return line.substring(0, line.length() / 2);
    }

    private static Map<String, String> with(Map<String, String> files, String path, String text) {
        return with(files, Map.of(path, text));
    }

    private static Map<String, String> with(Map<String, String> files, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(files);
        all.putAll(more);
        return all;
    }

    private SyncFiles restored(SyncRequest request, Moment moment) throws IOException {
        SyncFiles files = new SyncFiles(folder, request);
        for (Map.Entry<String, String> file : moment.files().entrySet()) {
            Path path = files.folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
        }
        return files;
    }

    /**
     * Cuts the sync at every moment, with the service as it was then; the requests in flight were applied for all users, for
     * none, or for every second one.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cutAtAnyMomentItEndsAsIfItHadNotBeenCut(boolean isScarce) throws Exception {
        SyncRequest request = SyncFiles.full();
        setSeats(Set.copyOf(SEATED));
        SyncFiles whole = new SyncFiles(folder, request);
        if (isScarce) {
            capacity(150);
        }
        SyncSummary uncut = whole.run(fixture.client(), listed());
        Map<String, String> outcomes = whole.outcomes();
        Set<String> seatedAfter = SyncTruth.seated(simulator);
        assertThat(uncut.plan().orElseThrow().removalsFirst()).isEqualTo(isScarce);
        assertThat(uncut.failed()).isEqualTo(1);
        List<Moment> moments = isScarce ? momentsOfRemovalsFirst(whole) : moments(whole);
        assertThat(moments).hasSizeGreaterThan(100);

        for (Moment moment : moments) {
            for (Predicate<Integer> applied : moment.underWay()) {
                SyncFiles files = restored(request, moment);
                Set<String> seated = new TreeSet<>(SEATED);
                Set<String> changed = new TreeSet<>();
                replay(files, "add", applied).forEach(user -> {
                    seated.add(user);
                    changed.add(user);
                });
                replay(files, "remove", applied).forEach(user -> {
                    seated.remove(user);
                    changed.add(user);
                });
                setSeats(seated);
                if (isScarce) {
                    capacity(150);
                }

                SyncSummary summary = files.resume(fixture.client());

                assertThat(files.outcomes()).as(moment.what()).isEqualTo(outcomes);
                assertThat(SyncTruth.seated(simulator)).as(moment.what()).isEqualTo(seatedAfter);
                assertThat(summary.plan()).as(moment.what()).isEqualTo(uncut.plan());
                assertThat(sentAgain(changed)).as(moment.what()).isEmpty();
                if (moment.isPlanned()) {
                    assertThat(simulator.requests(Operation.GET_SEATS))
                            .as(moment.what())
                            .isEmpty();
                }
            }
        }
    }

    private void capacity(long seats) {
        simulator.product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId())
                .restricted(seats));
    }

    /** The second phase is that of the additions. */
    private static List<Moment> momentsOfRemovalsFirst(SyncFiles whole) throws IOException {
        List<String> sync = lines(whole.folder.resolve("sync"));
        Map<String, String> planned = Map.of(
                "listed", read(whole.folder.resolve("listed")),
                "sync", sync.get(0) + sync.get(1),
                "unchanged", read(whole.folder.resolve("unchanged")),
                "add/users", read(whole.folder.resolve("add/users")),
                "remove/users", read(whole.folder.resolve("remove/users")));
        List<Moment> moments = new ArrayList<>();
        List<String> remove = lines(whole.folder.resolve("remove/journal"));
        cuts("remove", remove, true, planned, "remove/journal", moments);
        Map<String, String> removed = with(planned, "remove/journal", String.join("", remove));
        cuts("add", lines(whole.folder.resolve("add/journal")), true, removed, "add/journal", moments);
        return moments;
    }

    /** Users for which a change is applied: resolved, or in flight when the process ended and applied nevertheless. */
    private static Set<String> replay(SyncFiles files, String phase, Predicate<Integer> applied) throws IOException {
        Set<String> changed = new TreeSet<>();
        Path phaseFolder = files.folder.resolve(phase);
        if (!Files.exists(phaseFolder.resolve("journal"))) {
            return changed;
        }
        Optional<BulkJournal> found = BulkJournal.find(phaseFolder);
        if (found.isEmpty()) {
            return changed;
        }
        try (BulkJournal journal = found.get();
                RosterReader roster = journal.roster().open()) {
            journal.read(outcome -> {
                if (outcome.outcome() == Outcome.SUCCEEDED) {
                    changed.add(outcome.userName());
                }
            });
            for (RosterEntry entry; (entry = roster.next()) != null; ) {
                if (journal.state().sent().get(entry.number())
                        && !entry.user().text().startsWith("ghost")
                        && !journal.state().isResolved(entry.number())
                        && applied.test(entry.number())) {
                    changed.add(entry.user().text());
                }
            }
        }
        return changed;
    }

    private List<String> sentAgain(Set<String> changed) {
        return simulator.requests(Operation.BULK_SEATS).stream()
                .flatMap(request ->
                        changed.stream().filter(user -> request.body().contains('"' + user + '"')))
                .toList();
    }

    /** The token's tenant is not known. */
    @Test
    void cutAtAnyMomentItIsNotResumedInAnotherTenant() throws Exception {
        setSeats(Set.copyOf(SEATED));
        SyncFiles whole = new SyncFiles(folder, SyncFiles.full());
        whole.run(fixture.client(), listed());
        StoreClient other =
                fixture.client(new FixedTokenSource(simulator.issueToken())).build();
        simulator.forgetRequests();

        for (Moment moment : moments(whole)) {
            SyncFiles files = restored(SyncFiles.full(), moment);

            SyncSummary summary = files.resume(other);

            boolean isEnded = moment.what().equals("after the end");
            assertThat(summary.endedBy().isPresent()).as(moment.what()).isNotEqualTo(isEnded);
            if (!isEnded) {
                assertThat(summary.endedBy()).get().asString().contains("its tenant may be another one");
            }
            assertThat(simulator.requests()).as(moment.what()).isEmpty();
            assertThat(files.rows()).as(moment.what()).hasSize(moment.isPlanned() ? 161 : 131);
            assertThat(files.resume(fixture.client()).endedBy())
                    .as(moment.what())
                    .isEqualTo(summary.endedBy());
            assertThat(simulator.requests()).as(moment.what()).isEmpty();
        }
    }

    @Test
    void aJournalOfAVersionThatNotedNoTenantIsResumed() throws Exception {
        setSeats(Set.of("zoe@contoso.com"));
        SyncFiles files = new SyncFiles(folder, SyncFiles.full());
        files.begin(List.of("ada@contoso.com", "bob@contoso.com")).close();
        Files.writeString(
                files.folder.resolve("sync"),
                "4b6d4391 {\"line\":\"begin\",\"reportName\":\"sync-me\","
                        + "\"productId\":\"9NBLGGH4R2R6\",\"skuId\":\"0016\",\"mode\":\"full\","
                        + "\"maxRemovals\":\"100%\",\"protectedUsers\":[],\"dryRun\":false,"
                        + "\"ignoreCapacity\":false,\"resultLimit\":1000,\"requested\":2,\"valid\":2,"
                        + "\"duplicates\":0,\"startedAt\":1700000000000}\n");

        SyncSummary summary = files.resume(fixture.client());

        assertThat(summary.endedBy()).isEmpty();
        assertThat(SyncTruth.seated(simulator)).containsExactly("ada@contoso.com", "bob@contoso.com");
    }

    /** Others give and take seats while the controller is down: the plan stays as it was. */
    @Test
    void thePlanIsKeptWhateverHappensMeanwhile() throws Exception {
        setSeats(Set.copyOf(users(0, 10)));
        SyncFiles whole = new SyncFiles(folder, SyncFiles.full());
        whole.run(fixture.client(), users(5, 15));
        SyncFiles files = restored(SyncFiles.full(), afterThePlan(whole));
        Set<String> seated = new TreeSet<>(users(1, 10));
        seated.addAll(List.of("user010@contoso.com", "another@contoso.com"));
        setSeats(seated);

        SyncSummary summary = files.resume(fixture.client());

        assertThat(summary.isClean()).isTrue();
        assertThat(summary.resumptions()).isEqualTo(1);
        Set<String> expected = new TreeSet<>(users(5, 15));
        expected.add("another@contoso.com");
        assertThat(SyncTruth.seated(simulator)).isEqualTo(expected);
    }

    /** The moment after the limit stopped the sync, and before its end was noted. */
    @Test
    void aPlanThatWasRefusedStaysRefused() throws Exception {
        setSeats(Set.copyOf(users(0, 10)));
        SyncRequest request = SyncFiles.request(StoreFixture.OPEN, SyncMode.FULL, "10%");
        SyncFiles whole = new SyncFiles(folder, request);
        SyncSummary refused = whole.run(fixture.client(), users(5, 15));
        assertThat(refused.isPlanOnly()).isTrue();
        List<String> sync = lines(whole.folder.resolve("sync"));
        Files.writeString(whole.folder.resolve("sync"), sync.get(0) + sync.get(1));

        SyncSummary summary = whole.resume(fixture.client());

        assertThat(summary.endedBy()).isEqualTo(refused.endedBy());
        assertThat(simulator.count(Operation.BULK_SEATS)).isZero();
    }

    @Test
    void aTokenOfTheListThatIsRefusedMakesItBeginAgain() throws Exception {
        setSeats(Set.copyOf(SEATED));
        SyncFiles whole = new SyncFiles(folder, SyncFiles.full());
        whole.run(fixture.client(), listed());
        Moment cut = moments(whole).stream()
                .filter(moment -> moment.what().equals("list after line 2"))
                .findFirst()
                .orElseThrow();
        SyncFiles files = restored(SyncFiles.full(), cut);
        setSeats(Set.copyOf(SEATED));
        simulator.fault(FaultRule.on(Operation.GET_SEATS).nth(1).effect(FaultEffect.status(400)));
        assertThat(files.resume(fixture.client()).plan()).isEqualTo(whole.find().plan());
    }

    /** Nothing is sent where the lost line may be the plan. */
    @Test
    void aDamagedJournalEndsTheSyncWithWhatIsKnown() throws Exception {
        setSeats(Set.copyOf(SEATED));
        SyncFiles whole = new SyncFiles(folder, SyncFiles.full());
        whole.run(fixture.client(), listed());
        List<String> sync = lines(whole.folder.resolve("sync"));
        Files.writeString(
                whole.folder.resolve("sync"), sync.get(0) + sync.get(1).replace("\"toAdd\":", "\"toAdd\": "));
        // its beginning, and the first batch: another one may have been sent before it
        String firstBatch = lines(whole.folder.resolve("remove/journal")).stream()
                .filter(line -> line.contains("\"line\":\"begin\"") || line.contains("\"first\":0,"))
                .collect(Collectors.joining());
        Files.writeString(whole.folder.resolve("remove/journal"), firstBatch);
        setSeats(Set.copyOf(SEATED));

        SyncSummary summary = whole.resume(fixture.client());

        assertThat(summary.endedBy())
                .get()
                .asString()
                .endsWith("/sync is damaged: line 2 is incomplete or was changed");
        assertThat(simulator.requests(Operation.BULK_SEATS)).isEmpty();
        assertThat(whole.outcomes())
                .hasSize(161)
                .containsEntry("user159@contoso.com", "ADD SUCCEEDED")
                .containsEntry("user000@contoso.com", "REMOVE UNKNOWN")
                .containsEntry("user100@contoso.com", "NONE SUCCEEDED");
    }

    /** The moment after the plan of a sync; the service is as it was then. */
    private Moment planned() throws Exception {
        setSeats(Set.copyOf(SEATED));
        SyncFiles whole = new SyncFiles(folder, SyncFiles.full());
        whole.run(fixture.client(), listed());
        setSeats(Set.copyOf(SEATED));
        return afterThePlan(whole);
    }

    private static Moment afterThePlan(SyncFiles whole) throws IOException {
        return moments(whole).stream()
                .filter(moment -> moment.what().equals("after the plan"))
                .findFirst()
                .orElseThrow();
    }

    /** Its entries have a row each, though it is not known any more who they are. */
    @ParameterizedTest
    @CsvSource({
        "changed, 4, 'line 5 is incomplete or was changed'",
        "cut, 99, 'line 10 ends the file, and is not the last of its 100 entries'"
    })
    void aDamagedFileOfUnchangedUsersEndsTheSync(String damage, int lost, String problem) throws Exception {
        SyncFiles files = restored(SyncFiles.full(), planned());
        Path unchanged = files.folder.resolve("unchanged");
        List<String> users = lines(unchanged);
        if (damage.equals("cut")) {
            users = users.subList(0, 10);
        } else {
            users = new ArrayList<>(users);
            users.set(4, users.get(4).replace("contoso", "fabrikam"));
        }
        Files.writeString(unchanged, String.join("", users));

        SyncSummary summary = files.resume(fixture.client());

        assertThat(summary.endedBy()).get().asString().endsWith("/unchanged is damaged: " + problem);
        assertThat(simulator.requests(Operation.BULK_SEATS)).isEmpty();
        assertThat(files.rows()).hasSize(161).hasEntrySatisfying("unchanged entry " + lost + " (damaged)", row -> {
            assertThat(row.what()).isEqualTo("NONE NOT_ATTEMPTED");
            assertThat(row.reason()).endsWith("/unchanged is damaged: " + problem);
        });
        assertThat(files.outcomes())
                .containsEntry("user159@contoso.com", "ADD NOT_ATTEMPTED")
                .containsEntry("user000@contoso.com", "REMOVE NOT_ATTEMPTED");
    }

    /** Jenkins asks for the report again at the end of the build, and then gets it as after a restart. */
    @Test
    void unchangedUsersThatAreDamagedWhileTheJournalIsOpenFailTheReport() throws Exception {
        setSeats(Set.copyOf(SEATED));
        SyncFiles files = new SyncFiles(folder, SyncFiles.full());
        files.run(fixture.client(), listed());
        try (SyncJournal journal = files.find()) {
            Path unchanged = files.folder.resolve("unchanged");
            Files.writeString(unchanged, String.join("", lines(unchanged).subList(0, 10)));

            assertThatThrownBy(() -> journal.read((change, user) -> {}))
                    .isInstanceOf(DamagedLineException.class)
                    .hasMessageEndingWith("line 10 ends the file, and is not the last of its 100 entries");
        }
        assertThat(files.outcomes()).hasSize(161).containsEntry("unchanged entry 99 (damaged)", "NONE NOT_ATTEMPTED");
    }

    @Test
    void nothingIsWrittenOrSentAfterAHandOver() throws Exception {
        setSeats(Set.copyOf(SEATED));
        SyncFiles files = new SyncFiles(folder, SyncFiles.full());
        try (SyncJournal journal = files.begin(listed())) {
            SyncExecution execution = SyncFiles.execution(fixture.client(), journal);
            execution.handOver();
            assertThat(execution.start()).isNotDone();
        }
        assertThat(simulator.requests()).isEmpty();
        assertThat(files.resume(fixture.client()).plan()).isPresent();
        assertThat(SyncTruth.seated(simulator)).isEqualTo(new TreeSet<>(users(30, 160)));
    }

    /** The hand-over comes while a request of the step is in flight. */
    @ParameterizedTest
    @CsvSource({"GET_SEATS,0", "GET_SEATS,1", "GET_INVENTORY,0", "BULK_SEATS,1", "BULK_SEATS,3"})
    void aSyncIsContinuedAfterAHandOverAtAnyStep(Operation operation, int requestsBefore) throws Exception {
        setSeats(Set.copyOf(SEATED));
        CountDownLatch released = new CountDownLatch(1);
        simulator.fault(
                FaultRule.on(operation).from(requestsBefore + 1L).times(2).effect(FaultEffect.heldUntil(released)));
        long before = simulator.count(operation);
        SyncFiles files = new SyncFiles(folder, SyncFiles.full());
        try (SyncJournal journal = files.begin(listed())) {
            SyncExecution execution = SyncFiles.execution(fixture.client(), journal);
            CompletableFuture<SyncSummary> result = execution.start();
            await(() -> simulator.count(operation) > before + requestsBefore);
            execution.handOver();
            assertThat(result).isNotDone();
        } finally {
            released.countDown();
        }
        simulator.clearFaults();

        SyncSummary summary = files.resume(fixture.client());

        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.unknown() + summary.notAttempted()).isZero();
        assertThat(summary.resumptions()).isEqualTo(1);
        assertThat(SyncTruth.seated(simulator)).isEqualTo(new TreeSet<>(users(30, 160)));
        assertThat(files.rows()).hasSize(161);
    }

    /** The users behind the end of the file would lose their seat. */
    @Test
    void aListThatLacksItsEndMakesNoPlan() throws Exception {
        setSeats(Set.copyOf(SEATED));
        SyncFiles files = new SyncFiles(folder, SyncFiles.full());
        files.begin(listed()).close();
        List<String> entries = lines(files.folder.resolve("listed"));
        Files.writeString(files.folder.resolve("listed"), String.join("", entries.subList(0, 100)));
        try (SyncJournal journal = files.find()) {
            assertThat(SyncFiles.execution(fixture.client(), journal).start())
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(DamagedLineException.class)
                    .withMessageContaining("/listed is damaged: line 100 ends the file");
        }
        assertThat(simulator.requests(Operation.BULK_SEATS)).isEmpty();
    }

    /** The files of the plan are those of the process before, so they are checked as a resumed operation's are. */
    @ParameterizedTest
    @CsvSource({"add, ADD, 31", "remove, REMOVE, 30"})
    void aChangeThatLacksUsersIsNotMade(String change, String word, int users) throws Exception {
        SyncFiles files = restored(SyncFiles.full(), planned());
        Path roster = files.folder.resolve(change + "/users");
        Files.writeString(roster, String.join("", lines(roster).subList(0, 10)));

        SyncSummary summary = files.resume(fixture.client());

        assertThat(summary.endedBy())
                .get()
                .asString()
                .endsWith("/users is damaged: line 10 ends the file, and is not the last of its " + users + " entries");
        assertThat(summary.notAttempted()).isGreaterThanOrEqualTo(users);
        assertThat(files.outcomes())
                .hasSize(161)
                .containsEntry("entry 29 (damaged)", word + " NOT_ATTEMPTED")
                .containsEntry("user100@contoso.com", "NONE SUCCEEDED");
        assertThat(SyncTruth.seated(simulator)).containsAll(SEATED);
    }
}
