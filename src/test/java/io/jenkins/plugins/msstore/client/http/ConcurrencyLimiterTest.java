package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter.Permit;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter.RejectedByPauseException;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The times at which permits are granted, and their number; the test advances the time. */
class ConcurrencyLimiterTest {

    private static final int MAX_LIMIT = 8;

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final HandTimer timer = new HandTimer(Runnable::run);
    private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(MAX_LIMIT, timer, timer::nanoTime);

    /** The requests that were granted a permit, in that order. */
    private final List<Request> granted = new ArrayList<>();

    private final List<Duration> pauses = new ArrayList<>();

    private final class Request {

        private final CompletableFuture<Permit> permit;

        Request(Consumer<Duration> onPause) {
            this(limiter.acquire(onPause));
        }

        Request(CompletableFuture<Permit> permit) {
            this.permit = permit;
            permit.thenRun(() -> granted.add(this));
        }

        boolean isGranted() {
            return granted.contains(this);
        }

        boolean isRejected() {
            return permit.isCompletedExceptionally();
        }

        void served() {
            permit.join().served();
        }

        void throttled(Duration retryAfter) {
            permit.join().throttled(retryAfter);
        }

        void failed() {
            permit.join().release();
        }
    }

    private Request request() {
        return new Request(pauses::add);
    }

    private List<Request> requests(int number) {
        return IntStream.range(0, number).mapToObj(i -> request()).toList();
    }

    /** The number of permits that are granted if many are requested. */
    private int free() {
        int before = granted.size();
        List<Request> many = requests(3 * MAX_LIMIT);
        int free = granted.size() - before;
        many.stream().filter(request -> !request.isGranted()).forEach(request -> request.permit.cancel(true));
        many.stream().filter(Request::isGranted).forEach(Request::failed);
        return free;
    }

    private Request repeatedRequest() {
        return new Request(limiter.acquireAgain(pauses::add));
    }

    @Test
    void asManyPermitsAsAllowedAreGrantedAndTheOthersInOrder() {
        List<Request> all = requests(MAX_LIMIT + 3);
        assertThat(granted).isEqualTo(all.subList(0, MAX_LIMIT));
        all.get(5).served();
        all.get(2).served();
        assertThat(granted).isEqualTo(all.subList(0, MAX_LIMIT + 2));
    }

    @Test
    void laterRequestDoesNotOvertakeWaiters() {
        limiter.setMaxLimit(1);
        Request first = request();
        Request second = request();
        Request third = request();
        List<Request> later = new ArrayList<>();
        second.permit.thenAccept(permit -> {
            later.add(request());
            permit.served();
        });
        first.served();
        assertThat(granted).containsExactly(first, second, third);
        third.served();
        assertThat(granted).containsExactly(first, second, third, later.get(0));
    }

    @Test
    void noPermitIsGrantedAsLongAsTheServiceAsksToWait() {
        request().throttled(Duration.ofSeconds(30));
        Request other = request();
        timer.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(other.isGranted()).isFalse();
        timer.advance(Duration.ofNanos(1));
        assertThat(other.isGranted()).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void waitersAreNotifiedOfAPauseThatBegins() {
        List<Request> all = requests(MAX_LIMIT + 2);
        all.get(0).throttled(Duration.ofSeconds(30));
        assertThat(pauses).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
        assertThat(granted).hasSize(MAX_LIMIT);
    }

    @Test
    void thePauseThatEndsLastHolds() {
        List<Request> all = requests(3);
        all.get(0).throttled(Duration.ofSeconds(30));
        all.get(1).throttled(Duration.ofSeconds(60));
        all.get(2).throttled(Duration.ofSeconds(10));
        Request other = request();
        timer.advance(Duration.ofSeconds(59));
        assertThat(other.isGranted()).isFalse();
        timer.advance(Duration.ofSeconds(1));
        assertThat(other.isGranted()).isTrue();
    }

    @Test
    void waiterIsRejectedAtOnceWhereThePauseLastsTooLong() {
        List<Request> all = requests(MAX_LIMIT + 1);
        all.get(0).throttled(Duration.ofMinutes(16));
        Request later = request();
        for (Request rejected : List.of(all.get(MAX_LIMIT), later)) {
            assertThat(rejected.permit)
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            RejectedByPauseException.class,
                            rejection -> assertThat(rejection.remaining()).isEqualTo(Duration.ofMinutes(16)));
        }
        timer.advance(Duration.ofMinutes(16));
        assertThat(granted).hasSize(MAX_LIMIT);
        assertThat(request().isGranted()).isTrue();
    }

