package io.jenkins.plugins.msstore.execution;

import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations on one product take turns, in the order in which they came, also across a restart. */
class ProductQueueTest {

    private static final String PRODUCT = "product";

    @TempDir
    private Path folder;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final Set<String> endedBuilds = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> waits = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Path file() {
        return folder.resolve("queue.json");
    }

    private ProductQueue queue() {
        return queue(build -> !endedBuilds.contains(build));
    }

    private ProductQueue queue(Predicate<String> isBuilding) {
        return new ProductQueue(new QueueFile(file()), isBuilding, threads, threads);
    }

    /** An operation of the build {@code <id>#1}. */
    private static QueuedOperation operation(String product, String id) {
        return new QueuedOperation(product, id + "#1", id, true);
    }

    private CompletableFuture<Void> add(ProductQueue queue, QueuedOperation operation) {
        return queue.add(
                operation,
                first -> waits.computeIfAbsent(operation.id(), id -> new CopyOnWriteArrayList<>())
                        .add(first.build()));
    }

    private CompletableFuture<Void> add(ProductQueue queue, String id) {
        return add(queue, operation(PRODUCT, id));
    }

    private static void awaitTurn(CompletableFuture<Void> turn) throws Exception {
        turn.get(60, TimeUnit.SECONDS);
    }

    @Test
    void theFirstBeginsAtOnceAndTheOthersInTheirOrder() throws Exception {
        ProductQueue queue = queue();
        awaitTurn(add(queue, "a"));
        CompletableFuture<Void> b = add(queue, "b");
        CompletableFuture<Void> c = add(queue, "c");

        assertThat(b).isNotDone();
        assertThat(c).isNotDone();
        assertThat(waits).isEqualTo(Map.of("b", List.of("a#1"), "c", List.of("a#1")));

        queue.remove("a");
        awaitTurn(b);
        assertThat(c).isNotDone();
        assertThat(waits.get("c")).containsExactly("a#1", "b#1");

        queue.remove("b");
        awaitTurn(c);
    }

    @Test
    void operationsOnOtherProductsDoNotWait() throws Exception {
        ProductQueue queue = queue();
        awaitTurn(add(queue, "a"));
        awaitTurn(add(queue, operation("another", "b")));
        assertThat(waits).isEmpty();
    }

    @Test
    void anOperationThatGivesUpIsNotWaitedFor() throws Exception {
        ProductQueue queue = queue();
        awaitTurn(add(queue, "a"));
        CompletableFuture<Void> b = add(queue, "b");
        CompletableFuture<Void> c = add(queue, "c");

        b.cancel(false);
        queue.remove("b");
        queue.remove("a");

        awaitTurn(c);
        assertThat(waits.get("c")).containsExactly("a#1");
    }

    @Test
    void aProductIsTheSameInAnyCaseAndAnotherForAnotherTenant() {
        StoreEndpoint endpoint = StoreEndpoint.of("https://store.contoso.com");
        String product = QueuedOperation.product(endpoint, "tenant", ProductKey.of("9NBLGGH4R2R6", "001a"));

        assertThat(QueuedOperation.product(endpoint, "tenant", ProductKey.of(" 9nblggh4r2r6", "001A ")))
                .isEqualTo(product);
        assertThat(QueuedOperation.product(endpoint, "another", ProductKey.of("9NBLGGH4R2R6", "001a")))
                .isNotEqualTo(product);
        assertThat(QueuedOperation.product(endpoint, "tenant", ProductKey.of("9NBLGGH4R2R6", "001b")))
                .isNotEqualTo(product);
        assertThat(QueuedOperation.product(
                        StoreEndpoint.of("https://store.example.com"), "tenant", ProductKey.of("9NBLGGH4R2R6", "001a")))
                .isNotEqualTo(product);
    }

    /** After a restart, the operations come in another order, and a new one before all of them. */
    @Test
    void aRestartKeepsTheOrder() throws Exception {
        ProductQueue before = queue();
        awaitTurn(add(before, "a"));
        add(before, "b");

        ProductQueue after = queue();
        CompletableFuture<Void> added = add(after, "new");
        CompletableFuture<Void> b = add(after, "b");
        assertThat(added).isNotDone();
        assertThat(b).isNotDone();
        assertThat(waits).containsEntry("new", List.of("a#1"));

        awaitTurn(add(after, "a"));
        assertThat(b).isNotDone();
        after.remove("a");
        awaitTurn(b);
        assertThat(added).isNotDone();
        after.remove("b");
        awaitTurn(added);
    }

    @Test
    void afterARestartABuildThatHasEndedIsNotWaitedFor() throws Exception {
        ProductQueue before = queue();
        awaitTurn(add(before, "a"));
        add(before, "b");

        endedBuilds.add("a#1");
        ProductQueue after = queue();
        awaitTurn(add(after, "b"));
        CompletableFuture<Void> added = add(after, "new");
        assertThat(added).isNotDone();
        assertThat(Files.readString(file())).doesNotContain("a#1");
    }

    /** A job that cannot be loaded at this moment. */
    @Test
    void aBuildThatCannotBeLookedUpIsLookedUpAgain() throws Exception {
        awaitTurn(add(queue(), "a"));

        AtomicInteger lookUps = new AtomicInteger();
        ProductQueue after = queue(build -> {
            if (lookUps.incrementAndGet() == 1) {
                throw new IllegalStateException("cannot load " + build);
            }
            return false;
        });
        awaitTurn(add(after, "new"));
    }

