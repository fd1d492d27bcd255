package io.jenkins.plugins.msstore.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.error.AccessDeniedException;
import io.jenkins.plugins.msstore.client.error.BadRequestException;
import io.jenkins.plugins.msstore.client.error.ConflictException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests which sequences of events end a bulk operation. */
class FailurePolicyTest {

    private static final int MAX_UNREACHABLE = 3;

    private static final Subject SUBJECT = Subject.of("Bulk assign");

    private static final StoreException REJECTION = new BadRequestException(SUBJECT, 400, "userName", "odd");

    private long now;
    private final FailurePolicy policy = new FailurePolicy(MAX_UNREACHABLE, true, () -> now);

    private static RosterEntry user(int number) {
        return new RosterEntry(number, new UserPrincipalName("user" + number + "@contoso.com"), null);
    }

    /** A batch of the users with the numbers of a range; the end is exclusive. */
    private static Batch batch(int first, int end) {
        List<RosterEntry> users =
                IntStream.range(first, end).mapToObj(FailurePolicyTest::user).toList();
        return new Batch(users, false);
    }

    private void serverFailures(int users) {
        for (int i = 0; i < users; i++) {
            policy.onServerFailure();
        }
    }

    /** A batch is tried, and the service is not reached for it. */
    private void unreachable() {
        policy.onUnreachable(policy.onAttempt(batch(0, 10)));
    }

    @Test
    void aStreakOfServerFailuresEndsTheOperation() {
        serverFailures(FailurePolicy.MAX_FAILURE_STREAK - 1);
        assertThat(policy.endsOperation()).isFalse();
        policy.onServerFailure();
        assertThat(policy.endsOperation()).isTrue();
    }

    @Test
    void aServedUserEndsAStreak() {
        serverFailures(FailurePolicy.MAX_FAILURE_STREAK - 1);
        policy.onServed();
        serverFailures(FailurePolicy.MAX_FAILURE_STREAK - 1);
        assertThat(policy.endsOperation()).isFalse();
    }

    /** A service may check names before it fails. */
    @Test
    void aRejectedUserDoesNotEndAStreak() {
        serverFailures(FailurePolicy.MAX_FAILURE_STREAK - 1);
        policy.onRejected();
        policy.onServerFailure();
        assertThat(policy.endsOperation()).isTrue();
    }

    @Test
    void aFailureOfAUserAloneCountsForTheStreakUnlessItIsARejection() {
        serverFailures(FailurePolicy.MAX_FAILURE_STREAK - 1);
        policy.onFailedAlone(user(7), REJECTION);
        assertThat(policy.endsOperation()).isFalse();
        // a web page of a proxy rejects no user
        policy.onFailedAlone(user(8), new UnexpectedAnswerException(SUBJECT, WriteOutcome.REJECTED, 400, "a web page"));
        assertThat(policy.endsOperation()).isTrue();
    }

    @Test
    void unreachableBatchesInARowEndTheOperation() {
        for (int i = 1; i < MAX_UNREACHABLE; i++) {
            unreachable();
        }
        assertThat(policy.endsOperation()).isFalse();
        unreachable();
        assertThat(policy.endsOperation()).isTrue();
    }

    /** A short outage fails all batches that are under way, and must not end an operation of hours. */
    @Test
    void unreachableBatchesThatWereTriedTogetherCountOnce() {
        List<FailurePolicy.Attempt> together =
                Stream.generate(() -> policy.onAttempt(batch(0, 10))).limit(16).toList();
        together.forEach(policy::onUnreachable);
        assertThat(policy.endsOperation()).isFalse();
        unreachable();
        unreachable();
        assertThat(policy.endsOperation()).isTrue();
    }

    /** Attempts that end with their timeouts take minutes for each batch. */
    @Test
    void aServiceThatIsNotReachedForAMinuteEndsTheOperation() {
        List<FailurePolicy.Attempt> together =
                Stream.generate(() -> policy.onAttempt(batch(0, 10))).limit(3).toList();
        policy.onUnreachable(together.get(0));
        now += FailurePolicy.MAX_AWAY.toNanos() - 1;
        policy.onUnreachable(together.get(1));
        assertThat(policy.endsOperation()).isFalse();
        now++;
        policy.onUnreachable(together.get(2));
        assertThat(policy.endsOperation()).isTrue();
    }

