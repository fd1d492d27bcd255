package io.jenkins.plugins.msstore.listing;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.SCARCE;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.error.BadRequestException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.model.InventoryFilter;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists are read completely, each entry once, also after failures and kills. */
class ListExecutionTest {

    private static final StoreList SEATS = StoreList.seatsOf(OPEN);
    private static final int USERS = 250;
    private static final int PAGES = 3;

    @TempDir
    private Path temporary;

    private StoreSimulator simulator;
    private StoreFixture fixture;
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder().unknownUsers("nobody@contoso.com").start();
        fixture = new StoreFixture(simulator);
        folder = newFolder();
    }

    @AfterEach
    void stop() {
        fixture.close();
        simulator.close();
    }

    private Path newFolder() throws IOException {
        return Files.createTempDirectory(temporary, "list");
    }

    private void seats(int number) {
        simulator.assignSeats(
                DefaultWorld.OPEN,
                IntStream.range(0, number)
                        .mapToObj(i -> String.format("user%05d@contoso.com", i))
                        .toArray(String[]::new));
    }

    private ListTally tally() {
        return new ListTally(1000, Optional.empty());
    }

    private ListSummary read(StoreList list) throws Exception {
        return read(list, tally());
    }

    private ListSummary read(StoreList list, ListTally tally) throws Exception {
        try (ListJournal journal = ListJournal.open(folder, tally)) {
            return get(new ListExecution(fixture.client(), list, journal, rows -> {}).run());
        }
    }

    private Throwable failed(StoreList list) throws Exception {
        try (ListJournal journal = ListJournal.open(folder, tally())) {
            return failure(new ListExecution(fixture.client(), list, journal, rows -> {}).run());
        }
    }

    /** The rows of the journal on disk, without the columns that are the same in all. */
    private List<String> users() throws IOException {
        List<String> users = new ArrayList<>();
        try (ListJournal journal = ListJournal.open(folder, tally())) {
            journal.read(row -> users.add(((SeatRow) row).userName()));
        }
        return users;
    }

    private Path report(StoreList list, Map<String, Object> result, UnaryOperator<String> mask) throws IOException {
        try (ListJournal journal = ListJournal.open(folder, tally())) {
            ListReport.write(journal, list, folder, "nightly", result, mask);
        }
        return folder.resolve("nightly.csv");
    }

    private void assertThatAllUsersWereRead() throws IOException {
        assertThat(users()).hasSize(USERS).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theSeatsOfAProductAreReadPageByPage() throws Exception {
        seats(USERS);
        List<Long> progress = new ArrayList<>();
        try (ListJournal journal = ListJournal.open(folder, new ListTally(10, Optional.empty()))) {
            ListSummary summary = get(new ListExecution(fixture.client(), SEATS, journal, progress::add).run());
            assertThat(summary.total()).isEqualTo(USERS);
            assertThat(summary.rows()).hasSize(10);
            assertThat(summary.truncated()).isTrue();
            assertThat(summary.plainValues(SEATS, List.of("microsoft-store/seat-lists/x.csv")))
                    .containsOnlyKeys("seats", "total", "truncated", "reports", "elapsedMillis")
                    .containsEntry("total", 250L)
                    .containsEntry("reports", List.of("microsoft-store/seat-lists/x.csv"));
            assertThat(summary.rows().get(0).plainValues())
                    .containsEntry("assignedTo", "user00000@contoso.com")
                    .containsEntry("state", "Active")
                    .containsEntry("productKey", Map.of("productId", OPEN.productId(), "skuId", OPEN.skuId()))
                    .containsKey("dateAssigned");
        }
        assertThat(progress).containsExactly(100L, 200L, 250L);
        assertThat(simulator.count(Operation.GET_SEATS)).isEqualTo(PAGES);
        assertThatAllUsersWereRead();
    }

    @Test
    void theReportHasARowPerSeat() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "=cmd@contoso.com");
        ListSummary summary = read(SEATS);
        Path csv = report(SEATS, summary.plainValues(SEATS, List.of()), UnaryOperator.identity());
        String date = ((SeatRow) summary.rows().get(0)).dateAssigned();
        assertThat(Files.readString(csv))
                .isEqualTo("productId,skuId,userName,state,dateAssigned\r\n"
                        + "9NBLGGH4R2R6,0016,'=cmd@contoso.com,Active," + date + "\r\n"
                        + "9NBLGGH4R2R6,0016,ada@contoso.com,Active,"
                        + ((SeatRow) summary.rows().get(1)).dateAssigned() + "\r\n");
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("nightly.json").toFile());
        assertThat(json.path("total").asInt()).isEqualTo(2);
        assertThat(json.path("results"))
                .extracting(row -> row.path("assignedTo").asText())
                .containsExactly("=cmd@contoso.com", "ada@contoso.com");
    }

    @Test
    void secretsAreMaskedInTheReport() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "hunter2@contoso.com");
        ListSummary summary = read(SEATS);
        Path csv = report(SEATS, Map.of(), text -> text.replace("hunter2", "****"));
        assertThat(Files.readString(csv)).contains("****@contoso.com").doesNotContain("hunter2");
        assertThat(Files.readString(folder.resolve("nightly.json"))).doesNotContain("hunter2");
        assertThat(summary.rows().get(0).plainValues()).containsEntry("assignedTo", "hunter2@contoso.com");
    }

    @Test
    void theSeatsOfAUserAreThoseOfAllProducts() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "bob@contoso.com");
        simulator.assignSeats(DefaultWorld.SCARCE, "ada@contoso.com");
        ListSummary summary = read(StoreList.seatsOf(UserPrincipalName.of("Ada@contoso.com")));
        assertThat(summary.rows())
                .extracting(row -> ((SeatRow) row).productId())
                .containsExactlyInAnyOrder(OPEN.productId(), SCARCE.productId());
    }

    @Test
    void aReportLiesInTheFolderOfItsKind() {
        assertThat(SEATS)
                .extracting(StoreList::reportFolder, StoreList::reportPrefix, StoreList::isInventory)
                .containsExactly("seat-lists", "seats-9NBLGGH4R2R6-0016", false);
        assertThat(StoreList.seatsOf(UserPrincipalName.of("ada@contoso.com")).reportPrefix())
                .isEqualTo("seats-of-user");
        assertThat(StoreList.inventory(InventoryFilter.ALL))
                .extracting(StoreList::reportFolder, StoreList::reportPrefix, StoreList::isInventory)
                .containsExactly("inventory", "inventory", true);
    }

    @Test
    void aUserThatTheServiceDoesNotKnowIsAnError() throws Exception {
        assertThat(failed(StoreList.seatsOf(UserPrincipalName.of("nobody@contoso.com"))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("Get a user's seats, user nobody@contoso.com failed: ");
    }

    @Test
    void theInventoryListsProductsThatAreShortOfSeats() throws Exception {
        simulator.assignSeats(DefaultWorld.SCARCE, "ada@contoso.com", "bob@contoso.com");
        simulator.product(Product.online("9EXACT000001", "0010").restricted(10));
        StoreList inventory = StoreList.inventory(InventoryFilter.of(List.of("online"), null));
        ListSummary summary = read(inventory, new ListTally(1000, Optional.of(CountOrPercent.of("warnBelow", "50%"))));
        assertThat(summary.total()).isEqualTo(4);
        assertThat(summary.truncated()).isFalse();
        assertThat(summary.shortage()).isEmpty();
        assertThat(summary.plainValues(inventory, List.of())).containsEntry("shortOfSeats", List.of());

        folder = newFolder();
        ListSummary strict = read(inventory, new ListTally(1000, Optional.of(CountOrPercent.of("warnBelow", 2))));
        assertThat(strict.shortage()).isEqualTo("9WZDNCRFJ3TJ/0012 (1 of 3 available)");
        assertThat(strict.plainValues(inventory, List.of()))
                .containsEntry(
                        "shortOfSeats", List.of(Map.of("productId", SCARCE.productId(), "skuId", SCARCE.skuId())));

        folder = newFolder();
        assertThat(read(inventory, new ListTally(1000, Optional.of(CountOrPercent.of("warnBelow", "11"))))
                        .shortOfSeats())
                .extracting(InventoryRow::productId)
                .containsExactlyInAnyOrder("9WZDNCRFJ3TJ", "9EXACT000001");
    }

    @Test
    void theProductsWithTheMostSeatsAreKept() throws Exception {
        for (int i = 1; i <= 60; i++) {
            simulator.product(
                    Product.online(String.format("9LARGE%06d", i), "0010").restricted(1000 + i));
        }
        ListSummary summary = read(StoreList.inventory(InventoryFilter.ALL));

        assertThat(summary.largest())
                .hasSize(50)
                .allMatch(row -> row.seatCapacity() > 1010)
                .extracting(InventoryRow::productId)
                .contains("9NBLGGH42CFD", "9LARGE000060")
                .isSorted();
        assertThat(summary.notLargest())
                .as("11 of those made here, and one of the simulator")
                .isEqualTo(12);
    }

    @Test
    void theReportOfTheInventoryHasNoNumbersForProductsWithoutCountedSeats() throws Exception {
        StoreList inventory = StoreList.inventory(InventoryFilter.ALL);
        ListSummary summary = read(inventory);
        assertThat(Files.readAllLines(report(inventory, Map.of(), UnaryOperator.identity())))
                .containsExactlyInAnyOrder(
                        "productId,skuId,licenseType,distributionPolicy,status,seatCapacity,availableSeats,lastModified",
                        "9NBLGGH42CFD,0010,Online,Restricted,Active,1000000,1000000,2020-05-04T03:02:01Z",
                        "9NBLGGH4R2R6,0016,Online,Open,Active,,,2020-05-04T03:02:01Z",
                        "9NBLGGH516XP,0016,Offline,Open,Active,,,2020-05-04T03:02:01Z",
                        "9WZDNCRFJ3TJ,0012,Online,Restricted,Active,3,3,2020-05-04T03:02:01Z");
        assertThat(summary.rows())
                .filteredOn(row -> ((InventoryRow) row).productId().equals(OPEN.productId()))
                .first()
                .satisfies(row -> assertThat(row.plainValues())
                        .containsEntry("seatCapacity", null)
                        .containsEntry("distributionPolicy", "Open"));
    }

    /** The process is killed after each line, and within each. */
    @Test
    void aListThatWasCutAnywhereIsResumedWithoutARowTwiceOrMissing() throws Exception {
        seats(USERS);
        read(SEATS);
        byte[] whole = Files.readAllBytes(folder.resolve("list"));
        int line = 0;
        int start = 0;
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] == '\n') {
                line++;
                int pagesRead = Math.max(0, line - 1);
                assertThatItIsResumed(Arrays.copyOf(whole, i + 1), PAGES - pagesRead);
                // the first line is torn, so nothing is known of a reading that began
                assertThatItIsResumed(Arrays.copyOf(whole, (start + i) / 2), PAGES - Math.max(0, pagesRead - 1));
                start = i + 1;
            }
        }
        assertThat(line).isEqualTo(PAGES + 1);
    }

    private void assertThatItIsResumed(byte[] journal, int requests) throws Exception {
        folder = newFolder();
        Files.write(folder.resolve("list"), journal);
        long before = simulator.count(Operation.GET_SEATS);
        ListSummary summary = read(SEATS);
        assertThat(simulator.count(Operation.GET_SEATS) - before).isEqualTo(requests);
        assertThat(summary.total()).isEqualTo(USERS);
        assertThat(summary.rows()).hasSize(USERS);
        assertThatAllUsersWereRead();
    }

    /** Makes a journal of a process that was killed after its first page. */
    private void killedAfterOnePage() throws Exception {
        seats(USERS);
        read(SEATS);
        List<String> lines = Files.readAllLines(folder.resolve("list"));
        Files.writeString(folder.resolve("list"), lines.get(0) + "\n" + lines.get(1) + "\n");
        simulator.forgetRequests();
    }

    @Test
    void aResumedListSaysHowOftenItWasResumed() throws Exception {
        killedAfterOnePage();
        ListSummary summary = read(SEATS);
        assertThat(summary.resumptions()).isEqualTo(1);
        assertThat(simulator.requests(Operation.GET_SEATS)).hasSize(2);
    }

    @Test
    void aTokenThatDoesNotHoldAnyMoreStartsTheListAgain() throws Exception {
        killedAfterOnePage();
        simulator.fault(FaultRule.on(Operation.GET_SEATS).nth(1).effect(FaultEffect.status(400)));
        ListSummary summary = read(SEATS);
        assertThat(summary.total()).isEqualTo(USERS);
        assertThat(simulator.requests(Operation.GET_SEATS)).hasSize(1 + PAGES);
        assertThatAllUsersWereRead();
    }

    @Test
    void aTokenThatExpiresInTheMiddleStartsTheListAgainOnce() throws Exception {
        seats(USERS);
        simulator.fault(FaultRule.on(Operation.GET_SEATS).nth(3).effect(FaultEffect.status(400)));
        assertThat(read(SEATS).total()).isEqualTo(USERS);
        assertThatAllUsersWereRead();

        folder = newFolder();
        simulator.clearFaults();
        simulator.fault(FaultRule.on(Operation.GET_SEATS).every(2).effect(FaultEffect.status(400)));
        assertThat(failed(SEATS)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void aRefusalOfTheFirstPageIsFinal() throws Exception {
        simulator.fault(FaultRule.on(Operation.GET_SEATS).effect(FaultEffect.status(400)));
        assertThat(failed(SEATS)).isInstanceOf(BadRequestException.class);
        assertThat(simulator.count(Operation.GET_SEATS)).isEqualTo(1);
    }

    @Test
    void aDamagedJournalStartsTheListAgain() throws Exception {
        killedAfterOnePage();
        Path file = folder.resolve("list");
        Files.writeString(file, Files.readString(file).replace("user00007", "user90007"));
        assertThat(read(SEATS).total()).isEqualTo(USERS);
        assertThatAllUsersWereRead();
    }

    @Test
    void aListThatWasReadIsNotReadAgain() throws Exception {
        seats(USERS);
        read(SEATS);
        assertThat(read(SEATS).total()).isEqualTo(USERS);
        assertThat(simulator.count(Operation.GET_SEATS)).isEqualTo(PAGES);
    }

    @Test
    void aSeatOfAnotherProductIsAnError() throws Exception {
        seats(USERS);
        simulator.fault(
                FaultRule.on(Operation.GET_SEATS).nth(2).effect(FaultEffect.answerForProduct(DefaultWorld.GENEROUS)));
        assertThat(failed(SEATS))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("another product: " + DefaultWorld.GENEROUS);
    }

    @Test
    void aSeatOfAnotherUserIsAnError() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com");
        simulator.fault(FaultRule.on(Operation.GET_USER_SEATS).effect(FaultEffect.answerForUser("eve@contoso.com")));
        assertThat(failed(StoreList.seatsOf(UserPrincipalName.of("ada@contoso.com"))))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("another user: eve@contoso.com");
    }

    /** A list must not have the seats of two tenants. */
    @Test
    void aListIsReadAgainInAnotherTenant() throws Exception {
        seats(USERS);
        readTwoPages(fixture.client());
        List<String> lines = new ArrayList<>();
        StoreClient other =
                fixture.client(new FixedTokenSource(simulator.issueToken())).build();
        simulator.forgetRequests();
        try (ListJournal journal = ListJournal.open(folder, tally())) {
            assertThat(journal.rows()).isEqualTo(200);
            ListSummary summary =
                    get(new ListExecution(other, SEATS, journal, new DisplayNameCache(), lines::add, rows -> {}).run());
            assertThat(summary.total()).isEqualTo(USERS);
        }
        assertThat(simulator.requests(Operation.GET_SEATS)).hasSize(PAGES);
        assertThatAllUsersWereRead();
        assertThat(lines)
                .containsExactly(
                        "the list is read again from its beginning: the credential is of another kind than when"
                                + " the operation began, so its tenant may be another one");
    }

    @Test
    void aListIsContinuedIfItsTenantWasNotNoted() throws Exception {
        seats(USERS);
        readTwoPages(fixture.client());
        List<String> journal = Files.readAllLines(folder.resolve("list"));
        Files.writeString(
                folder.resolve("list"),
                "e1d3f6a2 {\"line\":\"begin\",\"at\":1700000000000}\n" + String.join("\n", journal.subList(1, 3))
                        + "\n");
        simulator.forgetRequests();
        assertThat(read(SEATS).total()).isEqualTo(USERS);
        assertThat(simulator.requests(Operation.GET_SEATS)).hasSize(1);
        assertThatAllUsersWereRead();
    }

    private void readTwoPages(StoreClient client) throws Exception {
        try (ListJournal journal = ListJournal.open(folder, tally())) {
            CompletableFuture<ListSummary> reading = new ListExecution(client, SEATS, journal, rows -> {
                        if (rows == 200) {
                            client.cancel();
                        }
                    })
                    .run();
            get(reading.handle((summary, error) -> true));
        }
    }

    @Test
    void cancellingTheClientEndsTheReading() throws Exception {
        seats(USERS);
        StoreClient client = fixture.client();
        try (ListJournal journal = ListJournal.open(folder, tally())) {
            CompletableFuture<ListSummary> reading =
                    new ListExecution(client, SEATS, journal, rows -> client.cancel()).run();
            Throwable end = get(reading.<Throwable>handle((summary, error) -> Failures.unwrapped(error)));
            assertThat(end).isInstanceOf(CancellationException.class);
        }
        assertThat(read(SEATS).total()).isEqualTo(USERS);
        assertThatAllUsersWereRead();
    }
}
