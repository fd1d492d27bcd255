package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When requests leave, and how many at a time. */
class PaceTest {

    private static final int MAXIMUM = 8;

    private final HandTimer timer = new HandTimer(Runnable::run);
    private final Pace pace = new Pace(MAXIMUM, timer, timer::nanoTime);

    /** The requests that have left, in that order. */
    private final List<Request> left = new ArrayList<>();

    private final List<Duration> pauses = new ArrayList<>();

    private final class Request extends PreparedRequest {
        private Pace.Place place;

        @Override
        void send(Pace.Place given) {
            place = given;
            if (isDone()) {
                place.free();
            } else {
                left.add(this);
            }
        }

        void answer(Answer answer) {
            place.answered(answer);
            complete(answer);
            place.free();
        }

        boolean hasLeft() {
            return left.contains(this);
        }
    }

    private Request comes() {
        Request request = new Request();
        pace.send(request, pauses::add);
        return request;
    }

    private List<Request> come(int number) {
        return IntStream.range(0, number).mapToObj(i -> comes()).toList();
    }

    private static Answer status(int status, Duration retryAfter) {
        return new Answer(status, "", "", Optional.ofNullable(retryAfter), Optional.empty(), Optional.empty());
    }

    private static Answer ok() {
        return status(200, null);
    }

    private static Answer throttled() {
        return status(429, null);
    }

    private static Answer throttledFor(long seconds) {
        return status(429, Duration.ofSeconds(seconds));
    }

    /** How many more leave when many come. */
    private int room() {
        int before = left.size();
        List<Request> many = come(3 * MAXIMUM);
        int room = left.size() - before;
        many.stream().filter(request -> !request.hasLeft()).forEach(request -> request.cancel(true));
        // they end without an answer, which says nothing of the service
        many.stream().filter(Request::hasLeft).forEach(request -> request.place.free());
        return room;
    }

    private void serve(int number) {
        for (int i = 0; i < number; i++) {
            comes().answer(ok());
        }
    }

    @Test
    void asManyAsAllowedLeaveAndTheOthersFollowInOrder() {
        List<Request> all = come(MAXIMUM + 3);
        assertThat(left).isEqualTo(all.subList(0, MAXIMUM));
        all.get(5).answer(ok());
        all.get(2).answer(ok());
        assertThat(left).isEqualTo(all.subList(0, MAXIMUM + 2));
    }

    @Test
    void whoComesLaterDoesNotOvertakeWhoWaits() {
        List<Request> all = come(MAXIMUM);
        Request waiting = comes();
        all.get(0).whenComplete((answer, error) -> comes());
        all.get(0).answer(ok());
        assertThat(left).hasSize(MAXIMUM + 1).endsWith(waiting);
    }

    @Test
    void aServiceThatAsksForNoTimeIsNotWaitedFor() {
        comes().answer(throttledFor(0));
        assertThat(comes().hasLeft()).isTrue();
        assertThat(pauses).isEmpty();
        assertThat(room()).isEqualTo(MAXIMUM / 2 - 1);
    }

