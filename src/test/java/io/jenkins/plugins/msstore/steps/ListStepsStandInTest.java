package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.execution.JournalsAtBuildEnd;
import io.jenkins.plugins.msstore.execution.JournalsOfBuild;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.SeatCount;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps that list the inventory and seats, and the one that gets a product's details. */
class ListStepsStandInTest {

    private static final String PRODUCT = DefaultWorld.OPEN.productId();
    private static final String SKU = DefaultWorld.OPEN.skuId();

    @TempDir
    private Path folder;

    private StandInStepHarness harness;

    @BeforeEach
    void start() throws Exception {
        harness = new StandInStepHarness(folder);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private static InventoryStep inventory(String warnBelow) {
        InventoryStep step = new InventoryStep();
        step.warnBelow = warnBelow;
        return step;
    }

    private static ListSeatsStep seatsOfProduct() {
        ListSeatsStep step = new ListSeatsStep();
        step.productId = PRODUCT;
        step.skuId = SKU;
        return step;
    }

    private static ListSeatsStep seatsOfUser(String user) {
        ListSeatsStep step = new ListSeatsStep();
        step.userName = user;
        return step;
    }

    private static GetProductStep product(String... languages) {
        GetProductStep step = new GetProductStep(PRODUCT, SKU);
        step.languages = List.of(languages);
        return step;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        return (List<Map<String, Object>>) value;
    }

    private Path artifact(String path) {
        return harness.artifact("microsoft-store/" + path).toPath();
    }

    private OperationRecord record() throws IOException {
        List<OperationRecord> all =
                OperationRecords.in(harness.run.getRootDir().toPath()).list();
        return all.get(all.size() - 1);
    }

    private static void assertPlain(Object value) throws IOException {
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(value);
    }

    @Test
    void theInventoryIsReturnedAndArchived() throws Exception {
        Map<String, Object> result = map(harness.resultWithoutWorkspace(new InventoryStep()));

        assertThat(result)
                .containsOnlyKeys("entries", "shortOfSeats", "total", "truncated", "reports", "elapsedMillis")
                .containsEntry("total", 4L)
                .containsEntry("truncated", false)
                .containsEntry("shortOfSeats", List.of())
                .containsEntry(
                        "reports",
                        List.of(
                                "microsoft-store/inventory/inventory-1.csv",
                                "microsoft-store/inventory/inventory-1.json"));
        assertThat(maps(result.get("entries")))
                .anySatisfy(entry -> assertThat(entry)
                        .containsEntry(
                                "productKey",
                                Map.of(
                                        "productId",
                                        DefaultWorld.SCARCE.productId(),
                                        "skuId",
                                        DefaultWorld.SCARCE.skuId()))
                        .containsEntry("seatCapacity", 3L)
                        .containsEntry("availableSeats", 3L));
        assertPlain(result);
        assertThat(Files.readAllLines(artifact("inventory/inventory-1.csv"))).hasSize(5);
        assertThat(harness.log())
                .contains(
                        "Listing the inventory",
                        "Listed the inventory: 4 products; report: microsoft-store/inventory/inventory-1.csv");
        assertThat(record().description().kind()).isEqualTo(OperationKind.INVENTORY);
        assertThat(record().ending()).isEqualTo(Ending.SUCCEEDED);
        assertThat(record().result().files()).isEqualTo(result.get("reports"));
        assertThat(record().result().list())
                .isEqualTo(new ListCounts(
                        4,
                        0,
                        List.of(
                                new SeatCount("9NBLGGH42CFD/0010", null, 1_000_000, 1_000_000),
                                new SeatCount("9WZDNCRFJ3TJ/0012", null, 3, 3)),
                        0));
        assertThat(harness.run.getResult()).isNull();
    }

    @Test
    void theInventoryIsFiltered() throws Exception {
        InventoryStep offline = new InventoryStep();
        offline.licenseTypes = List.of("offline");
        InventoryStep recent = new InventoryStep();
        recent.modifiedSince = "2030-01-01";

        assertThat(maps(map(harness.result(offline)).get("entries")))
                .extracting(entry -> entry.get("licenseType"))
                .containsExactly("Offline");
        assertThat(map(harness.result(recent))).containsEntry("total", 0L);
        assertThat(artifact("inventory/inventory-2.csv")).exists();
    }

    @Test
    void aProductThatIsShortOfSeatsMakesTheBuildUnstable() throws Exception {
        Map<String, Object> result = map(harness.result(inventory("4")));

        assertThat(harness.run.getResult()).isEqualTo(Result.UNSTABLE);
        String line = "1 product has fewer than 4 seats available: 9WZDNCRFJ3TJ/0012 (3 of 3 available);"
                + " report: microsoft-store/inventory/inventory-1.csv";
        assertThat(harness.node.getAction(WarningAction.class).getMessage()).isEqualTo(line);
        assertThat(harness.log()).contains("WARNING: the build is unstable: " + line);
        assertThat(result)
                .containsEntry(
                        "shortOfSeats",
                        List.of(Map.of(
                                "productId", DefaultWorld.SCARCE.productId(), "skuId", DefaultWorld.SCARCE.skuId())));
    }

    @Test
    void theRecordCountsTheProductsThatAreShortOfSeats() throws Exception {
        harness.result(inventory("4"));

        assertThat(record().result().list().entries()).isEqualTo(4);
        assertThat(record().result().list().shortOfSeats()).isEqualTo(1);
    }

    @Test
    void aPercentageIsOneOfTheProductsSeats() throws Exception {
        harness.simulator.assignSeats(DefaultWorld.SCARCE, "ada@contoso.com", "bob@contoso.com", "eve@contoso.com");

        harness.result(inventory("100%"));

        assertThat(harness.log())
                .contains(
                        "1 product has fewer than 100% of its seats available: 9WZDNCRFJ3TJ/0012 (0 of 3 available);");
    }

    @Test
    void enoughSeatsAreNoWarning() throws Exception {
        harness.result(inventory("3"));
        harness.result(inventory("50%"));

        assertThat(harness.run.getResult()).isNull();
        assertThat(harness.node.getAction(WarningAction.class)).isNull();
    }

    @Test
    void aScriptMayGiveTheNumberWithoutQuotes() throws Exception {
        harness.result((StoreStep) new InventoryStep.DescriptorImpl().newInstance(Map.of("warnBelow", 4)));

        assertThat(harness.run.getResult()).isEqualTo(Result.UNSTABLE);
    }

    private static InventoryStep named(String language) {
        InventoryStep step = new InventoryStep();
        step.displayNames = language;
        return step;
    }

    @Test
    void theProductsHaveDisplayNamesWhichABuildReadsOnce() throws Exception {
        InventoryStep step = named(" en-us ");
        step.warnBelow = "4";

        Map<String, Object> result = map(harness.resultWithoutWorkspace(step));
        harness.result(named("en-us"));

        assertThat(maps(result.get("entries")))
                .extracting(entry -> entry.get("displayName"))
                .contains("Contoso Reader", "Contoso Kiosk");
        assertPlain(result);
        assertThat(Files.readAllLines(artifact("inventory/inventory-1.csv")))
                .first()
                .asString()
                .endsWith(",lastModified,displayName");
        assertThat(harness.log())
                .contains("9WZDNCRFJ3TJ/0012 \"Contoso App9WZDNCRFJ3TJ\" (3 of 3 available)")
                .doesNotContain("no display name");
        assertThat(harness.simulator.count(Operation.GET_LOCALIZED_DETAILS)).isEqualTo(4);
        assertThat(record().result().list().seats()).extracting(SeatCount::name).contains("Contoso App9WZDNCRFJ3TJ");
    }

    /** And the next build reads them again, because they may have changed. */
    @Test
    void theNamesAreForgottenWhenTheBuildEnds() throws Exception {
        harness.result(named("en-us"));
        RunListener.fireCompleted(harness.run, TaskListener.NULL);
        harness.result(named("en-us"));

        assertThat(harness.simulator.count(Operation.GET_LOCALIZED_DETAILS)).isEqualTo(8);
    }

    @Test
    void theLogWarnsOfProductsWithoutADisplayName() throws Exception {
        Map<String, Object> result = map(harness.result(named("fr-fr")));

        assertThat(maps(result.get("entries")))
                .allSatisfy(entry -> assertThat(entry).containsEntry("displayName", null));
        assertThat(harness.log())
                .contains("WARNING: 4 of 4 products have no display name in fr-fr, or it could not be read");
        assertThat(harness.run.getResult()).isNull();
    }

    @Test
    void aServiceWithoutNamesDoesNotFailTheInventory() throws Exception {
        harness.simulator.fault(FaultRule.on(Operation.GET_LOCALIZED_DETAILS).effect(FaultEffect.status(403)));

        assertThat(map(harness.result(named("en-us")))).containsEntry("total", 4L);

        assertThat(harness.log())
                .contains("WARNING: the list lacks a display name: Get localized details, product ", "HTTP 403");
        assertThat(record().ending()).isEqualTo(Ending.SUCCEEDED);
    }

    @Test
    void theSeatsOfAProductAreReturnedUpToTheLimitAndArchived() throws Exception {
        harness.simulator.assignSeats(
                DefaultWorld.OPEN,
                IntStream.range(0, 130)
                        .mapToObj(i -> "user" + i + "@contoso.com")
                        .toArray(String[]::new));
        ListSeatsStep step = seatsOfProduct();
        step.resultLimit = 10;

        Map<String, Object> result = map(harness.resultWithoutWorkspace(step));

        assertThat(result)
                .containsOnlyKeys("seats", "total", "truncated", "reports", "elapsedMillis")
                .containsEntry("total", 130L)
                .containsEntry("truncated", true);
        assertThat(maps(result.get("seats")))
                .hasSize(10)
                .first()
                .satisfies(seat -> assertThat(seat)
                        .containsOnlyKeys("assignedTo", "dateAssigned", "state", "productKey")
                        .containsEntry("state", "Active"));
        assertPlain(result);
        assertThat(Files.readAllLines(artifact("seat-lists/seats-9NBLGGH4R2R6-0016-1.csv")))
                .hasSize(131)
                .startsWith("productId,skuId,userName,state,dateAssigned");
        JsonNode json = new ObjectMapper()
                .readTree(artifact("seat-lists/seats-9NBLGGH4R2R6-0016-1.json").toFile());
        assertThat(json.get("results")).hasSize(130);
        assertThat(json.get("seats")).hasSize(10);
        assertThat(harness.log())
                .contains("Listed the seats of 9NBLGGH4R2R6/0016: 130 seats;")
                .doesNotContain("user7");
        assertThat(record().description().kind()).isEqualTo(OperationKind.LIST_SEATS);
        assertThat(record().description().product()).isEqualTo("9NBLGGH4R2R6/0016");
    }

    @Test
    void theSeatsOfAUserAreThoseOfAllProducts() throws Exception {
        harness.simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "bob@contoso.com");
        harness.simulator.assignSeats(DefaultWorld.SCARCE, "ada@contoso.com");

        Map<String, Object> result = map(harness.result(seatsOfUser(" ada@contoso.com ")));

        assertThat(maps(result.get("seats")))
                .extracting(seat -> map(seat.get("productKey")).get("productId"))
                .containsExactlyInAnyOrder(PRODUCT, DefaultWorld.SCARCE.productId());
        assertThat(artifact("seat-lists/seats-of-user-1.csv")).exists();
        assertThat(record().description().subject()).isEqualTo("ada@contoso.com");
        assertThat(record().description().product()).isNull();
    }

