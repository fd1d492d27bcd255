package io.jenkins.plugins.msstore.steps;

import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.ProductKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bulk operations of a build on one product, which take turns. */
class ProductQueueStandInTest {

    private static final String WAITING = "Waiting for another operation of this build, which changes seats of ";

    @TempDir
    Path folder;

    private StandInStepHarness harness;
    private final CountDownLatch answer = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        harness = new StandInStepHarness(folder);
        harness.simulator.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(FaultEffect.heldUntil(answer)));
    }

    @AfterEach
    void stop() {
        answer.countDown();
        harness.close();
    }

    private static BulkSeatsStep bulk(String productId, String user) {
        BulkSeatsStep step = new BulkSeatsStep(productId, DefaultWorld.OPEN.skuId(), "assign");
        step.users = List.of(user);
        return step;
    }

    private static BulkSeatsStep bulk(String user) {
        return bulk(DefaultWorld.OPEN.productId(), user);
    }

    /** Starts an operation whose request is held until {@link #answer}. */
    private StandInStepHarness.Started startHeldBack() {
        StandInStepHarness.Started held = harness.startWithoutWorkspace(bulk("ada@contoso.com"));
        await(() -> harness.simulator.count(Operation.BULK_SEATS) == 1);
        return held;
    }

    private StandInStepHarness.Started startWaiting(BulkSeatsStep step) {
        StandInStepHarness.Started waiting = harness.startWithoutWorkspace(step);
        await(() -> harness.log().contains(WAITING + step.getProductId()));
        return waiting;
    }

    private static void assertAssigned(StandInStepHarness.Started started) throws Exception {
        assertThat(started.value()).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("succeeded", 1);
    }

    @Test
    void theSecondOperationOnAProductWaitsUntilTheFirstHasEnded() throws Exception {
        StandInStepHarness.Started first = startHeldBack();
        int requests = harness.simulator.requests().size();
        String lowerCase = DefaultWorld.OPEN.productId().toLowerCase(Locale.ROOT);
        StandInStepHarness.Started second = startWaiting(bulk(lowerCase, "bob@contoso.com"));

        await(() -> second.execution().getStatus().equals("waiting for another operation on the same product"));
        assertThat(harness.simulator.requests()).hasSize(requests);

        answer.countDown();
        assertAssigned(first);
        assertAssigned(second);
    }

    @Test
    void aWaitingOperationCanBeStoppedAndIsNotWaitedFor() throws Exception {
        StandInStepHarness.Started first = startHeldBack();
        int requests = harness.simulator.requests().size();
        StandInStepHarness.Started second = startWaiting(bulk("bob@contoso.com"));
        StandInStepHarness.Started third = harness.startWithoutWorkspace(bulk("eve@contoso.com"));
        Exception cause = new InterruptedException("timeout");

        second.execution().stop(cause);

        assertThat(second.failure()).isSameAs(cause);
        assertThat(harness.simulator.requests()).hasSize(requests);
        answer.countDown();
        assertAssigned(first);
        assertAssigned(third);
        assertThat(harness.simulator.seats(DefaultWorld.OPEN)).hasSize(2);
    }

    @Test
    void aFailedOperationIsNotWaitedFor() throws Exception {
        BulkSeatsStep empty = bulk("ada@contoso.com");
        empty.users = List.of();
        assertThat(harness.failure(empty)).hasMessageStartingWith("users is empty");
        answer.countDown();
        assertAssigned(harness.startWithoutWorkspace(bulk("ada@contoso.com")));
    }

    @Test
    void aDryRunDoesNotWait() throws Exception {
        StandInStepHarness.Started first = startHeldBack();
        BulkSeatsStep step = bulk("bob@contoso.com");
        step.dryRun = true;

        assertThat(harness.startWithoutWorkspace(step).value())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("wouldChange", 1);

        answer.countDown();
        assertAssigned(first);
        assertThat(harness.log()).doesNotContain("Waiting");
    }

    @Test
    void anOperationOnAnotherProductDoesNotWait() throws Exception {
        StandInStepHarness.Started first = startHeldBack();
        ProductKey another = DefaultWorld.GENEROUS;
        BulkSeatsStep step = new BulkSeatsStep(another.productId(), another.skuId(), "assign");
        step.users = List.of("bob@contoso.com");

        assertAssigned(harness.startWithoutWorkspace(step));

        answer.countDown();
        assertAssigned(first);
    }
}