    /** After a restart, Jenkins knows a running build by the present name of its job alone. */
    @ParameterizedTest
    @CsvSource({"a, renamed, renamed#1", "folder, moved/folder, moved/folder/b#1"})
    void aBuildWhoseJobGotAnotherNameKeepsItsPlace(String oldName, String newName, String build) throws Exception {
        ProductQueue before = queue();
        awaitTurn(add(before, new QueuedOperation(PRODUCT, oldName.equals("a") ? "a#1" : "folder/b#1", "a", true)));
        before.rename(oldName, newName);

        AtomicInteger lookUps = new AtomicInteger();
        ProductQueue after = queue(id -> lookUps.incrementAndGet() > 0 && id.equals(build));
        CompletableFuture<Void> b = add(after, "b");
        // the second one comes after the first one had its effect
        await(() -> lookUps.get() >= 2 || b.isDone());
        assertThat(b).isNotDone();

        awaitTurn(add(after, new QueuedOperation(PRODUCT, build, "a", true)));
        assertThat(b).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fold", "folder/b", "folder/b#2", "other"})
    void anotherNameLeavesABuildAlone(String oldName) {
        QueuedOperation operation = new QueuedOperation(PRODUCT, "folder/bob#2", "a", true);
        assertThat(operation.renamed(oldName, "new")).isEqualTo(operation);
    }

    /** A build that cannot resume the operation still runs. */
    @Test
    void anOperationThatIsNotResumedIsNotWaitedFor() throws Exception {
        awaitTurn(add(queue(), "a"));

        ProductQueue after = queue();
        CompletableFuture<Void> added = add(after, "new");
        after.remove("a");
        awaitTurn(added);
    }

    @Test
    void anOperationThatCannotBeResumedHoldsUpNobodyAfterARestart() throws Exception {
        awaitTurn(add(queue(), new QueuedOperation(PRODUCT, "a#1", "a", false)));

        awaitTurn(add(queue(), "new"));
    }

    @Test
    void aResumedOperationOnAnotherTenantThanBeforeIsTheLastThere() throws Exception {
        awaitTurn(add(queue(), "a"));

        ProductQueue after = queue();
        awaitTurn(add(after, operation("another", "b")));
        CompletableFuture<Void> a = add(after, operation("another", "a"));
        assertThat(a).isNotDone();
        awaitTurn(add(after, "new"));
    }

    @Test
    void nothingIsStoredOfOperationsThatHaveEnded() throws Exception {
        ProductQueue queue = queue();
        awaitTurn(add(queue, "a"));
        assertThat(file()).exists();
        queue.remove("a");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[{\"product\":",
                "[null]",
                "[{}]",
                "{}",
                "null",
                "[{\"product\":\"product\",\"build\":\"no number\",\"id\":\"b\",\"resumable\":true}]",
                "[{\"product\":\"product\",\"build\":\"#1\",\"id\":\"b\",\"resumable\":true}]"
            })
    void aDamagedFileKeepsNoOperationFromBeginning(String text) throws Exception {
        Files.writeString(file(), text);
        awaitTurn(add(queue(), "a"));
        assertThat(Files.readString(file())).contains("a#1");
    }

    @Test
    void aFileThatCannotBeWrittenKeepsNoOperationFromItsTurn() throws Exception {
        Files.createDirectories(file().resolve("in the way"));
        ProductQueue queue = queue();
        awaitTurn(add(queue, "a"));
        CompletableFuture<Void> b = add(queue, "b");
        assertThat(b).isNotDone();
        queue.remove("a");
        awaitTurn(b);
    }

    /** Threads add, cancel and remove operations on two products. */
    @Test
    void twoOperationsNeverHaveTheirTurnAtOnce() throws IOException {
        ProductQueue queue = queue();
        Map<String, AtomicInteger> underWay = Map.of("one", new AtomicInteger(), "two", new AtomicInteger());
        AtomicInteger most = new AtomicInteger();
        CompletableFuture<?>[] ended = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> {
                                    QueuedOperation operation = operation(i % 2 == 0 ? "one" : "two", "id" + i);
                                    CompletableFuture<Void> turn = queue.add(operation, first -> {});
                                    if (i % 5 == 0) {
                                        turn.cancel(false);
                                    }
                                    return turn.thenRunAsync(
                                                    () -> {
                                                        AtomicInteger here = underWay.get(operation.product());
                                                        most.accumulateAndGet(here.incrementAndGet(), Math::max);
                                                        if (ThreadLocalRandom.current()
                                                                        .nextInt(4)
                                                                == 0) {
                                                            Thread.yield();
                                                        }
                                                        here.decrementAndGet();
                                                    },
                                                    threads)
                                            .handle((done, cancelled) -> {
                                                queue.remove(operation.id());
                                                return null;
                                            });
                                },
                                threads)
                        .thenCompose(end -> end))
                .toArray(CompletableFuture[]::new);

        CompletableFuture<Void> all = CompletableFuture.allOf(ended);
        await(all::isDone);
        assertThat(all).isCompleted();
        assertThat(most).hasValue(1);
        assertThat(folder).isEmptyDirectory();
    }
}
