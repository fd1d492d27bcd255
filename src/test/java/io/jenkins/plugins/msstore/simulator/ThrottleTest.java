package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.simulator.RawClient.Reply;
import java.net.http.HttpClient.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant START = Instant.parse("2026-02-03T04:05:06Z");

    @Test
    void requestsOfOneSecondPassAndMoreAsTimeGoesOn() {
        Throttle throttle = new Throttle(2);

        assertThat(throttle.tryPass(START)).isTrue();
        assertThat(throttle.tryPass(START)).isTrue();
        assertThat(throttle.tryPass(START)).isFalse();
        assertThat(throttle.tryPass(START.plusMillis(500))).isTrue();
        assertThat(throttle.tryPass(START.plusMillis(500))).isFalse();
        assertThat(throttle.tryPass(START.plusSeconds(60))).isTrue();
        assertThat(throttle.tryPass(START.plusSeconds(60))).isTrue();
        assertThat(throttle.tryPass(START.plusSeconds(60))).isFalse();
    }

    @Test
    void requestsAboveTheRateGet429AndAreNotApplied() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .throttlePerSecond(1)
                .clock(Clock.fixed(START, ZoneOffset.UTC))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);
            client.post("/V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada@contoso.example");

            Reply reply = client.post("/V1/Inventory/9NBLGGH4R2R6/0016/Seats/bob@contoso.example");

            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(simulator.seats(DefaultWorld.OPEN)).hasSize(1);
        }
    }
}
