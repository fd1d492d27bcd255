package io.jenkins.plugins.msstore.execution;

import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.http.RetryListener;
import io.jenkins.plugins.msstore.client.http.RetryWait;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Logs in a build that the service is down or throttles: one line when that begins, at most one a minute while it lasts, one
 * when requests wait more than a minute longer than the last line said, and one when a service that was down responds again.
 * Thousands of requests may wait at the same time, and a service may fail every other request: an outage that begins less than a
 * minute after the last line is logged once it has lasted five seconds, throttling when that minute is over. Names no user,
 * because user principal names are personal data.
 */
final class WaitLog implements RetryListener {

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    /** How long an outage lasts before it is logged although the last line is not a minute old. */
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(5);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.ROOT);

    private final Consumer<String> log;
    private final Clock clock;

    /** The beginning of the first wait since the service last responded; null while it responds. */
    private Instant began;

    /** Whether the log has a line about the present outage or throttling. */
    private boolean isLogged;

    /** Whether one of these lines says that the service is down. A service that only throttles has responded all the time. */
    private boolean isLoggedAsDown;

    private Instant lastLine = Instant.MIN;

    /** The end of the wait that the last line named. */
    private Instant loggedEnd = Instant.MIN;

    /**
     * @param log writes a line
     * @param clock the clock, with the time zone of the times in the log
     */
    WaitLog(Consumer<String> log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void onWait(StoreException error, RetryWait wait) {
        Instant now = clock.instant();
        boolean isDown = !(error instanceof ThrottledException);
        Duration lasting;
        synchronized (this) {
            if (began == null) {
                began = now;
            }
            Instant end = now.plus(wait.duration());
            boolean isMuchLonger = end.isAfter(loggedEnd.plus(BETWEEN_LINES));
            boolean isNewOutage = isDown && !isLoggedAsDown && !now.isBefore(began.plus(WORTH_A_LINE));
            if (now.isBefore(lastLine.plus(BETWEEN_LINES)) && !isMuchLonger && !isNewOutage) {
                return;
            }
            loggedEnd = end;
            lasting = (isDown ? isLoggedAsDown : isLogged) ? Duration.between(began, now) : Duration.ZERO;
            isLogged = true;
            isLoggedAsDown |= isDown;
            lastLine = now;
        }
        log.accept(
                error instanceof ThrottledException throttled
                        ? throttled(throttled, wait, lasting)
                        : down(error, wait, lasting, now));
    }

    @Override
    public void onRecovered() {
        Duration lasted;
        synchronized (this) {
            if (began == null) {
                return;
            }
            lasted = Duration.between(began, clock.instant());
            began = null;
            isLogged = false;
            if (!isLoggedAsDown) {
                return;
            }
            isLoggedAsDown = false;
        }
        log.accept("The service responds again after " + inWords(lasted) + ".");
    }

    private static String throttled(ThrottledException error, RetryWait wait, Duration lasting) {
        int status = error.httpStatus() == 0 ? ThrottledException.TOO_MANY_REQUESTS : error.httpStatus();
        return "The service is " + still(lasting) + "throttling this tenant (HTTP " + status + ")" + since(lasting)
                + ". Requests continue in " + inWords(wait.duration()) + ".";
    }

    private String down(StoreException error, RetryWait wait, Duration lasting, Instant now) {
        String status = error.httpStatus() == 0 ? "" : " (HTTP " + error.httpStatus() + ")";
        return "The service is " + still(lasting) + "down or cannot be reached" + since(lasting) + ": "
                + UserPrincipalName.hiddenIn(error.reason()) + status + ". A request is retried" + times(wait)
                + wait.remaining()
                        .map(remaining -> ", until about "
                                + TIME.format(now.plus(remaining).atZone(clock.getZone())))
                        .orElse("")
                + ".";
    }

    private static String still(Duration lasting) {
        return lasting.isZero() ? "" : "still ";
    }

    private static String since(Duration lasting) {
        return lasting.isZero() ? "" : " after " + inWords(lasting);
    }

    private static String times(RetryWait wait) {
        if (wait.attemptsLeft().isEmpty()) {
            return "";
        }
        int attempts = wait.attemptsLeft().getAsInt();
        return attempts == 1 ? " once more" : " up to " + attempts + " times";
    }

    /** A duration in minutes and seconds, at least one second. */
    private static String inWords(Duration time) {
        long seconds = Math.max(1, time.plusMillis(500).toSeconds());
        return seconds < 60
                ? seconds + " s"
                : seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
}
