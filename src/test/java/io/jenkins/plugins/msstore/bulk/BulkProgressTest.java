package io.jenkins.plugins.msstore.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BulkProgressTest {

    @Test
    void aLineHasTheUsersTheSeatsAndTheRemainingTime() {
        assertThat(new BulkProgress(12_500, 100_000, 3, 0, 3_900, 0))
                .hasToString("12,500 of 100,000 users (12 %), 3,900 seats/s, 3 failed, about 23 s left");
    }

    @Test
    void largeNumbersAreGrouped() {
        assertThat(new BulkProgress(100_000, 100_000, 3_000, 1_200, 0, 0))
                .hasToString("100,000 of 100,000 users (100 %), 3,000 failed, 1,200 unknown");
    }

    @Test
    void aLineSaysThatTheServiceThrottles() {
        assertThat(new BulkProgress(12_500, 100_000, 0, 0, 350, 14))
                .hasToString(
                        "12,500 of 100,000 users (12 %), 350 seats/s, 14 calls/s (throttled), about 4 min 10 s left");
        assertThat(new BulkProgress(100, 200, 0, 0, 62.5, 2.5))
                .hasToString("100 of 200 users (50 %), 63 seats/s, 2.5 calls/s (throttled), about 2 s left");
    }

    @Test
    void aRateThatIsRoundedToTenHasNoDecimal() {
        assertThat(new BulkProgress(500, 1_000, 0, 0, 9.96, 4.98))
                .hasToString("500 of 1,000 users (50 %), 10 seats/s, 5.0 calls/s (throttled), about 51 s left");
    }

    @Test
    void theRateIsThePresentOne() {
        long second = 1_000_000_000L;
        RateMeter meter = new RateMeter();
        for (int i = 0; i <= 60; i++) {
            meter.perSecond(i * second, i * 1500);
        }
        for (int i = 61; i <= 72; i++) {
            meter.perSecond(i * second, 90_000 + (i - 60) * 250);
        }
        assertThat(meter.perSecond(72 * second, 93_000)).isEqualTo(250);
    }
}