    @Test
    void rejectedWaiterIsNeverSent() {
        limiter.setMaxLimit(1);
        Request throttled = request();
        List<Request> rejected = requests(2);
        // the pause ends before the second waiter is notified of its rejection
        rejected.get(0).permit.whenComplete((permit, error) -> timer.advance(Duration.ofHours(1)));
        throttled.throttled(Duration.ofMinutes(16));
        assertThat(rejected).allMatch(Request::isRejected).noneMatch(Request::isGranted);
    }

    @Test
    void waiterIsRejectedWhenItHasWaitedForOnePauseAfterAnother() {
        limiter.setMaxLimit(1);
        Request first = request();
        List<Request> all = requests(20);
        first.throttled(Duration.ofMinutes(1));
        for (int minute = 0; minute < 14; minute++) {
            timer.advance(Duration.ofMinutes(1));
            granted.get(granted.size() - 1).throttled(Duration.ofMinutes(1));
        }
        assertThat(all).noneMatch(Request::isRejected);
        timer.advance(Duration.ofMinutes(1));
        granted.get(granted.size() - 1).throttled(Duration.ofMinutes(1));
        assertThat(all).allMatch(request -> request.isGranted() || request.isRejected());
        assertThat(granted).hasSize(16);
    }

    @Test
    void aPauseEndsAfterAnHourAtMost() {
        request().throttled(Duration.ofSeconds(Long.MAX_VALUE));
        timer.advance(Duration.ofHours(1));
        assertThat(request().isGranted()).isTrue();
    }

    @Test
    void aRequestThatIsRefusedWhileOthersAreServedPausesNothing() {
        List<Request> all = requests(MAX_LIMIT + 2);
        all.get(0).served();
        all.get(1).throttled(ONE_SECOND);
        assertThat(granted).isEqualTo(all);
        assertThat(pauses).isEmpty();
        assertThat(limiter.isThrottled()).isFalse();
    }

    @Test
    void twoRefusalsOfThoseInFlightPauseTheTenantForASecondToo() {
        List<Request> all = requests(MAX_LIMIT + 2);
        all.get(0).throttled(ONE_SECOND);
        all.get(1).served();
        all.get(2).throttled(ONE_SECOND);
        Request waiter = request();
        assertThat(waiter.isGranted()).isFalse();
        assertThat(pauses).containsExactly(ONE_SECOND);
        assertThat(limiter.isThrottled()).isTrue();
        timer.advance(ONE_SECOND);
        assertThat(waiter.isGranted()).isTrue();
    }

    @Test
    void refusalsInARowPauseTheTenant() {
        for (int i = 0; i < 3; i++) {
            Request refused = request();
            assertThat(refused.isGranted()).isTrue();
            refused.throttled(ONE_SECOND);
        }
        assertThat(request().isGranted()).isFalse();
    }

    @Test
    void refusalsBetweenServedRequestsAreNotInARow() {
        for (int i = 0; i < 6; i++) {
            request().throttled(ONE_SECOND);
            request().served();
        }
        assertThat(request().isGranted()).isTrue();
    }

    @Test
    void twoRefusalsOfManyInFlightPauseNothing() {
        limiter.setMaxLimit(64);
        List<Request> all = requests(64);
        refuseWithOneServedAfterEach(all.subList(0, 16));
        assertThat(pauses).isEmpty();
        assertThat(request().isGranted()).isTrue();
        refuseWithOneServedAfterEach(all.subList(16, 18));
        assertThat(request().isGranted()).isFalse();
    }

    private static void refuseWithOneServedAfterEach(List<Request> requests) {
        for (int i = 0; i < requests.size(); i += 2) {
            requests.get(i).throttled(ONE_SECOND);
            requests.get(i + 1).served();
        }
    }

    @Test
    void aRetryAfterLongerThanASecondPausesTheTenant() {
        List<Request> all = requests(MAX_LIMIT);
        all.get(0).served();
        all.get(1).throttled(Duration.ofSeconds(2));
        Request waiter = request();
        timer.advance(Duration.ofSeconds(2).minusNanos(1));
        assertThat(waiter.isGranted()).isFalse();
        timer.advance(Duration.ofNanos(1));
        assertThat(waiter.isGranted()).isTrue();
    }

