package io.jenkins.plugins.msstore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A build's log shows waits, but not every single one. */
class WaitLogTest {

    private final List<String> lines = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000_000_000L;
    private final WaitLog log = new WaitLog(lines::add, () -> now);

    private void wait(String reason, Duration wait) {
        log.waiting(new ThrottledException(Subject.of("Assign seats"), 429, wait, reason), wait);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void theFirstWaitIsWrittenAtOnce() {
        wait("throttled", Duration.ofMillis(2300));
        assertThat(lines).containsExactly("Assign seats: throttled; trying again in 2.3 s");
    }

    @Test
    void aWaitThatIsNearlyOverIsAWaitAllTheSame() {
        wait("throttled", Duration.ofMillis(3));
        assertThat(lines).containsExactly("Assign seats: throttled; trying again in 0.1 s");
    }

    @Test
    void waitsInQuickSuccessionAreCountedInTheNextLine() {
        wait("throttled", Duration.ofSeconds(20));
        for (int i = 0; i < 17; i++) {
            wait("throttled", Duration.ofSeconds(20));
        }
        pass(Duration.ofSeconds(5));
        wait("throttled", Duration.ofSeconds(20));
        wait("throttled", Duration.ofSeconds(20));
        pass(Duration.ofSeconds(5));
        wait("throttled", Duration.ofSeconds(20));
        pass(Duration.ofSeconds(5));
        wait("throttled", Duration.ofSeconds(20));
        assertThat(lines)
                .containsExactly(
                        "Assign seats: throttled; trying again in 20 s",
                        "Assign seats: throttled; trying again in 20 s … and 17 more waits",
                        "Assign seats: throttled; trying again in 20 s … and 1 more wait",
                        "Assign seats: throttled; trying again in 20 s");
    }

    @Test
    void oneLineEveryFiveSecondsAtMost() {
        for (int i = 0; i < 1000; i++) {
            wait("throttled", Duration.ofSeconds(1));
            pass(Duration.ofMillis(100));
        }
        assertThat(lines).hasSize(20);
    }

    @Test
    void noUserIsNamedEvenIfTheServiceDoes() {
        wait("too many for 'ada@contoso.com' (/Seats/bob%40contoso.com)", Duration.ofSeconds(1));
        assertThat(lines).containsExactly("Assign seats: too many for '***' (/Seats/***); trying again in 1.0 s");
    }
}
