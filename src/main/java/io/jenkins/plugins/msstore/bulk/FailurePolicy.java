package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.client.error.AccessDeniedException;
import io.jenkins.plugins.msstore.client.error.BadRequestException;
import io.jenkins.plugins.msstore.client.error.ConflictException;
import io.jenkins.plugins.msstore.client.error.InterruptedBeforeSendingException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.TooFewSeatsException;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Decides when failures end a bulk operation, because the remaining users would fail as well. The execution reports events
 * and asks {@link #endsOperation()} after each failure. Not thread-safe.
 *
 * <p>These end an operation:
 *
 * <ul>
 *   <li>a failure that every other batch would meet, see {@link #isFatal};
 *   <li>a failure streak: server failures for {@value #MAX_FAILURE_STREAK} users, and no user served in between;
 *   <li>several batches in a row for which the service was not reached, each tried after the one before it had failed:
 *       batches that were tried together failed for the same outage;
 *   <li>a batch for which the service was not reached a minute after another one, and no answer in between: where attempts
 *       end with their timeouts, several in a row would take an hour;
 *   <li>a throttled batch, where no other user got an answer while it was tried;
 *   <li>a first batch whose users all failed one by one.
 * </ul>
 */
final class FailurePolicy {

    /** Two full batches: failures of that many users in a row are not caused by a single user. */
    static final int MAX_FAILURE_STREAK = 2 * BulkSeats.MAX_USERS;

    /** The time from one unreachable batch to another that ends the operation. */
    static final Duration MAX_AWAY = Duration.ofMinutes(1);

    private static final Set<String> PRODUCT_PARAMETERS = Set.of("productid", "skuid");

    private final int maxUnreachable;
    private final LongSupplier nanoTime;

    /** The entries of the first batch that have not failed alone; empty if the operation is not to end with the first batch. */
    private final Set<Integer> firstBatch = new HashSet<>();

    private boolean awaitsFirstBatch;
    private int failureStreak;
    private int unreachableStreak;
    private long firstUnreachable;
    private int answers;
    private boolean ends;

    /**
     * @param maxUnreachable the number of unreachable batches in a row that ends the operation
     * @param beginning whether no request of the operation was sent before; the failure of a whole first batch ends only
     *     such an operation
     */
    FailurePolicy(int maxUnreachable, boolean beginning) {
        this(maxUnreachable, beginning, System::nanoTime);
    }

    FailurePolicy(int maxUnreachable, boolean beginning, LongSupplier nanoTime) {
        this.maxUnreachable = maxUnreachable;
        this.nanoTime = nanoTime;
        this.awaitsFirstBatch = beginning;
    }

    /**
     * A batch that is being tried.
     *
     * @param answersBefore the number of users that the service had answered for when the attempt began
     * @param unreachableBefore the number of unreachable batches in a row when the attempt began
     */
    record Attempt(int answersBefore, int unreachableBefore) {}

    /** Whether another batch, or a smaller one, would fail in the same way. */
    static boolean isFatal(StoreException failure) {
        if (failure instanceof BadRequestException rejected) {
            return rejected.parameter()
                    .map(UserPrincipalName::foldCase)
                    .filter(PRODUCT_PARAMETERS::contains)
                    .isPresent();
        }
        if (failure instanceof NotFoundException notFound) {
            return !notFound.meansNoSeat();
        }
        return failure instanceof AccessDeniedException
                || failure instanceof ConflictException
                || failure instanceof InterruptedBeforeSendingException
                || failure instanceof UnexpectedAnswerException unexpected && unexpected.httpStatus() / 100 == 3;
    }

    /** Whether the capacity check ends the operation: for a shortage, and if the writes would fail in the same way. */
    static boolean isFatalInPreparation(StoreException failure) {
        return failure instanceof TooFewSeatsException
                || failure instanceof AccessDeniedException
                || failure instanceof UnreachableException;
    }

    /** Whether the service rejected the user, and is in order itself. */
    static boolean isRejection(StoreException failure) {
        return failure.outcome() == WriteOutcome.REJECTED && !(failure instanceof UnexpectedAnswerException);
    }

    /** A batch is about to be tried. A single user in the first one says nothing about others. */
    Attempt onAttempt(Batch batch) {
        if (awaitsFirstBatch && batch.size() > 1) {
            batch.entries().forEach(entry -> firstBatch.add(entry.number()));
        }
        awaitsFirstBatch = false;
        return new Attempt(answers, unreachableStreak);
    }

    /** A user was served: the service is in order. */
    void onServed() {
        failureStreak = 0;
        onAnswer();
    }

    /** A user was rejected: the service was reached, and may be in order or not. */
    void onRejected() {
        onAnswer();
    }

    private void onAnswer() {
        unreachableStreak = 0;
        answers++;
    }

    /** The service failed for a user. */
    void onServerFailure() {
        failureStreak++;
        ends |= failureStreak >= MAX_FAILURE_STREAK;
    }

    /** A request for one user alone failed. */
    void onFailedAlone(RosterEntry user, StoreException failure) {
        if (isRejection(failure)) {
            onRejected();
        } else {
            onServerFailure();
        }
        ends |= firstBatch.remove(user.number()) && firstBatch.isEmpty();
    }

    /** The service was not reached for a batch. */
    void onUnreachable(Attempt attempt) {
        long now = nanoTime.getAsLong();
        if (unreachableStreak == 0) {
            firstUnreachable = now;
        }
        if (attempt.unreachableBefore() == unreachableStreak) {
            unreachableStreak++;
        }
        ends |= unreachableStreak >= maxUnreachable || now - firstUnreachable >= MAX_AWAY.toNanos();
    }

    /** A batch was throttled until its call timed out. It is tried again as long as other users get answers. */
    void onThrottled(Attempt attempt) {
        ends |= answers == attempt.answersBefore();
    }

    /** A batch met a failure that {@link #isFatal}. */
    void onFatal() {
        ends = true;
    }

    /** Whether the failures so far end the operation. */
    boolean endsOperation() {
        return ends;
    }
}
