package io.jenkins.plugins.msstore.client.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;

/**
 * Reads {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or an HTTP date. A date is counted against the server's
 * own clock if the answer has it, because the two clocks may differ.
 */
public final class RetryAfter {

    private static final Duration MAX = Duration.ofSeconds(Integer.MAX_VALUE);

    private RetryAfter() {}

    /**
     * Reads the header as {@link SingleShot} keeps it.
     *
     * @param headers of an answer
     * @param now this machine's clock, used if the answer has no date
     * @return the time to wait, never negative; empty if there is no readable header
     */
    public static Optional<Duration> read(Headers headers, Instant now) {
        String value = headers.get(SingleShot.RETRY_AFTER_KEPT);
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        String text = value.strip();
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(seconds(text));
        }
        // all three forms of HTTP dates
        return Optional.ofNullable(headers.getInstant(SingleShot.RETRY_AFTER_KEPT))
                .map(until -> {
                    Instant serverDate = headers.getInstant("Date");
                    Duration wait = Duration.between(serverDate == null ? now : serverDate, until);
                    return wait.isNegative() ? Duration.ZERO : wait;
                });
    }

    private static Duration seconds(String digits) {
        try {
            return Duration.ofSeconds(Integer.parseInt(digits));
        } catch (NumberFormatException tooLarge) {
            return MAX;
        }
    }
}
