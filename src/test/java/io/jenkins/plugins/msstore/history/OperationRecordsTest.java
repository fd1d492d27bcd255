package io.jenkins.plugins.msstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.util.LineFormat;
import io.jenkins.plugins.msstore.util.LineLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records survive the end of the controller, tolerate damage, and stay small. */
class OperationRecordsTest {

    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH4R2R6", "0016");

    private static final OperationDescription BULK = OperationDescription.of(OperationKind.BULK_ASSIGN, PRODUCT);

    private static final OperationDescription ADA =
            OperationDescription.of(OperationKind.ASSIGN_SEAT, PRODUCT).about("ada@contoso.com");

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path build;

    private Path file;
    private OperationRecords records;

    @BeforeEach
    void open() {
        file = build.resolve("microsoft-store-operations.txt");
        records = OperationRecords.in(build);
    }

    private String begin(OperationDescription description) throws IOException {
        String id = UUID.randomUUID().toString();
        assertThat(records.begin(id, description, NOON)).isTrue();
        return id;
    }

    private void end(String id, OperationResult result) throws IOException {
        records.end(id, NOON.plusSeconds(3), Ending.SUCCEEDED, null, result);
    }

    /** The result of a bulk operation with some failed users. */
    private static OperationResult bulk(int users, int failed) {
        return bulk(
                users,
                failed,
                List.of(new FailureGroup(
                        "user not found",
                        failed,
                        Collections.nCopies(failed, new FailedUser("ada@contoso.com", null)))));
    }

    private static OperationResult bulk(int users, int failed, List<FailureGroup> failures) {
        return new OperationResult(
                new OutcomeCounts(users - failed, failed, 0, 0, 0),
                null,
                null,
                null,
                List.of("microsoft-store/seats/a.csv", "microsoft-store/seats/a.json"),
                failures);
    }

    @Test
    void recordsAreReadAsTheyWereWritten() throws Exception {
        String bulk = begin(BULK.dryRun(true));
        String ada = begin(ADA);
        end(bulk, bulk(10, 1));
        records.end(ada, NOON.plusSeconds(1), Ending.FAILED, "Assign seat failed", OperationResult.NONE);

        assertThat(OperationRecords.in(build).list())
                .containsExactly(
                        new OperationRecord(
                                bulk,
                                BULK.dryRun(true),
                                NOON,
                                NOON.plusSeconds(3),
                                Ending.SUCCEEDED,
                                null,
                                new OperationResult(
                                        new OutcomeCounts(9, 1, 0, 0, 0),
                                        null,
                                        null,
                                        null,
                                        List.of("microsoft-store/seats/a.csv", "microsoft-store/seats/a.json"),
                                        List.of(new FailureGroup(
                                                "user not found",
                                                1,
                                                List.of(new FailedUser("ada@contoso.com", null)))))),
                        new OperationRecord(
                                ada,
                                ADA,
                                NOON,
                                NOON.plusSeconds(1),
                                Ending.FAILED,
                                "Assign seat failed",
                                OperationResult.NONE));
    }

    @Test
    void anOperationWhoseControllerWasKilledHasNoEnd() throws Exception {
        begin(BULK);

        assertThat(records.list()).singleElement().satisfies(open -> {
            assertThat(open.ended()).isNull();
            assertThat(open.duration()).isEqualTo(Duration.ZERO);
            assertThat(open.users()).isEqualTo(OutcomeCounts.NONE);
        });
    }

    @Test
    void aResumedOperationIsKnown() throws Exception {
        assertThat(records.contains(begin(ADA))).isTrue();
        assertThat(records.contains("another")).isFalse();
    }

    @Test
    void aTornLineIsRemoved() throws Exception {
        String before = begin(ADA);
        Files.writeString(file, "1c291ca3 {\"line\":\"end\",\"id\":\"" + before, StandardOpenOption.APPEND);
        String after = begin(BULK);
        end(after, bulk(3, 0));

        assertThat(records.list()).extracting(OperationRecord::id).containsExactly(before, after);
        assertThat(records.list().get(1).users()).isEqualTo(new OutcomeCounts(3, 0, 0, 0, 0));
    }