    @Test
    void everybodyStaysAwayAsLongAsTheServiceAsksOneTo() {
        comes().answer(throttledFor(30));
        Request other = comes();
        timer.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(other.hasLeft()).isFalse();
        timer.advance(Duration.ofNanos(1));
        assertThat(other.hasLeft()).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void a503ThatNamesATimeIsAPauseToo() {
        comes().answer(status(503, Duration.ofSeconds(30)));
        assertThat(comes().hasLeft()).isFalse();
        timer.advance(Duration.ofSeconds(30));
        assertThat(room()).isEqualTo(MAXIMUM / 2 - 1);
    }

    @Test
    void thoseWhoWaitAlreadyHearOfThePause() {
        List<Request> all = come(MAXIMUM + 2);
        all.get(0).answer(throttledFor(30));
        assertThat(pauses).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
        assertThat(left).hasSize(MAXIMUM);
    }

    @Test
    void thePauseThatEndsLastHolds() {
        List<Request> all = come(3);
        all.get(0).answer(throttledFor(30));
        all.get(1).answer(throttledFor(60));
        all.get(2).answer(throttledFor(10));
        Request other = comes();
        timer.advance(Duration.ofSeconds(59));
        assertThat(other.hasLeft()).isFalse();
        timer.advance(Duration.ofSeconds(1));
        assertThat(other.hasLeft()).isTrue();
    }

    @Test
    void whoCannotWaitSoLongIsTurnedAwayAtOnceAndNeverSent() {
        List<Request> all = come(MAXIMUM + 1);
        all.get(0).answer(throttledFor(16 * 60));
        Request later = comes();
        for (Request request : List.of(all.get(MAXIMUM), later)) {
            assertThat(request).isCompletedWithValue(throttledFor(16 * 60));
        }
        timer.advance(Duration.ofMinutes(16));
        assertThat(left).hasSize(MAXIMUM);
        assertThat(comes().hasLeft()).isFalse();
        all.subList(1, MAXIMUM).forEach(request -> request.answer(ok()));
        assertThat(left).hasSize(MAXIMUM + 1);
    }

    @Test
    void whoIsTurnedAwayIsNotSentEvenWhereThePauseEndsMeanwhile() {
        pace.limitTo(1);
        Request throttled = comes();
        List<Request> refused = come(2);
        refused.get(0).whenComplete((answer, error) -> {
            throttled.place.free();
            timer.advance(Duration.ofHours(1));
        });
        throttled.answer(throttledFor(16 * 60));
        assertThat(refused).allMatch(Request::isDone).noneMatch(Request::hasLeft);
    }

    @Test
    void whoHasWaitedForOnePauseAfterAnotherIsTurnedAwayWhenItsTimeIsOver() {
        pace.limitTo(1);
        Request first = comes();
        List<Request> all = come(20);
        first.answer(throttledFor(60));
        for (int minute = 0; minute < 14; minute++) {
            timer.advance(Duration.ofMinutes(1));
            left.get(left.size() - 1).answer(throttledFor(60));
        }
        assertThat(all).noneMatch(request -> !request.hasLeft() && request.isDone());
        timer.advance(Duration.ofMinutes(1));
        left.get(left.size() - 1).answer(throttledFor(60));
        assertThat(all).allMatch(Request::isDone);
        assertThat(left).hasSize(16);
    }

    @Test
    void aPauseOfDaysEndsWhenSomebodyMayAskAgain() {
        comes().answer(throttledFor(Long.MAX_VALUE));
        timer.advance(Duration.ofHours(1));
        assertThat(comes().hasLeft()).isTrue();
    }

    @Test
    void throttlingWithoutATimeStopsNobody() {
        comes().answer(throttled());
        comes().answer(throttledFor(0));
        assertThat(comes().hasLeft()).isTrue();
    }

    @Test
    void asSoonAsOneIsAskedToStayAwayEverybodyDoes() {
        comes().answer(throttledFor(1));
        Request stopped = comes();
        assertThat(stopped.hasLeft()).isFalse();
        timer.advance(Duration.ofSeconds(1));
        assertThat(stopped.hasLeft()).isTrue();
    }

    @Test
    void throttlingHalvesOnceForAllThatLeftTogether() {
        List<Request> all = come(MAXIMUM);
        all.forEach(request -> request.answer(throttled()));
        assertThat(room()).isEqualTo(MAXIMUM / 2);
        comes().answer(throttled());
        assertThat(room()).isEqualTo(MAXIMUM / 4);
        for (int i = 0; i < 5; i++) {
            comes().answer(throttled());
        }
        assertThat(room()).isEqualTo(1);
    }

    @Test
    void halfAsManyMeansThatNobodyLeavesUntilThereAreFewer() {
        List<Request> all = come(MAXIMUM + 4);
        all.get(0).answer(throttled());
        all.get(1).answer(ok());
        all.get(2).answer(ok());
        all.get(3).answer(ok());
        assertThat(left).hasSize(MAXIMUM);
        all.get(4).answer(ok());
        assertThat(left).hasSize(MAXIMUM + 1);
    }

    @Test
    void whatIsServedBringsTheNumberBackOneByOneAndNoFurtherThanTheMaximum() {
        comes().answer(throttled());
        serve(3);
        assertThat(room()).isEqualTo(4);
        serve(1);
        assertThat(room()).isEqualTo(5);
        serve(5 + 6 + 7);
        assertThat(room()).isEqualTo(MAXIMUM);
        serve(100);
        assertThat(room()).isEqualTo(MAXIMUM);
    }

    @Test
    void whatHadLeftBeforeTheHalvingBringsNothingBack() {
        List<Request> all = come(MAXIMUM);
        all.get(0).answer(throttled());
        all.subList(1, MAXIMUM).forEach(request -> request.answer(ok()));
        assertThat(room()).isEqualTo(4);
    }

    @Test
    void aServiceOutOfOrderBringsNothingBackAndHalvesNothing() {
        comes().answer(throttled());
        IntStream.range(0, 50).forEach(i -> comes().answer(status(i % 2 == 0 ? 503 : 408, null)));
        assertThat(room()).isEqualTo(4);
    }

    @Test
    void aRequestThatIsCancelledWhileItWaitsNeverLeaves() {
        List<Request> all = come(MAXIMUM + 2);
        all.get(MAXIMUM).cancel(true);
        all.get(0).answer(ok());
        assertThat(left).hasSize(MAXIMUM + 1).doesNotContain(all.get(MAXIMUM)).endsWith(all.get(MAXIMUM + 1));
    }

    @Test
    void aRequestThatWasCancelledBeforeItCameTakesNoPlace() {
        Request cancelled = new Request();
        cancelled.cancel(true);
        pace.send(cancelled, pauses::add);
        assertThat(room()).isEqualTo(MAXIMUM);
    }

    @Test
    void thePlaceOfACancelledRequestIsFreeWhenItsCallHasEnded() {
        List<Request> all = come(MAXIMUM + 1);
        all.get(0).cancel(true);
        assertThat(left).hasSize(MAXIMUM);
        all.get(0).place.free();
        all.get(0).place.free();
        assertThat(left).hasSize(MAXIMUM + 1);
        assertThat(room()).isZero();
    }

    @Test
    void aRequestThatCannotBeSentLeavesItsPlaceToTheNext() {
        pace.limitTo(1);
        Request first = comes();
        OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
        List<PreparedRequest> broken = IntStream.range(0, 50_000)
                .<PreparedRequest>mapToObj(i -> new PreparedRequest() {
                    @Override
                    void send(Pace.Place place) {
                        throw noThread;
                    }
                })
                .toList();
        broken.forEach(request -> pace.send(request, pauses::add));
        Request last = comes();
        first.answer(ok());
        assertThat(broken).allMatch(PreparedRequest::isCompletedExceptionally);
        assertThat(last.hasLeft()).isTrue();
    }

    @Test
    void aListenerThatFailsHarmsNobodyElse() {
        List<Request> all = come(MAXIMUM);
        pace.send(new Request(), wait -> {
            throw new IllegalStateException("log closed");
        });
        comes();
        all.get(0).answer(throttledFor(30));
        assertThat(all.get(0)).isCompleted();
        assertThat(pauses).hasSize(1);
    }

    @Test
    void theNewestMaximumHoldsForThoseWhoWait() {
        pace.limitTo(2);
        List<Request> all = come(10);
        assertThat(left).hasSize(2);
        pace.limitTo(5);
        assertThat(left).hasSize(5);
        pace.limitTo(3);
        all.get(0).answer(ok());
        all.get(1).answer(ok());
        assertThat(left).hasSize(5);
        all.get(2).answer(ok());
        assertThat(left).hasSize(6);
    }

    @Test
    void aLargerMaximumIsClimbedToWhereTheServiceThrottles() {
        comes().answer(throttled());
        pace.limitTo(2 * MAXIMUM);
        assertThat(room()).isEqualTo(4);
        serve(4 + 5 + 6 + 7 + 8);
        assertThat(room()).isEqualTo(9);
    }

    @Test
    void atLeastOneMustBeAllowed() {
        assertThatThrownBy(() -> new Pace(0, timer)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> pace.limitTo(0)).isInstanceOf(InvalidParameterException.class);
    }
}
