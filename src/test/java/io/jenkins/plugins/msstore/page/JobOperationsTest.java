package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.history.SeatCount;
import io.jenkins.plugins.msstore.page.ColumnChart.Bar;
import io.jenkins.plugins.msstore.page.ColumnChart.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a job reads from the folders of its builds. */
@ExtendWith(InEnglish.class)
class JobOperationsTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder;

    private String begin(int build, OperationKind kind) throws IOException {
        Path of = folder.resolve(Integer.toString(build));
        Files.createDirectories(of);
        String id = UUID.randomUUID().toString();
        OperationRecords.in(of).begin(id, OperationDescription.of(kind), NOON.plusSeconds(build));
        return id;
    }

    private void end(int build, String id, Ending ending, OperationResult result) throws IOException {
        OperationRecords.in(folder.resolve(Integer.toString(build)))
                .end(id, NOON.plusSeconds(build + 1), ending, null, result);
    }

    private void bulk(int build, Ending ending, OutcomeCounts users) throws IOException {
        end(
                build,
                begin(build, OperationKind.BULK_ASSIGN),
                ending,
                new OperationResult(users, null, null, null, List.of(), List.of()));
    }

    private void inventory(int build, long productsLeftOut, SeatCount... seats) throws IOException {
        end(
                build,
                begin(build, OperationKind.INVENTORY),
                Ending.SUCCEEDED,
                OperationResult.ofList(new ListCounts(9, 0, List.of(seats), productsLeftOut), List.of()));
    }

    private JobOperations read(int newest) {
        return JobOperations.read(folder, newest, number -> Set.of(), true);
    }

    @Test
    void buildsAreSummedUpByTheWorstOfTheirOperations() throws Exception {
        bulk(1, Ending.SUCCEEDED, new OutcomeCounts(10, 0, 0, 0, 0));
        bulk(2, Ending.SUCCEEDED, new OutcomeCounts(8, 1, 0, 1, 0));
        begin(2, OperationKind.PRODUCT);
        bulk(4, Ending.SUCCEEDED, new OutcomeCounts(9, 1, 0, 0, 0));
        Files.createDirectory(folder.resolve("5"));

        JobOperations operations = read(5);

        assertThat(operations.getSummary())
                .isEqualTo("3 builds: 1 succeeded, 1 partly failed, 1 ended with the controller");
        assertThat(operations.getUsers().getText()).isEqualTo("27 succeeded, 2 failed, 1 invalid");
        assertThat(operations.getBuilds()).extracting(JobBuild::getNumber).containsExactly(4, 2, 1);
        assertThat(operations.getChart().getColumns())
                .extracting(Column::getHref)
                .as("the newest on the right")
                .containsExactly("1/microsoft-store/", "2/microsoft-store/", "4/microsoft-store/");
        assertThat(operations.getChart().getColumns().get(1).getText())
                .isEqualTo("Build #2: 2 operations: 1 partly failed, 1 ended with the controller."
                        + " 10 users: 8 succeeded, 1 failed, 1 invalid");
        assertThat(operations.getBuilds().get(2).getBegan()).isEqualTo("2026-01-31T12:00:01Z");
    }

    @Test
    void whatIsUnderWayIsNotLost() throws Exception {
        String id = begin(3, OperationKind.BULK_ASSIGN);

        JobOperations operations = JobOperations.read(folder, 3, number -> number == 3 ? Set.of(id) : Set.of(), true);

        assertThat(operations.getSummary()).isEqualTo("1 build: 1 running");
        assertThat(read(3).getSummary()).isEqualTo("1 build: 1 ended with the controller");
    }

    @Test
    void onlyTheLastBuildsAreLookedAt() throws Exception {
        for (int build = 1; build <= 60; build++) {
            bulk(build, Ending.SUCCEEDED, new OutcomeCounts(1, 0, 0, 0, 0));
        }

        assertThat(read(60).getBuilds())
                .extracting(JobBuild::getNumber)
                .hasSize(50)
                .startsWith(60)
                .endsWith(11);
        assertThat(JobOperations.exist(folder, 60)).isTrue();
        assertThat(JobOperations.exist(folder, 109)).isTrue();
        assertThat(JobOperations.exist(folder, 110)).isFalse();
        assertThat(JobOperations.exist(folder, 0)).isFalse();
        assertThat(read(0).getSummary()).isEqualTo("No operations");
    }

    @Test
    void recordsThatCannotBeReadDoNotHideTheOthers() throws Exception {
        bulk(1, Ending.FAILED, new OutcomeCounts(0, 1, 0, 0, 0));
        Files.createDirectories(folder.resolve("2/microsoft-store-operations.txt"));

        JobOperations operations = read(2);

        assertThat(operations.getSummary()).isEqualTo("1 build: 1 failed");
        assertThat(operations.getBuilds())
                .extracting(JobBuild::getText)
                .first()
                .asString()
                .startsWith("Build #2: The operations of this build cannot be read.");
        Files.delete(folder.resolve("1/microsoft-store-operations.txt"));
        assertThat(read(2).getSummary()).startsWith("The operations of this build cannot be read.");
    }

    @Test
    void buildsWithVeryManyOperationsDoNotHoldUpThePage() throws Exception {
        for (int build = 1; build <= 4; build++) {
            bulk(build, Ending.SUCCEEDED, new OutcomeCounts(1, 0, 0, 0, 0));
            Path records = folder.resolve(build + "/microsoft-store-operations.txt");
            Files.writeString(records, Files.readString(records) + "x".repeat((int) (JobOperations.MAX_BYTES / 3)));
        }

        JobOperations operations = read(4);

        assertThat(operations.getBuilds()).extracting(JobBuild::getNumber).containsExactly(4, 3);
        assertThat(operations.isCut()).isTrue();
    }

    @Test
    void seatsInUseAreShownAgainstTheCapacity() throws Exception {
        inventory(1, 0, new SeatCount("A/1", null, 10, 10), new SeatCount("B/1", null, 4, 3));
        bulk(2, Ending.SUCCEEDED, new OutcomeCounts(1, 0, 0, 0, 0));
        inventory(3, 7, new SeatCount("A/1", null, 20, 5), new SeatCount("C/1", null, 5, 0));

        JobOperations operations = read(3);

        assertThat(operations.getProducts())
                .as("those with the fewest seats left first")
                .extracting(ProductSeats::getProduct, ProductSeats::getText)
                .containsExactly(
                        tuple("C/1", "5 of 5 seats in use"),
                        tuple("A/1", "15 of 20 seats in use"),
                        tuple("B/1", "1 of 4 seats in use"));
        ColumnChart chart = operations.getProducts().get(1).getChart();
        assertThat(chart.getColumns())
                .extracting(Column::getHref)
                .containsExactly("1/microsoft-store/", "3/microsoft-store/");
        assertThat(chart.getColumns().get(0).getBars())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Bar("capacity", 50, 50), new Bar("used", 100, 0), new Bar("limit", 50, 3));
        assertThat(chart.getColumns().get(1).getBars())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Bar("capacity", 0, 100), new Bar("used", 25, 75), new Bar("limit", 0, 3));
        assertThat(operations.getMoreProducts()).contains("7");
    }

    @Test
    void thoseOfManyProductsAreShownThatHaveTheFewestSeatsLeft() throws Exception {
        SeatCount[] seats = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> new SeatCount(String.format("P%02d/1", i), null, 100, i))
                .toArray(SeatCount[]::new);
        inventory(1, 5, seats);

        assertThat(read(1).getProducts())
                .extracting(ProductSeats::getProduct)
                .hasSize(20)
                .startsWith("P01/1")
                .endsWith("P20/1");
        assertThat(read(1).getMoreProducts()).contains("15");
    }

    @Test
    void aProductIsCalledByItsLastDisplayName() throws Exception {
        inventory(1, 0, new SeatCount("A/1", "Contoso Draw", 5, 1), new SeatCount("B/1", null, 5, 5));
        inventory(2, 0, new SeatCount("A/1", "Contoso Paint", 5, 1));
        inventory(3, 0, new SeatCount("A/1", null, 5, 1));

        assertThat(read(3).getProducts()).extracting(ProductSeats::getTitle).containsExactly("Contoso Paint", "B/1");
    }

    @Test
    void moreSeatsInUseThanThereAreFitTheChart() throws Exception {
        inventory(1, 0, new SeatCount("A/1", null, 5, -5), new SeatCount("B/1", null, 0, 0));

        assertThat(read(1).getProducts())
                .allSatisfy(product -> assertThat(
                                product.getChart().getColumns().get(0).getBars())
                        .allSatisfy(bar -> {
                            assertThat(bar.getY()).isBetween(0.0, 100.0);
                            assertThat(bar.getY() + bar.getHeight()).isLessThanOrEqualTo(100);
                        }));
        assertThat(read(1).getMoreProducts()).isNull();
    }
}
