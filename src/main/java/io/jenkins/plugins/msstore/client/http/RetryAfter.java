package io.jenkins.plugins.msstore.client.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or an HTTP date. A date is counted against the server's
 * own clock where the answer shows it, for the two clocks need not agree.
 */
final class RetryAfter {

    private static final List<DateTimeFormatter> FORMS = Stream.of(
                    "d MMM yyyy HH:mm:ss 'GMT'", "d-MMM-yy HH:mm:ss 'GMT'", "MMM ppd HH:mm:ss yyyy")
            .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.US))
            .toList();

    private RetryAfter() {}

    /**
     * @param value the header's value; null when there is none
     * @param serverDate the answer's {@code Date} header; null when there is none
     * @param now this machine's clock, for when the server's is not shown
     * @return how long to wait, never negative; empty for no header or one that cannot be read
     */
    static Optional<Duration> parse(String value, String serverDate, Instant now) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        String text = value.strip();
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            try {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            } catch (NumberFormatException tooLarge) {
                return Optional.of(Duration.ofSeconds(Integer.MAX_VALUE));
            }
        }
        return httpDate(text).map(until -> {
            Duration wait = Duration.between(httpDate(serverDate).orElse(now), until);
            return wait.isNegative() ? Duration.ZERO : wait;
        });
    }

    /** All three forms of RFC 9110; the day of the week says nothing that the date does not. */
    private static Optional<Instant> httpDate(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String date = text.strip().replaceFirst("^[A-Za-z]+,?\\s+", "");
        for (DateTimeFormatter form : FORMS) {
            try {
                return Optional.of(LocalDateTime.parse(date, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException anotherForm) {
                // the next one may fit
            }
        }
        return Optional.empty();
    }
}
