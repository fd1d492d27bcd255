package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.util.LogNumber;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Progress of a bulk operation.
 *
 * @param done the number of users with an outcome
 * @param total the number of users
 * @param failed the number of users that failed so far
 * @param unknown the number of users so far whose outcome is unknown
 * @param perSecond the recent rate: users that got an outcome, per second
 * @param throttledCallsPerSecond the same rate in calls, while the service throttles; 0 while it does not
 */
public record BulkProgress(
        int done, int total, int failed, int unknown, double perSecond, double throttledCallsPerSecond) {

    private static final int PERCENT = 100;

    /** The least rate that is shown without a decimal, because it is rounded to 10. */
    private static final double MIN_WITHOUT_DECIMAL = 9.95;

    /** The estimated time for the remaining users at the recent rate; empty while the rate is zero. */
    public Optional<Duration> remaining() {
        return perSecond > 0
                ? Optional.of(Duration.ofSeconds((long) Math.ceil((total - done) / perSecond)))
                : Optional.empty();
    }

    /** The progress as one line for a log, without names. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder()
                .append(LogNumber.of(done))
                .append(" of ")
                .append(LogNumber.of(total))
                .append(" users (")
                .append(total == 0 ? PERCENT : (int) ((long) done * PERCENT / total))
                .append(" %)");
        if (perSecond > 0) {
            line.append(", ").append(rate(perSecond)).append(" seats/s");
        }
        if (throttledCallsPerSecond > 0) {
            line.append(", ").append(rate(throttledCallsPerSecond)).append(" calls/s (throttled)");
        }
        if (failed > 0) {
            line.append(", ").append(LogNumber.of(failed)).append(" failed");
        }
        if (unknown > 0) {
            line.append(", ").append(LogNumber.of(unknown)).append(" unknown");
        }
        remaining()
                .filter(time -> done < total)
                .ifPresent(time -> line.append(", about ").append(inWords(time)).append(" left"));
        return line.toString();
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < MIN_WITHOUT_DECIMAL ? "%.1f" : "%,.0f", perSecond);
    }

    private static String inWords(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