    @Test
    void aUserThatTheServiceDoesNotKnowIsAnError() throws Exception {
        assertThat(harness.failure(seatsOfUser("nobody@contoso.com")))
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll("nobody@contoso.com", "HTTP 404");
        assertThat(artifact("seat-lists")).doesNotExist();
        assertThat(record().ending()).isEqualTo(Ending.FAILED);
        assertThat(record().error()).contains("HTTP 404");
    }

    @Test
    void aProductHasTextsInTheLanguagesThatWereAskedFor() throws Exception {
        Map<String, Object> result = map(harness.resultWithoutWorkspace(product("en-us", "DE-de", "de-DE")));

        assertThat(result)
                .containsOnlyKeys(
                        "productKey",
                        "productType",
                        "supportedLanguages",
                        "publisherId",
                        "category",
                        "alternateIds",
                        "packageFamilyName",
                        "supportedPlatforms",
                        "localized")
                .containsEntry("productKey", Map.of("productId", PRODUCT, "skuId", SKU))
                .containsEntry("packageFamilyName", "Contoso.Reader_8wekyb3d8bbwe");
        assertThat(map(result.get("localized"))).containsOnlyKeys("en-us", "DE-de");
        assertThat(map(map(result.get("localized")).get("en-us")))
                .containsOnlyKeys("displayName", "description", "publisherName", "publisherWebsite", "images")
                .doesNotContainEntry("displayName", null);
        assertThat(harness.simulator.count(Operation.GET_LOCALIZED_DETAILS)).isEqualTo(2);
        assertPlain(result);
        assertThat(harness.log()).contains("Got the details of 9NBLGGH4R2R6/0016 in en-us, DE-de");
        assertThat(record().description().kind()).isEqualTo(OperationKind.PRODUCT);

        assertThat(map(harness.result(new GetProductStep(PRODUCT, SKU)))).containsEntry("localized", Map.of());
    }

