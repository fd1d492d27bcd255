package io.jenkins.plugins.msstore.steps;

import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step that synchronizes seats with a list of users, from its arguments to its result, log and artifacts. */
class SyncSeatsStepStandInTest {

    @TempDir
    Path folder;

    private StandInStepHarness harness;

    @BeforeEach
    void start() throws Exception {
        harness = new StandInStepHarness(folder);
        harness.simulator.assignSeats(DefaultWorld.OPEN, "Ada@contoso.com", "eve@contoso.com");
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private static SyncSeatsStep sync(String... users) {
        SyncSeatsStep step = new SyncSeatsStep(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId());
        step.users = List.of(users);
        return step;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> result(SyncSeatsStep step) throws Exception {
        return (Map<String, Object>) harness.resultWithoutWorkspace(step);
    }

    private List<String> seated() {
        return harness.simulator.seats(DefaultWorld.OPEN).stream()
                .filter(Seat::isActive)
                .map(Seat::assignedTo)
                .toList();
    }

    private String artifact(String name) throws Exception {
        return Files.readString(
                harness.artifact("microsoft-store/seats/" + name).toPath());
    }

    @Test
    void theListSaysWhoHasASeat() throws Exception {
        Map<String, Object> result = result(sync("ada@contoso.com", "bob@contoso.com", " BOB@contoso.com "));

        assertThat(result)
                .containsEntry("mode", "full")
                .containsEntry("requested", 2)
                .containsEntry("present", 2)
                .containsEntry("added", 1)
                .containsEntry("removed", 1)
                .containsEntry("unchanged", 1)
                .containsEntry("retained", 0)
                .containsEntry("failed", 0)
                .containsEntry("duplicates", 1)
                .containsEntry("dryRun", false)
                .containsEntry("wouldAdd", null)
                .containsEntry("wouldRemove", null)
                .containsEntry("exceedsMaxRemovals", false)
                .containsEntry("truncated", false)
                .containsKeys("productKey", "failures", "planDigest", "elapsedMillis")
                .containsEntry(
                        "reports",
                        List.of(
                                "microsoft-store/seats/sync-9NBLGGH4R2R6-0016-1.csv",
                                "microsoft-store/seats/sync-9NBLGGH4R2R6-0016-1.json"));
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(result);
        assertThat(seated()).containsExactlyInAnyOrder("Ada@contoso.com", "bob@contoso.com");
        assertThat(artifact("sync-9NBLGGH4R2R6-0016-1.csv").lines().skip(1))
                .hasSize(3)
                .anyMatch(row -> row.contains("bob@contoso.com,SUCCEEDED") && row.endsWith(",ADD"))
                .anyMatch(row -> row.contains("eve@contoso.com,SUCCEEDED") && row.endsWith(",REMOVE"))
                .anyMatch(row -> row.endsWith(",NONE"));
        assertThat(harness.log()).doesNotContain("@contoso.com");
    }

    @Test
    void aSecondRunChangesNothingAndIsNoPlan() throws Exception {
        result(sync("ada@contoso.com", "bob@contoso.com"));
        harness.simulator.forgetRequests();
        SyncSeatsStep again = sync("ada@contoso.com", "bob@contoso.com");
        again.reportName = "again";

        Map<String, Object> result = result(again);

        assertThat(result)
                .containsEntry("added", 0)
                .containsEntry("removed", 0)
                .containsEntry("unchanged", 2)
                .containsEntry(
                        "reports", List.of("microsoft-store/seats/again.csv", "microsoft-store/seats/again.json"));
        assertThat(harness.simulator.requests()).allMatch(request -> request.operation() == Operation.GET_SEATS);
    }

    @Test
    void anApprovedPlanIsCarriedOutOrNothing() throws Exception {
        SyncSeatsStep dry = sync("ada@contoso.com", "bob@contoso.com");
        dry.dryRun = true;
        Map<String, Object> plan = result(dry);
        assertThat(plan)
                .containsEntry("wouldAdd", 1)
                .containsEntry("wouldRemove", 1)
                .containsEntry("added", 0);
        assertThat(seated()).hasSize(2);

        SyncSeatsStep other = sync("ada@contoso.com", "mallory@contoso.com");
        other.expectedPlan = (String) plan.get("planDigest");
        assertThat(harness.failure(other))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("not what was approved");
        assertThat(seated()).hasSize(2);

        SyncSeatsStep approved = sync("ada@contoso.com", "bob@contoso.com");
        approved.expectedPlan = (String) plan.get("planDigest");
        assertThat(result(approved)).containsEntry("added", 1).containsEntry("removed", 1);
    }

    @Test
    void aLimitStopsItBeforeAnythingIsSent() throws Exception {
        SyncSeatsStep step = sync("bob@contoso.com");
        step.maxRemovals = "1";
        step.reportName = "staff";

        assertThat(harness.failure(step)).isInstanceOf(AbortException.class).hasMessageContaining("maxRemovals");

        assertThat(seated()).containsExactlyInAnyOrder("Ada@contoso.com", "eve@contoso.com");
        assertThat(harness.simulator.count(Operation.BULK_SEATS)).isZero();
        assertThat(artifact("staff-plan.csv")).contains(",REMOVE", ",ADD");
    }

    @Test
    void aFileNeedsAWorkspace() throws Exception {
        Files.writeString(harness.workspace.toPath().resolve("staff.csv"), "Name;Mail\nAda;ada@contoso.com\n");
        SyncSeatsStep step = new SyncSeatsStep("9nblggh4r2r6", "0016");
        step.usersFile = "staff.csv";
        step.column = "mail";
        step.mode = "addOnly";
        assertThat(harness.startWithoutWorkspace(step).failure())
                .hasMessage("usersFile 'staff.csv' needs a workspace: wrap the step in node { }");

        assertThat(harness.result(step))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("retained", 1)
                .containsEntry("unchanged", 1);
    }

    @Test
    void failuresCanMakeTheBuildUnstable() throws Exception {
        harness.simulator.unknownUsers("ghost@contoso.com");
        SyncSeatsStep step = sync("ada@contoso.com", "eve@contoso.com", "ghost@contoso.com");
        step.onFailure = "UNSTABLE";

        assertThat(result(step)).containsEntry("failed", 1);

        assertThat(harness.run.getResult()).isEqualTo(Result.UNSTABLE);
    }

    @Test
    void aSyncWaitsForABulkOperationOnTheProduct() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        harness.simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(FaultEffect.heldUntil(answer)));
        BulkSeatsStep bulk = new BulkSeatsStep(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId(), "assign");
        bulk.users = List.of("bob@contoso.com");
        StandInStepHarness.Started first = harness.startWithoutWorkspace(bulk);
        await(() -> harness.simulator.count(Operation.BULK_SEATS) == 1);
        StandInStepHarness.Started second = harness.startWithoutWorkspace(sync("ada@contoso.com", "bob@contoso.com"));
        await(() -> harness.log().contains("Waiting for another operation of this build"));
        assertThat(harness.simulator.count(Operation.GET_SEATS)).isZero();

        SyncSeatsStep dry = sync("ada@contoso.com");
        dry.dryRun = true;
        assertThat(result(dry)).containsEntry("dryRun", true);

        answer.countDown();
        first.value();
        assertThat(second.value())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("added", 0)
                .containsEntry("removed", 1);
    }
}
