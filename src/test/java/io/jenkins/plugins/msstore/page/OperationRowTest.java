package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.history.Ending;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A row tells the numbers of a list, and of packages. */
@ExtendWith(InEnglish.class)
class OperationRowTest {

    private static OperationRow row(OperationKind kind, long entries, long shortOfSeats) {
        return row(kind, OperationResult.ofList(new ListCounts(entries, shortOfSeats), List.of()));
    }

    private static OperationRow packages(int packages, int files, long bytes) {
        return row(
                OperationKind.PACKAGES,
                OperationResult.ofPackages(new PackageCounts(packages, files, bytes), List.of()));
    }

    private static OperationRow row(OperationKind kind, OperationResult result) {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        return OperationRow.of(
                new OperationRecord(
                        "an-id",
                        OperationDescription.of(kind),
                        noon,
                        noon.plusSeconds(1),
                        Ending.SUCCEEDED,
                        null,
                        result),
                null,
                Set.of());
    }

    private static OperationRow sync(boolean dryRun, Ending ending, OutcomeCounts counts, SyncCounts sync) {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        return OperationRow.of(
                new OperationRecord(
                        "an-id",
                        OperationDescription.of(OperationKind.SYNC_SEATS).dryRun(dryRun),
                        noon,
                        noon.plusSeconds(1),
                        ending,
                        ending == Ending.FAILED ? "too many removals" : null,
                        OperationResult.ofSync(counts, sync, List.of(), List.of())),
                null,
                Set.of());
    }

    @Test
    void aPlanSaysWhatIsToBeDone() {
        OperationRow plan = sync(
                true, Ending.SUCCEEDED, new OutcomeCounts(1000, 0, 0, 0, 15), new SyncCounts(true, 12, 3, 1000, 5));
        assertThat(plan.getTitle()).isEqualTo("Sync seats");
        assertThat(plan.getLookup()).isEqualTo("12 to add, 3 to remove, 1,005 to keep");
        assertThat(plan.getChart()).isNull();
        assertThat(plan.getNote()).isNull();
        assertThat(plan.status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(plan.isPlan()).as("its badge says that it was a dry run").isFalse();
    }

    @Test
    void aPlanWithInvalidNamesIsNotWholly() {
        OperationRow plan =
                sync(true, Ending.SUCCEEDED, new OutcomeCounts(7, 0, 0, 2, 1), new SyncCounts(true, 1, 0, 7, 0));
        assertThat(plan.getLookup()).isEqualTo("1 to add, 0 to remove, 7 to keep, 2 invalid");
        assertThat(plan.status()).isEqualTo(OperationStatus.PARTLY_FAILED);
    }

    @Test
    void aSyncThatALimitStoppedIsAPlan() {
        OperationRow stopped =
                sync(false, Ending.FAILED, new OutcomeCounts(10, 0, 0, 0, 90), new SyncCounts(true, 0, 90, 10, 0));
        assertThat(stopped.isPlan()).isTrue();
        assertThat(stopped.getLookup()).isEqualTo("0 to add, 90 to remove, 10 to keep");
        assertThat(stopped.getChart()).isNull();
        assertThat(stopped.getError()).isEqualTo("too many removals");
    }

    @Test
    void aSyncSaysWhatWasDone() {
        OperationRow done =
                sync(false, Ending.SUCCEEDED, new OutcomeCounts(115, 2, 1, 0, 0), new SyncCounts(false, 12, 3, 100, 4));
        assertThat(done.getChart().getText()).isEqualTo("12 added, 3 removed, 100 unchanged, 2 failed, 1 unknown");
        assertThat(done.getChart().getTotal()).isEqualTo(118);
        assertThat(done.getLookup()).isNull();
        assertThat(done.getNote()).isEqualTo("4 not listed, but kept");
        assertThat(done.isPlan()).isFalse();
    }

    @Test
    void skippedUsersAreNotUnchanged() {
        OperationRow done =
                sync(false, Ending.SUCCEEDED, new OutcomeCounts(20, 0, 0, 0, 0), new SyncCounts(false, 0, 3, 10, 0));
        assertThat(done.getChart().getText()).isEqualTo("3 removed, 10 unchanged, 7 skipped");
    }

    @Test
    void theInventoryHasProductsOfWhichSomeAreShortOfSeats() {
        OperationRow inventory = row(OperationKind.INVENTORY, 4000, 2);
        assertThat(inventory.getTitle()).isEqualTo("List the inventory");
        assertThat(inventory.getNote()).isEqualTo("4,000 products, 2 short of seats");
        assertThat(row(OperationKind.INVENTORY, 1, 0).getNote()).isEqualTo("1 product");
    }

    @Test
    void aListOfSeatsHasSeats() {
        OperationRow seats = row(OperationKind.LIST_SEATS, 130, 0);
        assertThat(seats.getTitle()).isEqualTo("List seats");
        assertThat(seats.getNote()).isEqualTo("130 seats");
        assertThat(row(OperationKind.LIST_SEATS, 1, 0).getNote()).isEqualTo("1 seat");
    }

    @Test
    void packagesAreCountedWithTheFilesThatWereDownloaded() {
        assertThat(packages(2, 0, 0).getTitle()).isEqualTo("Get packages");
        assertThat(packages(2, 0, 0).getNote()).isEqualTo("2 packages");
        assertThat(packages(1, 1, 60_000).getNote()).isEqualTo("1 package, 1 file (0.1 MB)");
        assertThat(packages(1, 3, 1_234_567_890).getNote()).isEqualTo("1 package, 3 files (1,234.6 MB)");
    }
}
