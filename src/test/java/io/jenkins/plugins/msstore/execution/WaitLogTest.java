package io.jenkins.plugins.msstore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.client.http.RetryWait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A build's log says when the service stops responding and when it responds again, in few lines. */
class WaitLogTest {

    private static final Subject SUBJECT = Subject.of("Assign seats");

    private final List<String> lines = new ArrayList<>();
    private Instant now = Instant.parse("2026-05-04T16:44:12Z");
    private final WaitLog log = new WaitLog(lines::add, new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    });

    private void refused(int attemptsLeft, Duration remaining) {
        log.onWait(
                new UnreachableException(SUBJECT, "no connection: ConnectException: refused", null),
                new RetryWait(Duration.ofSeconds(1), OptionalInt.of(attemptsLeft), Optional.of(remaining)));
    }

    private void throttled(Duration wait) {
        log.onWait(
                new ThrottledException(SUBJECT, 429, wait, "throttled"),
                new RetryWait(wait, OptionalInt.empty(), Optional.of(Duration.ofMinutes(15))));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void theReasonAndTheEndOfAnOutageAreLoggedOnce() {
        refused(5, Duration.ofMinutes(15));
        pass(Duration.ofSeconds(2));
        refused(4, Duration.ofMinutes(14));
        refused(5, Duration.ofMinutes(15));
        pass(Duration.ofSeconds(3));
        log.onRecovered();
        log.onRecovered();

        assertThat(lines)
                .containsExactly(
                        "The service is down or cannot be reached: no connection: ConnectException: refused."
                                + " A request is retried up to 5 times, until about 16:59:12 Z.",
                        "The service responds again after 5 s.");
    }

    @Test
    void aLastingOutageIsLoggedEveryMinute() {
        for (int second = 0; second <= 150; second++) {
            refused(1, Duration.ofMinutes(15));
            pass(Duration.ofSeconds(1));
        }
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1))
                .isEqualTo(
                        "The service is still down or cannot be reached after 1 min: no connection: ConnectException:"
                                + " refused. A request is retried once more, until about 17:00:12 Z.");
        assertThat(lines.get(2)).startsWith("The service is still down or cannot be reached after 2 min: ");
    }

    @Test
    void throttlingIsLoggedWithTheTimeThatRequestsWait() {
        throttled(Duration.ofSeconds(20));
        pass(Duration.ofMinutes(1));
        throttled(Duration.ofMillis(3));

        assertThat(lines)
                .containsExactly(
                        "The service is throttling this tenant (HTTP 429). Requests continue in 20 s.",
                        "The service is still throttling this tenant (HTTP 429) after 1 min. Requests continue in 1 s.");
    }

    /** A service that throttles was not down, and the line before has told when requests continue. */
    @Test
    void theEndOfAThrottledWaitIsNotTheEndOfAnOutage() {
        throttled(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        log.onRecovered();

        assertThat(lines)
                .containsExactly("The service is throttling this tenant (HTTP 429). Requests continue in 1 s.");
    }

    @Test
    void anOutageThatEndsInThrottlingHasAnEnd() {
        refused(5, Duration.ofSeconds(31));
        pass(Duration.ofSeconds(2));
        throttled(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        log.onRecovered();

        assertThat(lines).hasSize(2).last().isEqualTo("The service responds again after 3 s.");
    }

    @Test
    void aPauseOfTheTenantIsThrottlingToo() {
        log.onWait(
                new ThrottledException(SUBJECT, 0, Duration.ofSeconds(75), "the service is throttling this tenant"),
                RetryWait.ofPause(Duration.ofSeconds(75)));

        assertThat(lines)
                .containsExactly("The service is throttling this tenant (HTTP 429). Requests continue in 1 min 15 s.");
    }

    /** A service that throttles and serves by turns would otherwise write a line each time. */
    @Test
    void shortWaitsByTheDozenWriteOneLineAMinuteAtMost() {
        for (int i = 0; i < 1000; i++) {
            throttled(Duration.ofSeconds(1));
            pass(Duration.ofMillis(120));
            log.onRecovered();
        }
        assertThat(lines).hasSize(2);
    }

    /** A service that fails and serves by turns would otherwise write two lines each time. */
    @Test
    void shortOutagesByTheDozenWriteTwoLinesAMinuteAtMost() {
        for (int i = 0; i < 1000; i++) {
            refused(5, Duration.ofSeconds(31));
            pass(Duration.ofMillis(120));
            log.onRecovered();
        }
        assertThat(lines).hasSize(4);
    }

    /** Nothing moves for half a minute, so the log says why, however short a time ago it said so before. */
    @Test
    void anOutageSoonAfterAnotherOneIsLoggedOnceItHasLastedFiveSeconds() {
        for (int outage = 0; outage < 3; outage++) {
            for (int second = 0; second < 10; second++) {
                refused(5, Duration.ofSeconds(31));
                pass(Duration.ofSeconds(1));
            }
            log.onRecovered();
            pass(Duration.ofSeconds(3));
        }
        String down = "The service is down or cannot be reached: no connection: ConnectException: refused."
                + " A request is retried up to 5 times, until about ";
        String up = "The service responds again after 10 s.";
        assertThat(lines).containsExactly(down + "16:44:43 Z.", up, down + "16:45:01 Z.", up, down + "16:45:14 Z.", up);
    }

    /** The service has responded while it throttled. */
    @Test
    void anOutageThatBeginsInThrottlingIsLoggedAsNew() {
        throttled(Duration.ofSeconds(20));
        pass(Duration.ofSeconds(8));
        refused(5, Duration.ofSeconds(31));

        assertThat(lines)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("The service is down or cannot be reached: no connection");
    }

    /** The worst that a service can do: each outage lasts just long enough. */
    @Test
    void outagesOfFiveSecondsWriteTwoLinesEach() {
        for (int i = 0; i < 120; i++) {
            refused(5, Duration.ofSeconds(31));
            pass(Duration.ofSeconds(5));
            refused(5, Duration.ofSeconds(31));
            log.onRecovered();
        }
        assertThat(lines).hasSize(240);
    }

    /** Otherwise the log would promise 10 s and then be silent for minutes. */
    @Test
    void aWaitThatIsMuchLongerThanTheLoggedOneIsLoggedAtOnce() {
        throttled(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(5));
        throttled(Duration.ofSeconds(30));
        throttled(Duration.ofMinutes(12));
        throttled(Duration.ofMinutes(12));

        assertThat(lines)
                .containsExactly(
                        "The service is throttling this tenant (HTTP 429). Requests continue in 10 s.",
                        "The service is still throttling this tenant (HTTP 429) after 5 s. Requests continue in 12 min.");
    }

    @Test
    void waitsThatBecomeLongerAllTheTimeDoNotFloodTheLog() {
        for (int second = 0; second < 150; second++) {
            throttled(Duration.ofSeconds(second));
            pass(Duration.ofSeconds(1));
        }
        assertThat(lines).hasSizeBetween(3, 6);
    }

    @Test
    void anAnswerWithoutAWaitIsNoNews() {
        log.onRecovered();
        assertThat(lines).isEmpty();
    }

    @Test
    void noUserIsNamedEvenIfTheServiceDoes() {
        StoreException error = new OutcomeUnknownException(
                SUBJECT, 503, "unavailable for 'ada@contoso.com' (/Seats/bob%40contoso.com)", null);
        log.onWait(error, new RetryWait(Duration.ofSeconds(1), OptionalInt.empty(), Optional.empty()));
        assertThat(lines)
                .containsExactly(
                        "The service is down or cannot be reached: unavailable for '***' (/Seats/***) (HTTP 503)."
                                + " A request is retried.");
    }
}
