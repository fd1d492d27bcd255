package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        Throttle throttle = new Throttle(ThrottleSchedule.of(2));

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
    void theRateChangesWithTime() {
        Throttle throttle = new Throttle(ThrottleSchedule.parse("3,1@10,2@20"));

        assertThat(passes(throttle, START)).isEqualTo(3);
        // the bucket is as large as the new rate, from the change on
        assertThat(passes(throttle, START.plusSeconds(15))).isEqualTo(1);
        assertThat(passes(throttle, START.plusMillis(20_500))).isEqualTo(2);
        assertThat(throttle.history().lines())
                .startsWith("millis,perSecond,served,refused", "0,3,3,1", "100,3,0,0")
                .contains("15000,1,1,1")
                .endsWith("20500,2,2,1");
    }

    @Test
    void theRateCanBeChangedAtAnyTime() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .clock(Clock.fixed(START, ZoneOffset.UTC))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);
            assertThat(client.post("/V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada@contoso.example")
                            .status())
                    .isEqualTo(200);

            simulator.throttlePerSecond(1);

            assertThat(client.post("/V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada@contoso.example")
                            .status())
                    .isEqualTo(200);
            assertThat(client.post("/V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada@contoso.example")
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void anInvalidScheduleIsRejected() {
        for (String text : new String[] {"", "10@5", "-1", "ten", "5,6@", "5@0@1"}) {
            assertThatThrownBy(() -> ThrottleSchedule.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The number of requests that pass at one time, until one is refused. */
    private static int passes(Throttle throttle, Instant now) {
        int passes = 0;
        while (throttle.tryPass(now)) {
            passes++;
        }
        return passes;
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
