package io.jenkins.plugins.msstore.listing;

import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.model.InventoryFilter;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import io.jenkins.plugins.msstore.util.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inventory is listed with the products' names, even if some names cannot be read. */
class DisplayNamesTest {

    private static final Language ENGLISH = Language.of("en-us");
    private static final StoreList INVENTORY = inventory("en-us");

    /** The size of a page of the inventory. */
    private static final int PAGE = 25;

    @TempDir
    private Path temporary;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final DisplayNameCache cache = new DisplayNameCache();
    private StoreSimulator simulator;
    private StoreFixture fixture;
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder().start();
        fixture = new StoreFixture(simulator);
        folder = newFolder();
    }

    @AfterEach
    void stop() {
        fixture.close();
        simulator.close();
    }

    private static StoreList inventory(String language) {
        return StoreList.inventory(InventoryFilter.ALL, Optional.of(Language.of(language)));
    }

    private Path newFolder() throws IOException {
        return Files.createTempDirectory(temporary, "list");
    }

    /** Adds products up to a number. */
    private void products(int number) {
        for (int i = 4; i < number; i++) {
            simulator.product(Product.online(String.format("9PRODUCT%04d", i), "0010"));
        }
    }

    private ListSummary read(StoreList list) throws Exception {
        return read(list, cache, Optional.empty());
    }

    private ListSummary read(StoreList list, DisplayNameCache names, Optional<CountOrPercent> warnBelow)
            throws Exception {
        try (ListJournal journal = ListJournal.open(folder, new ListTally(1000, warnBelow))) {
            return get(execution(fixture.client(), list, journal, names).run());
        }
    }

    private ListExecution execution(StoreClient client, StoreList list, ListJournal journal, DisplayNameCache names) {
        return new ListExecution(client, list, journal, names, warnings::add, rows -> {});
    }

    private List<String> names(ListSummary summary) {
        return summary.rows().stream()
                .map(row -> (String) row.plainValues().get("displayName"))
                .toList();
    }

    private long requests() {
        return simulator.count(Operation.GET_LOCALIZED_DETAILS);
    }

    private List<String> csv(UnaryOperator<String> mask) throws IOException {
        try (ListJournal journal = ListJournal.open(folder, new ListTally(10, Optional.empty()))) {
            ListReport.write(journal, INVENTORY, folder, "nightly", Map.of(), mask);
        }
        return Files.readAllLines(folder.resolve("nightly.csv"));
    }

    @Test
    void aProductWhoseIdCannotBePartOfAUrlIsAnErrorOfTheService() throws Exception {
        simulator.product(Product.online("..", "0010"));
        try (ListJournal journal = ListJournal.open(folder, new ListTally(10, Optional.empty()))) {
            Throwable failure = get(execution(fixture.client(), INVENTORY, journal, cache)
                    .run()
                    .handle((summary, error) -> Failures.unwrapped(error)));
            assertThat(failure)
                    .isInstanceOf(UnexpectedAnswerException.class)
                    .hasMessageContaining("the response lacks 'productKey'");
        }
    }

    @Test
    void eachProductHasItsNameInResultAndReports() throws Exception {
        ListSummary summary = read(INVENTORY);

        assertThat(names(summary))
                .containsExactlyInAnyOrder(
                        "Contoso Reader", "Contoso Kiosk", "Contoso App9NBLGGH42CFD", "Contoso App9WZDNCRFJ3TJ");
        assertThat(summary.totalWithoutName()).isZero();
        assertThat(csv(UnaryOperator.identity()))
                .contains(
                        "productId,skuId,licenseType,distributionPolicy,status,seatCapacity,availableSeats,lastModified,"
                                + "displayName",
                        "9NBLGGH4R2R6,0016,Online,Open,Active,,,2020-05-04T03:02:01Z,Contoso Reader");
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("nightly.json").toFile());
        assertThat(json.path("results"))
                .extracting(row -> row.path("displayName").asText())
                .contains("Contoso Reader", "Contoso Kiosk");
        assertThat(requests()).isEqualTo(4);
        assertThat(warnings).isEmpty();
    }

    @Test
    void namesAreReadOnlyIfALanguageIsGiven() throws Exception {
        ListSummary summary = read(StoreList.inventory(InventoryFilter.ALL));

        assertThat(summary.rows().get(0).plainValues()).doesNotContainKey("displayName");
        assertThat(requests()).isZero();
    }

    @Test
    void aSecretInANameIsMaskedInTheReport() throws Exception {
        read(INVENTORY);

        assertThat(csv(text -> text == null ? null : text.replace("Reader", "****")))
                .anyMatch(row -> row.endsWith(",Contoso ****"))
                .noneMatch(row -> row.contains("Reader"));
    }

    @Test
    void aProductWithoutANameInTheLanguageHasNone() throws Exception {
        ListSummary summary = read(inventory("fr-fr"));

        assertThat(summary.total()).isEqualTo(4);
        assertThat(summary.rows())
                .allSatisfy(row -> assertThat(row.plainValues()).containsEntry("displayName", null));
        assertThat(csv(UnaryOperator.identity())).anyMatch(row -> row.startsWith("9NBLGGH4R2R6") && row.endsWith("Z,"));
        assertThat(summary.totalWithoutName()).isEqualTo(4);
    }

    @Test
    void aNameThatCannotBeReadIsLeftOut() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_LOCALIZED_DETAILS)
                .product(DefaultWorld.SCARCE)
                .effect(FaultEffect.garbage()));

        ListSummary summary = read(INVENTORY);

        assertThat(names(summary)).hasSize(4).containsOnlyOnce((String) null).contains("Contoso Reader");
        assertThat(summary.totalWithoutName()).isEqualTo(1);
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("the list lacks a display name: Get localized details, product 9WZDNCRFJ3TJ/0012");
    }

    /** All requests of the first page are sent before the first of them fails. */
    @Test
    void noMoreNamesAreAskedForAfterManyFailures() throws Exception {
        products(3 * PAGE);
        simulator.fault(FaultRule.on(Operation.GET_LOCALIZED_DETAILS).effect(FaultEffect.status(403)));

        ListSummary summary = read(INVENTORY);

        assertThat(summary.total()).isEqualTo(3 * PAGE);
        assertThat(summary.totalWithoutName()).isEqualTo(3 * PAGE);
        assertThat(requests()).isEqualTo(PAGE);
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(1))
                .startsWith("no more display names are read, after 10 failures in a row: Get localized details");
    }

    @Test
    void manyNamesAreReadAtOnceButNoMoreThanTheLimiterAllows() throws Exception {
        products(2 * PAGE);
        simulator.fault(FaultRule.on(Operation.GET_LOCALIZED_DETAILS)
                .times(8)
                .effect(FaultEffect.meeting(new CountDownLatch(8))));

        assertThat(names(read(INVENTORY))).hasSize(2 * PAGE).doesNotContainNull();

        assertThat(simulator.maxConcurrent()).isEqualTo(8);
    }

    @Test
    void anotherListOfTheBuildAsksForNoNameAgain() throws Exception {
        List<String> first = names(read(INVENTORY));
        folder = newFolder();
        read(inventory("fr-fr"));
        simulator.forgetRequests();
        folder = newFolder();

        assertThat(names(read(INVENTORY))).isEqualTo(first);
        folder = newFolder();
        read(inventory("fr-FR"));

        assertThat(simulator.requests(Operation.GET_LOCALIZED_DETAILS)).isEmpty();
    }

    @Test
    void theCacheIsBounded() {
        for (int i = 0; i <= DisplayNameCache.MAX_NAMES; i++) {
            cache.add(product(i), ENGLISH, "name");
        }

        assertThat(cache.find(product(0), ENGLISH)).contains("name");
        assertThat(cache.find(product(DisplayNameCache.MAX_NAMES), ENGLISH)).isEmpty();
    }

    private static ProductKey product(int number) {
        return ProductKey.of("9PRODUCT" + number, "0010");
    }

    @Test
    void aResumedListAsksForTheNamesOfTheOtherPagesAlone() throws Exception {
        products(2 * PAGE);
        List<String> whole = names(read(INVENTORY));
        List<String> lines = Files.readAllLines(folder.resolve("list"));
        Files.writeString(folder.resolve("list"), lines.get(0) + "\n" + lines.get(1) + "\n");
        simulator.forgetRequests();

        ListSummary resumed = read(INVENTORY, new DisplayNameCache(), Optional.empty());

        assertThat(names(resumed)).isEqualTo(whole);
        assertThat(simulator.requests(Operation.GET_LOCALIZED_DETAILS)).hasSize(PAGE);
    }

    @Test
    void cancellingTheClientEndsTheReadingOfNames() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_LOCALIZED_DETAILS).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        StoreClient client = fixture.client();
        try (ListJournal journal = ListJournal.open(folder, new ListTally(10, Optional.empty()))) {
            CompletableFuture<ListSummary> reading =
                    execution(client, INVENTORY, journal, cache).run();
            StoreFixture.await(() -> requests() > 0);
            client.cancel();
            Throwable end = get(reading.<Throwable>handle((summary, error) -> Failures.unwrapped(error)));
            assertThat(end).isInstanceOf(CancellationException.class);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void theProductsThatAreShortOfSeatsAreNamed() throws Exception {
        Optional<CountOrPercent> warnBelow = Optional.of(CountOrPercent.of("warnBelow", 4));

        assertThat(read(INVENTORY, cache, warnBelow).shortage())
                .isEqualTo("9WZDNCRFJ3TJ/0012 \"Contoso App9WZDNCRFJ3TJ\" (3 of 3 available)");
        folder = newFolder();
        assertThat(read(inventory("fr-fr"), cache, warnBelow).shortage())
                .isEqualTo("9WZDNCRFJ3TJ/0012 (3 of 3 available)");
    }
}
