package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The waits between attempts, and the end of an operation that keeps failing; the test advances the time. */
class RetriesTest {

    private static final Subject SUBJECT = Subject.of("Test");
    private static final Duration NANOSECOND = Duration.ofNanos(1);
    private static final Duration BUDGET = Duration.ofMinutes(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Enough random waits that some come near either end of their range. */
    private static final int MANY = 400;

    private final HandTimer timer = new HandTimer(Runnable::run);
    private final List<Duration> waits = new ArrayList<>();
    private int attempts;

    private static RetrySettings settings(int maxAttempts, Duration firstDelay, Duration maxDelay) {
        return new RetrySettings(maxAttempts, firstDelay, maxDelay, BUDGET);
    }

    private CompletableFuture<String> run(RetrySettings settings, StoreException failure) {
        return run(settings, failure, Duration.ZERO);
    }

    /** Runs an operation whose attempts all fail, each after some time. */
    private CompletableFuture<String> run(RetrySettings settings, StoreException failure, Duration duration) {
        return retries(settings).run(error -> true, isRepeat -> {
            attempts++;
            timer.advance(duration);
            return CompletableFuture.failedFuture(failure);
        });
    }

    private Retries retries(RetrySettings settings) {
        return new Retries(
                settings,
                TIMEOUT,
                timer,
                (error, wait) -> waits.add(wait.duration()),
                new Cancellation(),
                timer::nanoTime,
                true);
    }

    /** Runs an operation whose attempts fail with these failures, one after the other; the next attempt succeeds. */
    private CompletableFuture<String> runWithoutCountingThrottling(int maxAttempts, StoreException... failures) {
        return retries(settings(maxAttempts, Duration.ZERO, Duration.ZERO))
                .withoutCountingThrottling()
                .run(
                        error -> true,
                        isRepeat -> attempts < failures.length
                                ? CompletableFuture.failedFuture(failures[attempts++])
                                : CompletableFuture.completedFuture("done"));
    }

    private static StoreException unavailable() {
        return new OutcomeUnknownException(SUBJECT, 503, "service unavailable", null);
    }

    private static StoreException throttled(Duration retryAfter) {
        return new ThrottledException(SUBJECT, 429, retryAfter, "throttled");
    }

    @Test
    void theBoundDoublesUpToItsCap() {
        assertThat(IntStream.rangeClosed(1, 9)
                        .mapToObj(RetrySettings.DEFAULT::bound)
                        .map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(RetrySettings.DEFAULT.bound(1000)).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings(6, Duration.ofSeconds(5), Duration.ofSeconds(3)).bound(1))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(settings(6, Duration.ofSeconds(5), Duration.ofSeconds(10)).bound(2))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(StoreFixture.AT_ONCE.bound(3)).isZero();
    }

    @Test
    void eachWaitIsARandomPartOfItsBound() {
        RetrySettings settings = settings(4, Duration.ofSeconds(1), Duration.ofSeconds(2));
        List<CompletableFuture<String>> many = IntStream.range(0, MANY)
                .mapToObj(i -> run(settings, unavailable()))
                .toList();
        for (Duration bound : List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2))) {
            assertThat(waits)
                    .hasSize(MANY)
                    .allMatch(wait -> wait.compareTo(bound) <= 0)
                    .anyMatch(wait -> wait.compareTo(bound.dividedBy(10)) < 0)
                    .anyMatch(wait -> wait.compareTo(bound.multipliedBy(9).dividedBy(10)) > 0);
            waits.clear();
            timer.advance(bound);
        }
        assertThat(waits).isEmpty();
        assertThat(many).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(attempts).isEqualTo(4 * MANY);
    }

    @Test
    void retryAfterIsWaitedForExactly() {
        run(settings(2, Duration.ofSeconds(1), Duration.ofSeconds(1)), throttled(Duration.ofSeconds(90)));
        assertThat(waits).containsExactly(Duration.ofSeconds(90));
        timer.advance(Duration.ofSeconds(90).minus(NANOSECOND));
        assertThat(attempts).isEqualTo(1);
        timer.advance(NANOSECOND);
        assertThat(attempts).isEqualTo(2);
    }

    /** Clients that all came back at once would not help an overloaded service. */
    @Test
    void throttlingWithoutRetryAfterIsWaitedForWithBackOff() {
        for (int i = 0; i < MANY; i++) {
            run(settings(2, Duration.ofSeconds(1), Duration.ofSeconds(1)), throttled(Duration.ZERO));
        }
        assertThat(waits).hasSize(MANY).anyMatch(wait -> wait.toMillis() > 900);
    }

    @Test
    void aWaitMayLastUntilTheBudgetEnds() {
        CompletableFuture<String> last = run(settings(2, Duration.ZERO, Duration.ZERO), throttled(BUDGET));
        assertThat(last).isNotDone();
        assertThat(waits).containsExactly(BUDGET);
        timer.advance(BUDGET);
        assertThat(attempts).isEqualTo(2);
        assertThat(last).isCompletedExceptionally();
    }

    @Test
    void aWaitThatWouldEndAfterTheBudgetIsNotBegun() {
        StoreException failure = throttled(BUDGET.plus(NANOSECOND));
        assertThat(run(settings(2, Duration.ZERO, Duration.ZERO), failure)).isCompletedExceptionally();
        assertThat(attempts).isEqualTo(1);
        assertThat(waits).isEmpty();
        assertThat(failure.attempts()).isEqualTo(1);
    }

    @Test
    void theTimeOfAnAttemptCounts() {
        Duration half = BUDGET.dividedBy(2);
        assertThat(run(settings(9, Duration.ZERO, Duration.ZERO), throttled(half), half.plus(NANOSECOND)))
                .isCompletedExceptionally();
        assertThat(attempts).isEqualTo(1);
        assertThat(run(settings(9, Duration.ZERO, Duration.ZERO), throttled(half), half))
                .isNotDone();
    }

    @Test
    void backOffIsCutToTheBudgetWhoseEndEndsTheOperation() {
        Duration longDelay = BUDGET.multipliedBy(1_000_000);
        CompletableFuture<String> last = run(settings(9, longDelay, longDelay), unavailable(), NANOSECOND);
        assertThat(waits).containsExactly(BUDGET.minus(NANOSECOND));
        timer.advance(BUDGET.minus(NANOSECOND));
        assertThat(attempts).isEqualTo(2);
        assertThat(last).isCompletedExceptionally();
    }

    @Test
    void anOperationIsSentAtLeastOnce() {
        assertThatThrownBy(() -> RetrySettings.DEFAULT.withMaxAttempts(0))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("maxAttempts '0'");
        StoreException failure = unavailable();
        assertThat(run(RetrySettings.DEFAULT.withMaxAttempts(1), failure))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCause(failure);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void throttledAttemptsCountUnlessExcluded() {
        run(settings(3, Duration.ZERO, Duration.ZERO), throttled(Duration.ZERO));
        assertThat(attempts).isEqualTo(3);
        StoreException[] many = new StoreException[50];
        Arrays.fill(many, throttled(Duration.ZERO));
        attempts = 0;
        assertThat(runWithoutCountingThrottling(3, many)).isCompletedWithValue("done");
    }

    @Test
    void otherFailuresCountAcrossThrottledAttempts() {
        StoreException last = unavailable();
        StoreException busy = throttled(Duration.ZERO);
        assertThat(runWithoutCountingThrottling(2, busy, unavailable(), busy, busy, last))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCause(last);
        assertThat(last.attempts()).isEqualTo(5);
        attempts = 0;
        assertThat(runWithoutCountingThrottling(3, busy, unavailable(), busy, unavailable(), busy))
                .isCompletedWithValue("done");
    }

    @Test
    void throttlingThatDoesNotCountEndsWithTheBudget() {
        StoreException tooLong = throttled(BUDGET.plus(NANOSECOND));
        assertThat(runWithoutCountingThrottling(9, throttled(Duration.ZERO), tooLong))
                .isCompletedExceptionally();
        assertThat(attempts).isEqualTo(2);
        assertThat(tooLong.attempts()).isEqualTo(2);
    }

    @Test
    void aFailureThatIsNotRetryableEndsTheOperation() {
        CompletableFuture<String> ended = retries(RetrySettings.DEFAULT)
                .withoutCountingThrottling()
                .run(error -> false, isRepeat -> {
                    attempts++;
                    return CompletableFuture.failedFuture(throttled(Duration.ZERO));
                });
        assertThat(ended).isCompletedExceptionally();
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void onRecoveredIsCalledOnceAfterWaits() {
        List<RetryWait> waits = new ArrayList<>();
        List<Integer> recovered = new ArrayList<>();
        RetryListener listener = new RetryListener() {
            @Override
            public void onWait(StoreException error, RetryWait wait) {
                waits.add(wait);
            }

            @Override
            public void onRecovered() {
                recovered.add(attempts);
            }
        };
        Retries retries = new Retries(
                settings(3, Duration.ZERO, Duration.ZERO),
                TIMEOUT,
                timer,
                listener,
                new Cancellation(),
                timer::nanoTime,
                true);

        retries.run(
                error -> true,
                isRepeat -> attempts++ < 2
                        ? CompletableFuture.failedFuture(unavailable())
                        : CompletableFuture.completedFuture("done"));

        assertThat(waits).extracting(wait -> wait.attemptsLeft().getAsInt()).containsExactly(2, 1);
        assertThat(recovered).containsExactly(3);
        retries.run(error -> true, isRepeat -> CompletableFuture.completedFuture("at once"));
        retries.run(error -> true, isRepeat -> CompletableFuture.failedFuture(unavailable()));
        assertThat(recovered)
                .as("not called after a first attempt that succeeds, nor after a failure")
                .hasSize(1);
    }

    /** The log tells until when an operation is retried; the budget is minutes longer than all waits of a few attempts. */
    @Test
    void theRemainingTimeEndsWithTheLastWait() {
        List<RetryWait> announced = announcedWaits(settings(4, Duration.ofSeconds(1), Duration.ofMinutes(1)));

        assertThat(announced).hasSize(3);
        assertThat(announced.get(0).remaining())
                .contains(announced.get(0).duration().plusSeconds(2 + 4));
        assertThat(announced.get(1).remaining())
                .contains(announced.get(1).duration().plusSeconds(4));
        assertThat(announced.get(2).remaining()).contains(announced.get(2).duration());
    }

    /** A service that swallows requests fails each attempt after its timeout, one that refuses connections at once. */
    @Test
    void theRemainingTimeHasAttemptsThatLastAsLongAsTheOneThatFailed() {
        List<RetryWait> announced = announcedWaits(settings(4, Duration.ofSeconds(1), Duration.ofMinutes(1)), TIMEOUT);

        assertThat(announced.get(0).remaining())
                .contains(announced.get(0).duration().plusSeconds(2 + 4).plus(TIMEOUT.multipliedBy(3)));
        assertThat(announced.get(2).remaining())
                .contains(announced.get(2).duration().plus(TIMEOUT));
    }

    /** The first attempt waits for a permit behind hundreds of requests that time out, the others do not. */
    @Test
    void theTimeOfAnAttemptIsCountedUpToTheTimeoutOfARequest() {
        List<RetryWait> announced = announcedWaits(settings(2, Duration.ZERO, Duration.ZERO), Duration.ofMinutes(5));
        assertThat(announced.get(0).remaining()).contains(TIMEOUT);
    }

    /** The last attempt may begin when the budget ends. */
    @Test
    void theRemainingTimeIsNotLongerThanTheBudgetAndALastAttempt() {
        assertThat(announcedWaits(settings(100, Duration.ZERO, Duration.ZERO), TIMEOUT)
                        .get(0)
                        .remaining())
                .contains(BUDGET);
    }

    @Test
    void theRemainingTimeIsNotLongerThanTheBudget() {
        assertThat(announcedWaits(settings(100, Duration.ofMinutes(1), Duration.ofMinutes(1)))
                        .get(0)
                        .remaining())
                .contains(BUDGET);
    }

    private List<RetryWait> announcedWaits(RetrySettings settings) {
        return announcedWaits(settings, Duration.ZERO);
    }

    /** The waits of an operation whose attempts all fail, each after some time. */
    private List<RetryWait> announcedWaits(RetrySettings settings, Duration duration) {
        List<RetryWait> announced = new ArrayList<>();
        Retries retries = new Retries(
                settings,
                TIMEOUT,
                timer,
                (error, wait) -> announced.add(wait),
                new Cancellation(),
                timer::nanoTime,
                true);
        retries.run(error -> true, isRepeat -> {
            timer.advance(duration);
            return CompletableFuture.failedFuture(unavailable());
        });
        for (int wait = 0; wait < announced.size(); wait++) {
            timer.advance(announced.get(wait).duration());
        }
        return announced;
    }

    @Test
    void anAttemptKnowsWhetherTheOperationWasTriedBefore() {
        List<Boolean> repeats = new ArrayList<>();
        List<StoreException> failures = List.of(throttled(Duration.ZERO), unavailable(), throttled(Duration.ZERO));
        CompletableFuture<String> done = retries(settings(9, Duration.ZERO, Duration.ZERO))
                .withoutCountingThrottling()
                .run(error -> true, isRepeat -> {
                    repeats.add(isRepeat);
                    return attempts < failures.size()
                            ? CompletableFuture.failedFuture(failures.get(attempts++))
                            : CompletableFuture.completedFuture("done");
                });
        assertThat(done).isCompletedWithValue("done");
        assertThat(repeats).containsExactly(false, true, true, true);
    }
}