    @Test
    void refusalsWithoutATimePauseNothing() {
        requests(MAX_LIMIT).forEach(request -> request.throttled(Duration.ZERO));
        assertThat(request().isGranted()).isTrue();
        assertThat(pauses).isEmpty();
    }

    @Test
    void aRequestThatIsSentAgainGoesBeforeThoseThatHadNoTurn() {
        limiter.setMaxLimit(1);
        Request first = request();
        Request waiter = request();
        Request repeated = repeatedRequest();
        Request repeatedLater = repeatedRequest();
        first.served();
        repeated.served();
        repeatedLater.served();
        assertThat(granted).containsExactly(first, repeated, repeatedLater, waiter);
    }

    @Test
    void aRepeatedRequestIsNotifiedOfPausesAndCanBeCancelled() {
        limiter.setMaxLimit(1);
        Request first = request();
        Request repeated = repeatedRequest();
        Request cancelled = repeatedRequest();
        cancelled.permit.cancel(true);
        first.throttled(Duration.ofSeconds(30));
        assertThat(pauses).containsExactly(Duration.ofSeconds(30));
        timer.advance(Duration.ofSeconds(30));
        repeated.served();
        assertThat(granted).containsExactly(first, repeated);
    }

    @Test
    void cancelledWaiterIsNeverSent() {
        List<Request> all = requests(MAX_LIMIT + 2);
        all.get(MAX_LIMIT).permit.cancel(true);
        all.get(0).served();
        assertThat(granted)
                .hasSize(MAX_LIMIT + 1)
                .doesNotContain(all.get(MAX_LIMIT))
                .endsWith(all.get(MAX_LIMIT + 1));
    }

    @Test
    void cancelledWaiterIsNotInTheQueueAnyMore() {
        List<Request> all = requests(MAX_LIMIT + 1);
        all.get(MAX_LIMIT).permit.cancel(true);
        all.get(0).throttled(Duration.ofSeconds(30));
        assertThat(pauses).isEmpty();
    }

    @Test
    void permitOfAWaiterThatHasEndedGoesToTheNext() {
        limiter.setMaxLimit(1);
        Request first = request();
        request().permit.completeExceptionally(new TimeoutException());
        Request last = request();
        first.served();
        assertThat(last.isGranted()).isTrue();
    }

    @Test
    void permitIsGivenBackOnce() {
        List<Request> all = requests(MAX_LIMIT + 1);
        all.get(0).failed();
        all.get(0).failed();
        all.get(0).throttled(Duration.ofSeconds(30));
        assertThat(granted).hasSize(MAX_LIMIT + 1);
        assertThat(pauses).isEmpty();
        assertThat(free()).isZero();
    }

    @Test
    void permitsThatAreGivenBackAtOnceDoNotGrowTheStack() {
        limiter.setMaxLimit(1);
        Request first = request();
        for (int i = 0; i < 50_000; i++) {
            limiter.acquire(pauses::add).thenAccept(Permit::release);
        }
        Request last = request();
        first.served();
        assertThat(last.isGranted()).isTrue();
    }

    @Test
    void failingCallbackHarmsNoOtherClient() {
        List<Request> all = requests(MAX_LIMIT);
        new Request(pause -> {
            throw new IllegalStateException("log closed");
        });
        request();
        all.get(0).throttled(Duration.ofSeconds(30));
        assertThat(pauses).hasSize(1);
    }

    @Test
    void newMaximumHoldsForWaitersToo() {
        limiter.setMaxLimit(2);
        List<Request> all = requests(10);
        assertThat(granted).hasSize(2);
        limiter.setMaxLimit(5);
        assertThat(granted).hasSize(5);
        limiter.setMaxLimit(3);
        all.get(0).served();
        all.get(1).served();
        assertThat(granted).hasSize(5);
        all.get(2).served();
        assertThat(granted).hasSize(6);
    }

    @Test
    void atLeastOneRequestMustBeAllowed() {
        assertThatThrownBy(() -> new ConcurrencyLimiter(0, timer)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> limiter.setMaxLimit(0)).isInstanceOf(InvalidParameterException.class);
    }
}