    @Test
    void anAnswerBeginsTheMinuteAnew() {
        unreachable();
        now += FailurePolicy.MAX_AWAY.toNanos() - 1;
        policy.onRejected();
        unreachable();
        now += FailurePolicy.MAX_AWAY.toNanos() - 1;
        unreachable();
        assertThat(policy.endsOperation()).isFalse();
    }

    @Test
    void anAnswerForAnyUserMeansThatTheServiceIsReached() {
        for (int i = 1; i < MAX_UNREACHABLE; i++) {
            unreachable();
        }
        policy.onServed();
        for (int i = 1; i < MAX_UNREACHABLE; i++) {
            unreachable();
        }
        policy.onRejected();
        for (int i = 1; i < MAX_UNREACHABLE; i++) {
            unreachable();
        }
        policy.onFailedAlone(user(7), REJECTION);
        unreachable();
        assertThat(policy.endsOperation()).isFalse();
    }

    @Test
    void aThrottledBatchEndsTheOperationUnlessOthersGotAnswersMeanwhile() {
        FailurePolicy.Attempt served = policy.onAttempt(batch(0, 10));
        policy.onServed();
        policy.onThrottled(served);
        FailurePolicy.Attempt rejected = policy.onAttempt(batch(0, 10));
        policy.onRejected();
        policy.onThrottled(rejected);
        assertThat(policy.endsOperation()).isFalse();
        FailurePolicy.Attempt alone = policy.onAttempt(batch(0, 10));
        policy.onServerFailure();
        policy.onThrottled(alone);
        assertThat(policy.endsOperation()).isTrue();
    }

    @Test
    void aFirstBatchWhoseUsersAllFailAloneEndsTheOperation() {
        policy.onAttempt(batch(0, 3));
        policy.onAttempt(batch(3, 6));
        policy.onAttempt(batch(0, 1));
        policy.onFailedAlone(user(0), REJECTION);
        policy.onFailedAlone(user(3), REJECTION);
        policy.onFailedAlone(user(2), REJECTION);
        assertThat(policy.endsOperation()).isFalse();
        policy.onFailedAlone(user(1), REJECTION);
        assertThat(policy.endsOperation()).isTrue();
    }

    @Test
    void aLaterBatchWhoseUsersAllFailAloneEndsNothing() {
        policy.onAttempt(batch(0, 2));
        policy.onAttempt(batch(2, 4));
        policy.onFailedAlone(user(2), REJECTION);
        policy.onFailedAlone(user(3), REJECTION);
        assertThat(policy.endsOperation()).isFalse();
    }

    @Test
    void aFirstBatchOfOneUserSaysNothingAboutOthers() {
        policy.onAttempt(batch(0, 1));
        policy.onFailedAlone(user(0), REJECTION);
        policy.onAttempt(batch(1, 3));
        policy.onFailedAlone(user(1), REJECTION);
        policy.onFailedAlone(user(2), REJECTION);
        assertThat(policy.endsOperation()).isFalse();
    }

    @Test
    void anOperationThatIsResumedHasNoFirstBatch() {
        FailurePolicy resumed = new FailurePolicy(MAX_UNREACHABLE, false);
        resumed.onAttempt(batch(0, 2));
        resumed.onFailedAlone(user(0), REJECTION);
        resumed.onFailedAlone(user(1), REJECTION);
        assertThat(resumed.endsOperation()).isFalse();
    }

    @Test
    void failuresThatEveryBatchWouldMeetAreFatal() {
        assertThat(List.of(
                        new AccessDeniedException(SUBJECT, 403, "no", null),
                        new ConflictException(SUBJECT, "offline"),
                        new BadRequestException(SUBJECT, 400, "SkuId", "odd"),
                        new UnexpectedAnswerException(SUBJECT, WriteOutcome.UNKNOWN, 302, "moved")))
                .allMatch(FailurePolicy::isFatal);
        policy.onFatal();
        assertThat(policy.endsOperation()).isTrue();
    }

    @Test
    void failuresThatASmallerBatchMayNotMeetAreNotFatal() {
        assertThat(List.of(
                        REJECTION,
                        new BadRequestException(SUBJECT, 400, null, "odd"),
                        new NotFoundException(SUBJECT, NotFoundException.Item.SEAT, "no seat"),
                        new UnexpectedAnswerException(SUBJECT, WriteOutcome.UNKNOWN, 500, "a web page")))
                .noneMatch(FailurePolicy::isFatal);
    }
}