    @Test
    void aLanguageThatTheProductHasNotIsNamed() throws Exception {
        assertThat(harness.failure(product("en-us", "tlh")))
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll(PRODUCT, "language tlh", "HTTP 404");
    }

    static Stream<Arguments> badInput() {
        InventoryStep type = new InventoryStep();
        type.licenseTypes = List.of("online", "volume");
        InventoryStep types = new InventoryStep();
        types.licenseTypes = List.of();
        InventoryStep date = new InventoryStep();
        date.modifiedSince = "yesterday";
        InventoryStep report = new InventoryStep();
        report.reportName = "../inventory";
        InventoryStep limit = new InventoryStep();
        limit.resultLimit = 10_001;
        ListSeatsStep both = seatsOfProduct();
        both.userName = "ada@contoso.com";
        ListSeatsStep skuAndUser = seatsOfUser("ada@contoso.com");
        skuAndUser.skuId = SKU;
        ListSeatsStep withoutSku = new ListSeatsStep();
        withoutSku.productId = PRODUCT;
        ListSeatsStep withoutProduct = new ListSeatsStep();
        withoutProduct.skuId = SKU;
        ListSeatsStep seatsLimit = seatsOfProduct();
        seatsLimit.resultLimit = -1;
        return Stream.of(
                Arguments.of(type, "licenseTypes 'volume' is not one of online, offline"),
                Arguments.of(types, "licenseTypes must name at least one of online, offline"),
                Arguments.of(date, "modifiedSince 'yesterday' is not an ISO-8601 date or date-time"),
                Arguments.of(inventory("x%"), "warnBelow 'x%' must be a whole number such as 25, or a percentage"),
                Arguments.of(inventory("-1"), "warnBelow '-1' must be a whole number such as 25, or a percentage"),
                Arguments.of(inventory("101%"), "warnBelow '101%' must not be more than 100%"),
                Arguments.of(named("English"), "displayNames 'English' is not a language such as en-us"),
                Arguments.of(report, "reportName '../inventory' may contain letters"),
                Arguments.of(limit, "resultLimit '10001' must be 0 to 10000; the report always contains all products"),
                Arguments.of(new ListSeatsStep(), "productId and skuId, or userName, are required"),
                Arguments.of(both, "userName 'ada@contoso.com' cannot be combined with productId and skuId"),
                Arguments.of(skuAndUser, "userName 'ada@contoso.com' cannot be combined with productId and skuId"),
                Arguments.of(withoutSku, "skuId must not be blank"),
                Arguments.of(withoutProduct, "productId must not be blank"),
                Arguments.of(seatsOfUser("ada"), "userName 'ada' is not a user principal name"),
                Arguments.of(seatsLimit, "resultLimit '-1' must be 0 to 10000; the report always contains all seats"),
                Arguments.of(product("en-us", "../x"), "languages '../x' is not a language such as en-us"),
                Arguments.of(new GetProductStep(PRODUCT, ".."), "skuId '..' is not a valid ID"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputGetsOneLineBeforeAnythingIsSent(StoreStep step, String line) throws Exception {
        assertThat(harness.failure(step)).isInstanceOf(AbortException.class).hasMessageStartingWith(line);
        assertThat(harness.simulator.requests()).isEmpty();
    }

    @Test
    void aReportNameIsUsedOnceInABuild() throws Exception {
        InventoryStep first = new InventoryStep();
        first.reportName = "nightly";
        ListSeatsStep second = seatsOfProduct();
        second.reportName = "Nightly";

        harness.result(first);
        harness.simulator.forgetRequests();

        assertThat(harness.failure(second)).hasMessage("reportName 'Nightly' is already used in this build");
        assertThat(harness.simulator.requests()).isEmpty();
    }

    private List<String> leaks() throws IOException {
        List<String> leaks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(harness.run.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains("s3cret")) {
                    leaks.add(file.toString());
                }
            }
        }
        return leaks;
    }

    /** The result of a step is not masked. */
    @Test
    void secretsAreMaskedInWhatIsStored() throws Exception {
        harness.bind("WHO", "s3cret-user");
        harness.simulator.assignSeats(DefaultWorld.OPEN, "s3cret-user@contoso.com");
        ListSeatsStep named = seatsOfProduct();
        named.reportName = "of-s3cret-user";

        Map<String, Object> ofProduct = map(harness.result(seatsOfProduct()));
        harness.result(seatsOfUser("s3cret-user@contoso.com"));

        assertThat(maps(ofProduct.get("seats")).get(0)).containsEntry("assignedTo", "s3cret-user@contoso.com");
        assertThat(Files.readString(artifact("seat-lists/seats-9NBLGGH4R2R6-0016-1.csv")))
                .contains(",****@contoso.com,");
        assertThat(Files.readString(artifact("seat-lists/seats-of-user-1.json")))
                .contains("****@contoso.com");
        assertThat(harness.failure(named)).hasMessageContaining("reportName 'of-****' contains a secret");
        assertThat(harness.log()).contains("the seats of user ****@contoso.com").doesNotContain("s3cret");
        assertThat(record().description().toString()).doesNotContain("s3cret");
        new JournalsAtBuildEnd().onCompleted(harness.run, TaskListener.NULL);
        assertThat(leaks()).isEmpty();
    }

    /** Or when the build is loaded again, if the controller ended before the build: that is what the action is for. */
    @Test
    void theJournalIsDeletedWhenTheBuildEnds() throws Exception {
        File work = new File(harness.run.getRootDir(), "microsoft-store-work");
        harness.result(seatsOfProduct());
        assertThat(work).isNotEmptyDirectory();
        assertThat(harness.run.getAction(JournalsOfBuild.class)).isNotNull();

        new JournalsAtBuildEnd().onCompleted(harness.run, TaskListener.NULL);

        assertThat(work).doesNotExist();
    }

    @Test
    void anInterruptedListEndsAtOnceAndHasNoReport() throws Exception {
        harness.simulator.assignSeats(
                DefaultWorld.OPEN,
                IntStream.range(0, 130)
                        .mapToObj(i -> "user" + i + "@contoso.com")
                        .toArray(String[]::new));
        harness.simulator.fault(
                FaultRule.on(Operation.GET_SEATS).from(2).effect(FaultEffect.slow(Duration.ofMinutes(5))));
        StandInStepHarness.Started started = harness.startWithoutWorkspace(seatsOfProduct());
        StoreFixture.await(() -> harness.simulator.count(Operation.GET_SEATS) >= 2);
        assertThat(started.execution().getStatus())
                .isEqualTo("Listing the seats of 9NBLGGH4R2R6/0016: 100 seats so far");
        Exception cause = new InterruptedException("timeout");

        started.execution().stop(cause);

        assertThat(started.failure()).isSameAs(cause);
        assertThat(artifact("seat-lists")).doesNotExist();
        assertThat(record().ending()).isEqualTo(Ending.INTERRUPTED);
    }
}