    /** Even if the rest of the line is valid JSON. */
    @Test
    void aDamagedLineIsSkipped() throws Exception {
        begin(BULK);
        String damaged = begin(ADA);
        String after = begin(BULK);
        end(after, bulk(3, 1));
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace("contoso.com\",\"dry", "contoso.org\",\"dry")
                        .replace("{\"succeeded\":2", "{\"succeeded\":3"));

        assertThat(records.list()).extracting(OperationRecord::id).hasSize(2).doesNotContain(damaged);
        assertThat(records.list().get(1).ending()).isNull();
    }

    @Test
    void linesThatAreNoRecordsAreSkipped() throws Exception {
        Files.write(file, new byte[] {'\n', (byte) 0xC3, '\n', '[', ']', '\n', 'n', 'u', 'l', 'l', '\n'});
        records.end("nobody", NOON, Ending.SUCCEEDED, null, OperationResult.NONE);
        begin(ADA);

        assertThat(records.list()).hasSize(1);
    }

    @Test
    void recordsOfANewerVersionAreShownAsFarAsTheyAreUnderstood() throws Exception {
        LineFormat<JsonNode> newer =
                new LineFormat<>(JsonNode.class, JsonMapper.builder().build());
        try (LineLog<JsonNode> lines = LineLog.open(file, newer)) {
            for (String line : List.of(
                    "{'line':'begin','id':'1','at':1795183144725,'kind':'PAINT_SEATS','product':'p/1','colour':'green'}",
                    "{'line':'pause','id':'1'}",
                    "{'line':'end','id':'1','at':1,'ending':'SUCCEEDED','result':{'counts':{'succeeded':1,'odd':7},'x':{}}}")) {
                lines.append(new ObjectMapper().readTree(line.replace('\'', '"')));
            }
        }

        assertThat(records.list()).singleElement().satisfies(record -> {
            assertThat(record.description().kind()).isEqualTo(OperationKind.OTHER);
            assertThat(record.users()).isEqualTo(new OutcomeCounts(1, 0, 0, 0, 0));
        });
    }

    @Test
    void seatsOfAnInventoryAreReadAsTheyWereWritten() throws Exception {
        ListCounts counts = new ListCounts(7, 1, List.of(new SeatCount("9NBLGGH4R2R6/0016", "Contoso Draw", 50, 8)), 3);
        end(begin(OperationDescription.of(OperationKind.INVENTORY)), OperationResult.ofList(counts, List.of()));
        end(
                begin(OperationDescription.of(OperationKind.LIST_SEATS)),
                OperationResult.ofList(new ListCounts(7, 0), List.of()));

        assertThat(records.list())
                .extracting(record -> record.result().list())
                .containsExactly(counts, new ListCounts(7, 0));
        assertThat(counts.seats().get(0).used()).isEqualTo(42);
        assertThat(Files.readString(file)).containsOnlyOnce("seats");
    }

    @Test
    void theProductsOfAnInventoryAreMasked() {
        OperationResult result = OperationResult.ofList(
                new ListCounts(1, 0, List.of(new SeatCount("s3cret/0016", "a s3cret", 50, 8)), 0), List.of());

        assertThat(result.masked(text -> text.replace("s3cret", "****")).list().seats())
                .containsExactly(new SeatCount("****/0016", "a ****", 50, 8));
    }

    @Test
    void aMillionUsersTakeKilobytes() throws Exception {
        end(begin(BULK), bulk(1_000_000, 900_000));

        assertThat(Files.size(file)).isLessThan(20_000);
        OperationRecord record = records.list().get(0);
        assertThat(record.result().failures()).singleElement().satisfies(group -> {
            assertThat(group.count()).isEqualTo(900_000);
            assertThat(group.users()).hasSize(OperationResult.MAX_USERS);
        });
        assertThat(record.users()).isEqualTo(new OutcomeCounts(100_000, 900_000, 0, 0, 0));
    }

    @Test
    void namesAndReasonsOfAnyLengthTakeKilobytes() throws Exception {
        List<FailedUser> users = Collections.nCopies(200, new FailedUser("\u00e4".repeat(5000), "\n\"".repeat(90_000)));
        OperationResult result =
                bulk(200, 200, Collections.nCopies(30, new FailureGroup("\n\"".repeat(90_000), 200, users)));
        String id = begin(BULK);
        records.end(id, NOON, Ending.FAILED, "x".repeat(100_000), result);

        assertThat(Files.size(file)).isLessThan(1_000_000);
    }

    @Test
    void aDescriptionOfAnyLengthTakesLittleRoom() throws Exception {
        OperationDescription endless =
                OperationDescription.of(OperationKind.GET_SEAT, PRODUCT).about("\u00e4".repeat(100_000) + "@x");
        begin(endless);

        assertThat(Files.size(file)).isLessThan(1000);
        assertThat(records.list()).hasSize(1);
    }

    @Test
    void manyBulkOperationsRecordNoFailedUsers() throws Exception {
        fill(OperationRecords.MAX_BYTES_WITH_DETAILS);
        end(begin(BULK), bulk(500, 500));

        OperationRecord record = records.list().get(0);
        assertThat(record.users().failed()).isEqualTo(500);
        assertThat(record.result().failures()).isEmpty();
    }

    @Test
    void aBuildThatNeverStopsDoesNotFillTheDisk() throws Exception {
        String open = begin(ADA);
        fill(OperationRecords.MAX_BYTES_WITH_OPERATIONS);

        assertThat(records.begin("another", ADA, NOON)).isFalse();
        end(open, OperationResult.ofSeat("Active"));
        assertThat(records.list().get(0).ending()).isEqualTo(Ending.SUCCEEDED);
    }

    /** Operations may have begun by the thousand before the first of them ends. */
    @Test
    void operationsThatEndInALargeFileLeaveTheirProductsToTheReports() throws Exception {
        String open = begin(OperationDescription.of(OperationKind.INVENTORY));
        fill(OperationRecords.MAX_BYTES_WITH_DETAILS);

        SeatCount count = new SeatCount(PRODUCT.toString(), "Contoso Reader", 10, 3);
        end(open, OperationResult.ofList(new ListCounts(60, 2, Collections.nCopies(2, count), 58), List.of()));

        assertThat(records.list().get(0).result().list()).isEqualTo(new ListCounts(60, 2));
    }

    @Test
    void theStateOfTheSeatIsRecordedOnOneLine() throws Exception {
        end(begin(ADA), OperationResult.ofSeat("Active\r\n"));
        end(begin(ADA), OperationResult.NONE);

        assertThat(records.list()).extracting(record -> record.result().state()).containsExactly("Active", null);
    }

    private void fill(long bytes) throws IOException {
        String line = " ".repeat(1 << 16) + "\n";
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long written = 0; written <= bytes; written += line.length()) {
                out.write(line.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void textOfTheServiceStaysOnItsLine() throws Exception {
        String id =
                begin(OperationDescription.of(OperationKind.GET_SEAT, PRODUCT).about("a\n{\"end\":\"1\"}@x"));
        records.end(id, NOON, Ending.FAILED, "first\nsecond\u202e", OperationResult.NONE);

        OperationRecord record = records.list().get(0);
        assertThat(records.list()).hasSize(1);
        assertThat(record.error()).isEqualTo("first second");
        assertThat(record.description().subject()).isEqualTo("a {\"end\":\"1\"}@x");
    }

    @Test
    void theUserOfAnOperationOnOneSeatHasItsOutcome() throws Exception {
        String went = begin(ADA);
        String refused = begin(ADA);
        String stopped = begin(ADA);
        String license = begin(OperationDescription.of(OperationKind.OFFLINE_LICENSE, PRODUCT));
        end(went, OperationResult.ofSeat("Active"));
        records.end(refused, NOON, Ending.FAILED, "no", OperationResult.NONE);
        records.end(stopped, NOON, Ending.INTERRUPTED, null, OperationResult.NONE);
        end(license, OperationResult.ofFiles(List.of("microsoft-store/licenses/a.xml")));

        assertThat(records.list())
                .extracting(OperationRecord::users)
                .containsExactly(
                        new OutcomeCounts(1, 0, 0, 0, 0),
                        new OutcomeCounts(0, 1, 0, 0, 0),
                        OutcomeCounts.NONE,
                        OutcomeCounts.NONE);
    }
}
