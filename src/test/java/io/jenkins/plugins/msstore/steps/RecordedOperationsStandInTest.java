package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.FailedUser;
import io.jenkins.plugins.msstore.history.FailureGroup;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records of steps in a build's history. */
class RecordedOperationsStandInTest {

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

    private OperationRecord recorded() throws Exception {
        List<OperationRecord> all =
                OperationRecords.in(harness.run.getRootDir().toPath()).list();
        return all.get(all.size() - 1);
    }

    @Test
    void anOperationOnOneSeatKeepsItsState() throws Exception {
        harness.result(new AssignSeatStep(PRODUCT, SKU, "ada@contoso.com"));
        assertThat(recorded().result()).isEqualTo(OperationResult.ofSeat("Active"));
        harness.result(new GetSeatStep(PRODUCT, SKU, "ada@contoso.com"));
        assertThat(recorded().result()).isEqualTo(OperationResult.ofSeat("Active"));
        harness.result(new ReclaimSeatStep(PRODUCT, SKU, "ada@contoso.com"));
        assertThat(recorded().result()).isEqualTo(OperationResult.ofSeat("Revoked"));
        harness.result(new GetSeatStep(PRODUCT, SKU, "bob@contoso.com"));
        assertThat(recorded().result()).isEqualTo(OperationResult.NONE);
    }

    @Test
    void aLicenseKeepsThePathsOfItsFiles() throws Exception {
        harness.result(new OfflineLicenseStep(
                DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId(), DefaultWorld.CONTENT_ID));
        assertThat(recorded().result().files())
                .hasSize(3)
                .allMatch(path -> path.startsWith("microsoft-store/licenses/" + DefaultWorld.OFFLINE.productId()));
    }

    @Test
    void aBulkOperationThatTheBuildFailsForKeepsItsCountsAndFailures() throws Exception {
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT, SKU, "assign");
        step.users = List.of("ada@contoso.com", "nobody@contoso.com", "no-user");
        step.reportName = "pay-day";
        harness.failure(step);
        OperationRecord record = recorded();
        assertThat(record.ending()).isEqualTo(Ending.FAILED);
        assertThat(record.result().counts()).isEqualTo(new OutcomeCounts(1, 1, 0, 1, 0));
        assertThat(record.result().wouldChange()).isNull();
        assertThat(record.result().files())
                .containsExactly("microsoft-store/seats/pay-day.csv", "microsoft-store/seats/pay-day.json");
        assertThat(record.error()).as("the counts say it").isNull();
        assertThat(record.result().failures()).extracting(FailureGroup::count).containsExactly(1L, 1L);
        assertThat(record.result().failures())
                .flatExtracting(FailureGroup::users)
                .extracting(FailedUser::userName)
                .containsExactly("nobody@contoso.com", "no-user");
    }

    @Test
    void aDryRunKeepsForHowManySomethingWouldChange() throws Exception {
        harness.simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com");
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT, SKU, "assign");
        step.users = List.of("ada@contoso.com", "bob@contoso.com");
        step.dryRun = true;
        harness.result(step);
        assertThat(recorded().result().wouldChange()).isEqualTo(1);
    }
}
