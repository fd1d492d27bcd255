package io.jenkins.plugins.msstore.bulk;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param done how many of its users have an outcome
 * @param total how many users it has
 * @param failed how many of them failed so far
 * @param perSecond how many have got an outcome a second lately
 */
public record BulkProgress(int done, int total, int failed, double perSecond) {

    private static final int PERCENT = 100;

    /** How long the rest will take at this pace; empty while there is none. */
    public Optional<Duration> left() {
        return perSecond > 0
                ? Optional.of(Duration.ofSeconds((long) Math.ceil((total - done) / perSecond)))
                : Optional.empty();
    }

    /** The same on one line, without names. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder()
                .append(done)
                .append('/')
                .append(total)
                .append(" users (")
                .append(total == 0 ? PERCENT : (int) ((long) done * PERCENT / total))
                .append(" %)");
        if (perSecond > 0) {
            line.append(String.format(Locale.ROOT, perSecond < 10 ? ", %.1f" : ", %.0f", perSecond))
                    .append(" seats/s");
        }
        if (failed > 0) {
            line.append(", ").append(failed).append(" failed");
        }
        left().filter(time -> done < total)
                .ifPresent(time -> line.append(", about ").append(inWords(time)).append(" left"));
        return line.toString();
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
