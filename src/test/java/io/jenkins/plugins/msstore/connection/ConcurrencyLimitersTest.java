package io.jenkins.plugins.msstore.connection;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.StoreFixtureExtension;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A limiter is kept as long as a client, a request or a pause uses it. */
@ExtendWith(StoreFixtureExtension.class)
class ConcurrencyLimitersTest {

    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");
    private static final StoreEndpoint ELSEWHERE = StoreEndpoint.of("https://store.contoso.com");

    private final ConcurrencyLimiters limiters = new ConcurrencyLimiters();

    private StoreSimulator simulator;
    private StoreFixture fixture;

    @BeforeEach
    void start(StoreSimulator started, StoreFixture clients) {
        simulator = started;
        fixture = clients;
    }

    private ConcurrencyLimiter limiter(StoreEndpoint endpoint, Object limiterKey) {
        return limiters.get(endpoint, limiterKey, () -> new ConcurrencyLimiter(1, fixture.timer()));
    }

    private ConcurrencyLimiter limiter(Object limiterKey) {
        return limiter(StoreEndpoint.of(simulator.storeUrl()), limiterKey);
    }

    /** Sends a request with a client that only the request refers to. */
    private CompletableFuture<Seat> request(Object limiterKey) {
        return fixture.client(fixture.tokens())
                .limiter(limiter(limiterKey))
                .build()
                .getSeat(OPEN, ADA);
    }

    /** Waits until objects without a strong reference are collected. */
    private static void collectGarbage() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        awaitCollected(garbage);
    }

    private static void awaitCollected(WeakReference<?> reference) {
        await(() -> {
            System.gc();
            return reference.get() == null;
        });
    }

    @Test
    void clientsWithTheSameKeyShareALimiter() {
        ConcurrencyLimiter limiter = limiter("tenant");
        assertThat(limiter("tenant")).isSameAs(limiter);
        assertThat(limiter("another")).isNotSameAs(limiter);
        assertThat(limiter(ELSEWHERE, "tenant")).isNotSameAs(limiter);
    }

    @Test
    void anUnusedLimiterIsForgotten() {
        awaitCollected(new WeakReference<>(limiter("gone")));
        limiter("another");
        assertThat(limiters.size()).isEqualTo(1);
    }

    /** The first request is in flight, the second waits for it; no strong reference to their clients exists. */
    @Test
    void aLimiterInUseIsNotReplaced() throws Exception {
        simulator.assignSeats(DefaultWorld.OPEN, ADA.text());
        CountDownLatch answer = new CountDownLatch(1);
        simulator.fault(FaultRule.on(Operation.GET_SEAT).nth(1).effect(FaultEffect.heldUntil(answer)));
        CompletableFuture<Seat> first = request("tenant");
        await(() -> simulator.count(Operation.GET_SEAT) == 1);
        collectGarbage();
        CompletableFuture<Seat> second = request("tenant");
        collectGarbage();
        WeakReference<ConcurrencyLimiter> held = new WeakReference<>(limiter("tenant"));
        CompletableFuture<Seat> third = request("tenant");
        collectGarbage();
        boolean isHeld = held.get() != null;
        answer.countDown();
        assertThat(isHeld).isTrue();
        for (CompletableFuture<Seat> seat : List.of(first, second, third)) {
            assertThat(get(seat).isActive()).isTrue();
        }
        assertThat(simulator.maxConcurrent()).isEqualTo(1);
        awaitCollected(held);
    }
}
