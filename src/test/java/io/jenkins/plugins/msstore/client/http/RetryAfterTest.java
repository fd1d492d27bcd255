package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void secondsAreSeconds() {
        assertThat(RetryAfter.parse("120", null, NOW)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse(" 0 ", null, NOW)).contains(Duration.ZERO);
    }

    @Test
    void aDateCountsAgainstTheServersClock() {
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 15:00:30 GMT", "Sun, 01 Mar 2026 15:00:00 GMT", NOW))
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void aDateCountsAgainstOurClockWhereTheServerShowsNone() {
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 12:00:30 GMT", null, NOW)).contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sunday, 01-Mar-26 12:00:30 GMT",
                "Sun Mar  1 12:00:30 2026",
                "Mon, 01 Mar 2026 12:00:30 GMT",
                "Sun, 1 Mar 2026 12:00:30 GMT"
            })
    void olderFormsOfDatesAndWrongWeekdaysAreRead(String date) {
        assertThat(RetryAfter.parse(date, null, NOW)).contains(Duration.ofSeconds(30));
    }

    @Test
    void aDateInThePastIsNow() {
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 11:00:00 GMT", null, NOW)).contains(Duration.ZERO);
    }

    @Test
    void moreSecondsThanAnybodyLivesAreStillAWait() {
        assertThat(RetryAfter.parse("99999999999999999999", null, NOW))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofDays(365)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-5", "1.5"})
    void whatCannotBeReadIsNoWait(String value) {
        assertThat(RetryAfter.parse(value, null, NOW)).isEmpty();
    }
}
