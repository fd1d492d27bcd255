package io.jenkins.plugins.msstore.sync;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.RevokedSeats;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which plan is made of a list and of the seats that there are. */
class SyncPlanTest {

    @TempDir
    private Path folder;

    private StoreSimulator simulator;
    private StoreFixture fixture;

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder().revokedSeats(RevokedSeats.SHOWN).start();
        fixture = new StoreFixture(simulator);
    }

    @AfterEach
    void stop() {
        fixture.close();
        simulator.close();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static String upn(String word) {
        return word.contains("@") || word.startsWith("-") ? word : word + "@contoso.com";
    }

    private static List<String> users(String text) {
        return words(text).stream().map(SyncPlanTest::upn).toList();
    }

    private static Arguments plan(
            String what, SyncMode mode, String listed, String seated, String protectedUsers, String expected) {
        return Arguments.of(what, mode, listed, seated, protectedUsers, expected);
    }

    /** Expected: add, remove, unchanged, skipped, retained, invalid, present. */
    static Stream<Arguments> plans() {
        SyncMode full = SyncMode.FULL;
        SyncMode addOnly = SyncMode.ADD_ONLY;
        SyncMode removeOnly = SyncMode.REMOVE_ONLY;
        return Stream.of(
                plan("nothing listed, no seats", full, "", "", "", "0 0 0 0 0 0 0"),
                plan("nothing listed: all seats go", full, "", "ada bob", "", "0 2 0 0 0 0 2"),
                plan("no seats: all are added", full, "ada bob", "", "", "2 0 0 0 0 0 0"),
                plan("the same: nothing", full, "ada bob", "bob ada", "", "0 0 2 0 0 0 2"),
                plan("some of each", full, "ada bob eve", "bob zoe", "", "2 1 1 0 0 0 2"),
                plan("all others", full, "ada bob", "eve zoe", "", "2 2 0 0 0 0 2"),
                plan("case does not matter", full, "ADA bob", "ada BOB", "", "0 0 2 0 0 0 2"),
                plan("duplicates count once", full, "ada ADA ada bob", "bob", "", "1 0 1 0 0 0 1"),
                plan("protected users keep their seat", full, "ada", "ada eve ZOE", "zoe", "0 1 1 0 1 0 3"),
                plan("protected users get no seat", full, "ada", "", "zoe", "1 0 0 0 0 0 0"),
                plan("protected and listed", full, "zoe", "zoe", "zoe", "0 0 1 0 0 0 1"),
                plan("addOnly removes nothing", addOnly, "ada bob", "bob zoe eve", "", "1 0 1 0 2 0 3"),
                plan("removeOnly adds nothing", removeOnly, "ada bob", "bob zoe eve", "", "0 2 1 1 0 0 3"),
                plan("removeOnly of an empty list", removeOnly, "", "zoe", "", "0 1 0 0 0 0 1"),
                plan("invalid entries", full, "ada -no-user", "ada", "", "0 0 1 0 0 1 1"),
                plan("a name that is no user name is retained", full, "ada", "ada -x,y -X,Y", "", "0 0 1 0 1 0 2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void thePlanIs(String what, SyncMode mode, String listed, String seated, String protectedUsers, String expected)
            throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, users(seated).toArray(String[]::new));
        SyncRequest request = SyncFiles.protecting(
                SyncFiles.dryRun(SyncFiles.request(OPEN, mode, "0")),
                users(protectedUsers).toArray(String[]::new));
        SyncFiles files = new SyncFiles(folder, request);

        SyncSummary summary = files.run(fixture.client(), users(listed));

        SyncPlan plan = summary.plan().orElseThrow();
        assertThat(List.of(
                        plan.toAdd(),
                        plan.toRemove(),
                        plan.unchanged(),
                        plan.skipped(),
                        plan.retained(),
                        plan.invalid(),
                        plan.present()))
                .isEqualTo(words(expected).stream().map(Integer::valueOf).toList());
        assertThat(files.rows()).hasSize(summary.requested() + plan.present() - plan.unchanged() - plan.retained());
        assertThat(simulator.count(Operation.BULK_SEATS)).isZero();
    }

    @Test
    void aRowOfThePlanTellsWhatWouldBeDone() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "bob@contoso.com", "zoe@contoso.com");
        SyncFiles files = new SyncFiles(folder, SyncFiles.dryRun(SyncFiles.full()));
        files.run(fixture.client(), List.of("ada@contoso.com", "BOB@contoso.com", "no user"));
        assertThat(files.outcomes())
                .isEqualTo(Map.of(
                        "ada@contoso.com", "ADD NOT_ATTEMPTED",
                        "bob@contoso.com", "NONE SUCCEEDED",
                        "no user", "NONE INVALID",
                        "zoe@contoso.com", "REMOVE NOT_ATTEMPTED"));
        assertThat(files.rows().get("bob@contoso.com").state()).isEqualTo("Active");
    }

    /** The service may show seats that were taken back; they are none. */
    @Test
    void aRevokedSeatIsNone() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "bob@contoso.com", "eve@contoso.com");
        SyncFiles removal = new SyncFiles(folder, SyncFiles.full());
        assertThat(removal.run(fixture.client(), List.of("eve@contoso.com")).removed())
                .isEqualTo(2);

        SyncSummary plan = new SyncFiles(folder, SyncFiles.dryRun(SyncFiles.full()))
                .run(fixture.client(), List.of("ada@contoso.com", "eve@contoso.com"));

        assertThat(plan.plan()).get().satisfies(made -> {
            assertThat(made.present()).isEqualTo(1);
            assertThat(made.toAdd()).isEqualTo(1);
            assertThat(made.toRemove()).isZero();
        });
    }

    @Test
    void allPagesOfTheSeatsAreCompared() throws Exception {
        List<String> seated = IntStream.range(0, 250)
                .mapToObj(i -> String.format("user%03d@contoso.com", i))
                .toList();
        simulator.assignSeats(DefaultWorld.OPEN, seated.toArray(String[]::new));
        SyncSummary plan =
                new SyncFiles(folder, SyncFiles.dryRun(SyncFiles.full())).run(fixture.client(), seated.subList(0, 240));
        assertThat(plan.plan().orElseThrow().toRemove()).isEqualTo(10);
        assertThat(plan.plan().orElseThrow().unchanged()).isEqualTo(240);
        assertThat(simulator.count(Operation.GET_SEATS)).isEqualTo(3);
    }

    /** A page moved while the list was read: the first user comes again on the second page. */
    @ParameterizedTest
    @CsvSource({"listed,1,0,149", "removed,0,0,150", "protected,0,1,149"})
    void aUserWhoIsShownTwiceCountsOnce(String what, int unchanged, int retained, int removed) throws Exception {
        List<String> seated = IntStream.range(0, 151)
                .mapToObj(i -> String.format("user%03d@contoso.com", i))
                .toList();
        simulator.assignSeats(DefaultWorld.OPEN, seated.toArray(String[]::new));
        simulator.fault(FaultRule.on(Operation.GET_SEATS).nth(2).effect(FaultEffect.answerForUser(seated.get(0))));
        SyncRequest request = SyncFiles.dryRun(SyncFiles.full());
        SyncFiles files = new SyncFiles(
                folder, what.equals("protected") ? SyncFiles.protecting(request, seated.get(0)) : request);
        SyncSummary summary = files.run(fixture.client(), what.equals("listed") ? seated.subList(0, 1) : List.of());
        assertThat(summary.plan()).get().satisfies(plan -> {
            assertThat(plan.present()).isEqualTo(150);
            assertThat(plan.unchanged()).isEqualTo(unchanged);
            assertThat(plan.retained()).isEqualTo(retained);
            assertThat(plan.toRemove()).isEqualTo(removed);
        });
        assertThat(files.rows()).hasSize(unchanged + removed);
    }
}
