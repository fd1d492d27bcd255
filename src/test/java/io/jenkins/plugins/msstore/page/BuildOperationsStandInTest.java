package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a build says whether there were users, or why there were none. */
class BuildOperationsStandInTest {

    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH4R2R6", "0016");

    @TempDir
    private Path home;

    private StandInJenkins jenkins;
    private StandInRun run;
    private int count;
    private boolean isBuilding;

    @BeforeEach
    void start() throws Exception {
        jenkins = StandInJenkins.start(home.toFile()).withIndexedExtensions(StorePage.class.getClassLoader());
        run = new StandInRun(new StandInJob(jenkins, "seats")) {
            @Override
            public boolean isBuilding() {
                return isBuilding;
            }
        };
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    private void ended(OperationKind kind, OperationResult result) throws IOException {
        OperationRecords records = OperationRecords.in(run.getRootDir().toPath());
        String id = "operation-" + count++;
        records.begin(id, OperationDescription.of(kind, PRODUCT), Instant.now());
        records.end(id, Instant.now(), Ending.SUCCEEDED, null, result);
    }

    private BuildOperations operations() {
        return BuildOperations.of(run, true);
    }

    @Test
    void aBuildThatListsIsNotAskedForUsers() throws Exception {
        ended(OperationKind.INVENTORY, OperationResult.ofList(new ListCounts(4, 0), List.of()));
        ended(OperationKind.LIST_SEATS, OperationResult.ofList(new ListCounts(2, 0), List.of()));
        ended(OperationKind.PRODUCT, OperationResult.NONE);
        ended(OperationKind.PACKAGES, OperationResult.NONE);
        ended(OperationKind.OFFLINE_LICENSE, OperationResult.ofFiles(List.of()));

        assertThat(operations().isOnlyReading()).isTrue();
        assertThat(operations().getChart().getTotal()).isZero();
    }

    @Test
    void aBulkOperationThatDidNotReachItsUsersIsNoReading() throws Exception {
        ended(OperationKind.INVENTORY, OperationResult.ofList(new ListCounts(4, 0), List.of()));
        ended(OperationKind.BULK_ASSIGN, OperationResult.NONE);

        assertThat(operations().isOnlyReading()).isFalse();
        assertThat(operations().isWithoutUsers()).isTrue();
    }

    @Test
    void aSeatIsAboutAUser() throws Exception {
        ended(OperationKind.INVENTORY, OperationResult.ofList(new ListCounts(4, 0), List.of()));
        ended(OperationKind.GET_SEAT, OperationResult.ofSeat("Active"));

        assertThat(operations().isOnlyReading()).isFalse();
        assertThat(operations().isWithoutUsers()).isFalse();
    }

    @Test
    void aBuildUnderWayMayStillChangeSeats() throws Exception {
        isBuilding = true;
        ended(OperationKind.INVENTORY, OperationResult.ofList(new ListCounts(4, 0), List.of()));

        assertThat(operations().isOnlyReading()).isFalse();
    }

    @Test
    void aBuildWithoutRecordsIsNoReading() {
        assertThat(operations().isOnlyReading()).isFalse();
    }
}
