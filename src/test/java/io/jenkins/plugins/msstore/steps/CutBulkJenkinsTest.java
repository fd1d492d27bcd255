package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.ProductKey;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.simulator.SimulatorRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Base of tests whose controller ends during a bulk operation: with two users per batch and two batches in flight, the
 * operation is held when the third call is applied but not answered and the fourth is not applied. Which users are in
 * these calls may vary.
 */
abstract class CutBulkJenkinsTest extends StoreJenkinsTest {

    static final List<String> USERS = IntStream.rangeClosed(1, 12)
            .mapToObj("user%02d@contoso.com"::formatted)
            .toList();

    private static final int ANSWERED_CALLS = 2;

    private static final int HELD_BACK_CALLS = 2;

    /** The number of users whose call is answered before the operation is held. */
    static final int ANSWERED_USERS = 4;

    /** Longer than any of these tests takes. */
    private static final Duration HELD_BACK = Duration.ofMinutes(10);

    static final FaultEffect APPLIED_UNHEARD = FaultEffect.slow(HELD_BACK);

    static final FaultEffect NEVER_ANSWERED = FaultEffect.drop().delayed(HELD_BACK);

    /** The bulk step for all users; further arguments can be appended. */
    static String assignAll(ProductKey product, String reportName) {
        return "msStoreBulkSeats productId: '%s', skuId: '%s', action: 'assign', batchSize: 2, reportName: '%s'"
                .formatted(product.productId(), product.skuId(), reportName);
    }

    static String usersAsList() {
        return USERS.stream().collect(Collectors.joining("', '", "users: ['", "']"));
    }

    /** Holds an operation once. */
    final void holdBatchesBack() {
        // each rule counts only the calls that no earlier rule handled
        store.fault(FaultRule.on(Operation.BULK_SEATS).nth(ANSWERED_CALLS + 1).effect(APPLIED_UNHEARD));
        store.fault(FaultRule.on(Operation.BULK_SEATS).nth(ANSWERED_CALLS + 1).effect(NEVER_ANSWERED));
    }

    /** The users of the call that was applied but not answered. */
    final List<String> doneUnheard() {
        return heldBack(true);
    }

    /** The users of the call that was not applied. */
    final List<String> notDone() {
        return heldBack(false);
    }

    private List<String> heldBack(boolean done) {
        return store.requests(Operation.BULK_SEATS).stream()
                .skip(ANSWERED_CALLS)
                .limit(HELD_BACK_CALLS)
                .filter(request -> request.performed() == done)
                .flatMap(CutBulkJenkinsTest::usersOf)
                .toList();
    }

    /** The users of the calls after the operation was held. */
    final List<String> sentLater() {
        return store.requests(Operation.BULK_SEATS).stream()
                .skip(ANSWERED_CALLS + HELD_BACK_CALLS)
                .flatMap(CutBulkJenkinsTest::usersOf)
                .toList();
    }

    private static Stream<String> usersOf(SimulatorRequest request) {
        return USERS.stream().filter(user -> request.body().contains(user));
    }

    /** Waits until the outcomes so far are in the journal, which may be later than the next call is sent. */
    static void awaitAnsweredUsers(Path build, BooleanSupplier stillRunning) {
        await(() -> usersInJournal(build) >= ANSWERED_USERS, stillRunning);
    }

    private static long usersInJournal(Path build) {
        try (Stream<Path> files = Files.walk(build.resolve("microsoft-store-work"))) {
            Path journal =
                    files.filter(file -> file.endsWith("journal")).findAny().orElseThrow();
            return Files.readAllLines(journal).stream()
                    .filter(line -> line.contains("{\"line\":\"resolved\""))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a number of requests are held. */
    final void awaitHeldBack(long count, BooleanSupplier stillRunning) {
        await(() -> store.faultsFired() >= count, stillRunning);
    }

    private static void await(BooleanSupplier condition, BooleanSupplier stillRunning) {
        StoreFixture.await(() -> condition.getAsBoolean() || !stillRunning.getAsBoolean());
        assertThat(condition.getAsBoolean()).as("true before the build ended").isTrue();
    }

    /** Every user has a seat, and only users whose call was not applied were sent again. */
    final void assertEveryUserServedOnce() {
        assertThat(store.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .containsExactlyInAnyOrderElementsOf(USERS);
        String sent = store.requests(Operation.BULK_SEATS).stream()
                .map(request -> request.body())
                .collect(Collectors.joining());
        Map<String, Integer> times =
                USERS.stream().collect(Collectors.toMap(Function.identity(), user -> sent.split(user, -1).length - 1));
        List<String> notDone = notDone();
        assertThat(times).allSatisfy((user, count) -> assertThat(count).isEqualTo(notDone.contains(user) ? 2 : 1));
    }

    /** A report in a build's folder. */
    static JsonNode report(Path build, String name) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(Files.readString(build.resolve("archive/microsoft-store/seats/" + name + ".json")));
    }

    /** A report with every user once, as succeeded, and with a resumption. */
    static void assertComplete(JsonNode report) {
        assertThat(report.path("results"))
                .extracting(row -> row.path("userName").asText())
                .containsExactlyInAnyOrderElementsOf(USERS);
        assertThat(report.path("succeeded").asInt()).isEqualTo(USERS.size());
        assertThat(report.path("resumptions").asInt()).isEqualTo(1);
    }
}
