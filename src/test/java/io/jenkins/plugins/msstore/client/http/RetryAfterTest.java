package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Optional<Duration> read(String value, String serverDate) {
        Headers.Builder headers = new Headers.Builder();
        if (value != null) {
            headers.addUnsafeNonAscii("X-Msstore-Retry-After", value);
        }
        if (serverDate != null) {
            headers.addUnsafeNonAscii("Date", serverDate);
        }
        return RetryAfter.read(headers.build(), NOW);
    }

    @Test
    void aNumberIsSeconds() {
        assertThat(read("120", null)).contains(Duration.ofMinutes(2));
        assertThat(read(" 0 ", null)).contains(Duration.ZERO);
    }

    @Test
    void aDateCountsAgainstTheServersClock() {
        assertThat(read("Sun, 01 Mar 2026 15:00:30 GMT", "Sun, 01 Mar 2026 15:00:00 GMT"))
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void aDateCountsAgainstOurClockIfTheServerSendsNone() {
        assertThat(read("Sun, 01 Mar 2026 12:00:30 GMT", null)).contains(Duration.ofSeconds(30));
        assertThat(read("Sun, 01 Mar 2026 12:00:30 GMT", "today")).contains(Duration.ofSeconds(30));
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
        assertThat(read(date, null)).contains(Duration.ofSeconds(30));
    }

    @Test
    void aDateInThePastIsNow() {
        assertThat(read("Sun, 01 Mar 2026 11:00:00 GMT", null)).contains(Duration.ZERO);
    }

    @Test
    void aNumberTooLargeIsALongWait() {
        assertThat(read("99999999999999999999", null))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofDays(365)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "soon", "-5", "1.5", "12\u00e90", "1\u00002", "\u0661\u0662"})
    void anUnreadableValueIsNoWait(String value) {
        assertThat(read(value, null)).isEmpty();
    }
}
