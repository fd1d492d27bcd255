package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.FailedUser;
import io.jenkins.plugins.msstore.history.FailureGroup;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.history.PackageCounts;
import io.jenkins.plugins.msstore.history.SyncCounts;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What programs read of an operation. */
class ExportedOperationTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static final Supplier<Set<String>> UNUSED = () -> {
        throw new AssertionError("the artifacts are listed, although the reports are not read");
    };

    private static OperationRecord ended(OperationDescription of, Ending ending, String error, OperationResult result) {
        return new OperationRecord("an-id", of, NOON, NOON.plusMillis(1234), ending, error, result);
    }

    private static ExportedOperation readable(OperationRecord operation) {
        return new ExportedOperation(operation, null, UNUSED, true);
    }

    private static OperationRecord bulk() {
        return ended(
                OperationDescription.of(OperationKind.BULK_ASSIGN),
                Ending.SUCCEEDED,
                null,
                new OperationResult(
                        new OutcomeCounts(5, 2, 0, 1, 0),
                        null,
                        null,
                        null,
                        List.of("seats/monday.csv", "seats/deleted.csv"),
                        List.of(
                                new FailureGroup(
                                        "no such user",
                                        2,
                                        List.of(
                                                new FailedUser("eve@contoso.com", null),
                                                new FailedUser("bob@contoso.com", "no such user (MS-CV 1)"))),
                                new FailureGroup(null, 1, List.of(new FailedUser("ada", null))))));
    }

    @Test
    void aBulkOperationHasCountsAndTheReasonOfEachFailedUser() {
        ExportedOperation operation = readable(bulk());

        assertThat(operation.getKind()).isEqualTo(OperationKind.BULK_ASSIGN);
        assertThat(operation.getStatus()).isEqualTo("PARTLY_FAILED");
        assertThat(operation.getTimestamp()).isEqualTo(NOON.toEpochMilli());
        assertThat(operation.getDuration()).isEqualTo(1234);
        assertThat(operation.getCounts()).isEqualTo(new ExportedCounts(8, 5, 2, 0, 1, 0));
        assertThat(operation.getFailures())
                .containsExactly(
                        new ExportedFailure("eve@contoso.com", "no such user", null),
                        new ExportedFailure("bob@contoso.com", "no such user (MS-CV 1)", null),
                        new ExportedFailure("ada", null, null));
    }

    @Test
    void aSyncHasNumbersAndTheChangeThatFailed() {
        ExportedOperation sync = readable(ended(
                OperationDescription.of(OperationKind.SYNC_SEATS),
                Ending.SUCCEEDED,
                null,
                OperationResult.ofSync(
                        new OutcomeCounts(115, 1, 0, 0, 0),
                        new SyncCounts(false, 12, 3, 100, 4),
                        List.of(),
                        List.of(new FailureGroup(
                                "conflict", 1, List.of(new FailedUser("eve@contoso.com", null)), "REMOVE")))));

        assertThat(sync.getSync()).isEqualTo(new ExportedSync(false, 12, 3, 100, 4));
        assertThat(sync.getFailures()).containsExactly(new ExportedFailure("eve@contoso.com", "conflict", "REMOVE"));
        assertThat(readable(bulk()).getSync()).isNull();
    }

    @Test
    void reportsAreThoseThatAreStillAmongTheArtifacts() {
        assertThat(new ExportedOperation(bulk(), null, () -> Set.of("seats/monday.csv"), true).getReports())
                .containsExactly("seats/monday.csv");
    }

    @Test
    void neitherUsersNorReportsAreForReadersWhoMayNotSeeArtifacts() {
        ExportedOperation operation = new ExportedOperation(bulk(), null, UNUSED, false);

        assertThat(operation.getCounts().failed()).isEqualTo(2);
        assertThat(operation.getFailures()).isNull();
        assertThat(operation.getReports()).isNull();
    }

    @Test
    void theOneUserOfAnOperationOnASeatIsCounted() {
        OperationDescription assign =
                OperationDescription.of(OperationKind.ASSIGN_SEAT).about("ada@contoso.com");
        ExportedOperation operation =
                readable(ended(assign, Ending.FAILED, "Assign seat failed: no", OperationResult.NONE));

        assertThat(operation.getUserName()).isEqualTo("ada@contoso.com");
        assertThat(operation.getContentId()).isNull();
        assertThat(operation.getStatus()).isEqualTo("FAILED");
        assertThat(operation.getError()).isEqualTo("Assign seat failed: no");
        assertThat(operation.getCounts()).isEqualTo(new ExportedCounts(1, 0, 1, 0, 0, 0));
        assertThat(operation.getFailures()).as("the error says it").isNull();
        assertThat(readable(ended(assign, Ending.SUCCEEDED, null, OperationResult.ofSeat("Active")))
                        .getState())
                .isEqualTo("Active");
    }

    @Test
    void aLicenseHasAContentIdAndNoUser() {
        ExportedOperation license = readable(ended(
                OperationDescription.of(OperationKind.OFFLINE_LICENSE).about("bc4f8b0d"),
                Ending.SUCCEEDED,
                null,
                OperationResult.NONE));

        assertThat(license.getContentId()).isEqualTo("bc4f8b0d");
        assertThat(license.getUserName()).isNull();
        assertThat(license.getCounts()).isNull();
        assertThat(license.getReports()).isEmpty();
    }

    @Test
    void aListHasNumbersAndOnlyAnInventoryIsShortOfSeats() {
        OperationResult list = OperationResult.ofList(new ListCounts(130, 2), List.of());
        ExportedOperation inventory =
                readable(ended(OperationDescription.of(OperationKind.INVENTORY), Ending.SUCCEEDED, null, list));
        ExportedOperation seats =
                readable(ended(OperationDescription.of(OperationKind.LIST_SEATS), Ending.SUCCEEDED, null, list));

        assertThat(inventory.getEntries()).isEqualTo(130);
        assertThat(inventory.getShortOfSeats()).isEqualTo(2);
        assertThat(seats.getEntries()).isEqualTo(130);
        assertThat(seats.getShortOfSeats()).isNull();
        assertThat(seats.getPackages()).isNull();
        assertThat(seats.getFiles()).isNull();
        assertThat(seats.getBytes()).isNull();
    }

    @Test
    void packagesAreCountedWithTheirFiles() {
        ExportedOperation packages = readable(ended(
                OperationDescription.of(OperationKind.PACKAGES),
                Ending.SUCCEEDED,
                null,
                OperationResult.ofPackages(new PackageCounts(1, 3, 5_000_000_000L), List.of())));

        assertThat(packages.getPackages()).isEqualTo(1);
        assertThat(packages.getFiles()).isEqualTo(3);
        assertThat(packages.getBytes()).isEqualTo(5_000_000_000L);
        assertThat(packages.getCounts()).isNull();
        assertThat(packages.getEntries()).isNull();
    }

    @Test
    void progressTellsWhatItCounts() {
        assertThat(ExportedProgress.of(new Progress(1, 5_000_000_000L, Progress.Unit.BYTES, "a line")))
                .isEqualTo(new ExportedProgress(1, 5_000_000_000L, Progress.Unit.BYTES, "a line"));
        assertThat(ExportedProgress.of(Progress.ofList(1200, "a line")))
                .isEqualTo(new ExportedProgress(1200, 0, Progress.Unit.ENTRIES, "a line"));
        assertThat(ExportedProgress.of(Progress.awaiting(Progress.Awaited.SERVICE)))
                .isEqualTo(new ExportedProgress(0, 0, null, "waiting for the service"));
    }

    @Test
    void anOperationUnderWayHasProgressAndNoDuration() {
        OperationRecord open = new OperationRecord(
                "an-id",
                OperationDescription.of(OperationKind.BULK_ASSIGN),
                NOON,
                null,
                null,
                null,
                OperationResult.NONE);

        ExportedOperation running = new ExportedOperation(open, new Progress(3, 9, "3 of 9 users"), UNUSED, true);
        assertThat(running.getStatus()).isEqualTo("RUNNING");
        assertThat(running.getProgress()).isEqualTo(new ExportedProgress(3, 9, Progress.Unit.USERS, "3 of 9 users"));
        assertThat(running.getDuration()).isNull();
        assertThat(running.getCounts()).isNull();

        ExportedOperation lost = readable(open);
        assertThat(lost.getStatus()).isEqualTo("LOST");
        assertThat(lost.getProgress()).isNull();
    }
}
