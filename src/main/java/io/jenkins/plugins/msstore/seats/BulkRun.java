package io.jenkins.plugins.msstore.seats;

import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.UnsettledSeat;
import io.jenkins.plugins.msstore.client.error.AccessDeniedException;
import io.jenkins.plugins.msstore.client.error.BadRequestException;
import io.jenkins.plugins.msstore.client.error.ConflictException;
import io.jenkins.plugins.msstore.client.error.InterruptedBeforeSendingException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.client.error.Verdict;
import io.jenkins.plugins.msstore.client.http.Failures;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Does one thing with the seats of many users: batches in parallel, and every user ends in exactly one outcome, whatever
 * happens.
 *
 * <p>A batch that the service does not do for the sake of one of its users is halved until that user stands alone; the
 * others go through. What would hold for everybody ends the run. No thread waits for an answer.
 */
public final class BulkRun {

    private static final Set<String> PRODUCT_PARAMETERS = Set.of("productid", "skuid");

    private static final int MOST_TROUBLED_IN_A_ROW = 2 * BulkSeats.MAX_USERS;

    private static final String INTERRUPTED = "interrupted";

    private final StoreClient client;
    private final BulkRequest request;
    private final UserRoster users;
    private final OutcomeListener listener;
    private final int concurrency;
    private final BulkTally tally;
    private final Deque<Batch> waiting = new ArrayDeque<>();
    private final CompletableFuture<BulkSummary> finished = new CompletableFuture<>();
    private int inFlight;
    private boolean lookingAtCapacity;
    private boolean proceeding;
    private int troubledInARow;
    private volatile boolean interrupted;
    private StoreException endedBy;

    /**
     * @param client does the calls; belongs to this run alone, for {@link #interrupt()} ends it
     * @param listener hears each user's outcome
     * @param concurrency how many batches are in flight at most
     * @param resultLimit how many seats, and how many failures, the summary may hold
     */
    public BulkRun(
            StoreClient client,
            BulkRequest request,
            UserRoster users,
            OutcomeListener listener,
            int concurrency,
            int resultLimit) {
        this.client = client;
        this.request = request;
        this.users = users;
        this.listener = listener;
        this.concurrency = concurrency;
        this.tally = new BulkTally(request, resultLimit);
    }

    /**
     * Begins.
     *
     * @return completes when every user has an outcome, however the run ended; never fails for what the service does, only
     *     where an outcome cannot be recorded
     */
    public CompletableFuture<BulkSummary> start() {
        guarded(() -> {
            users.invalid().forEach(entry -> record(UserOutcome.invalid(entry)));
            int size = request.dryRun() ? 1 : request.batchSize();
            List<UserPrincipalName> valid = users.valid();
            for (int from = 0; from < valid.size(); from += size) {
                waiting.add(Batch.of(valid.subList(from, Math.min(from + size, valid.size())), from == 0));
            }
            if (request.looksAtCapacity() && !valid.isEmpty()) {
                lookAtCapacity(valid);
            } else {
                proceed();
            }
        });
        return finished;
    }

    /** Nothing is sent before the look is over; what it cannot find out does not stop the run. */
    private void lookAtCapacity(List<UserPrincipalName> valid) {
        lookingAtCapacity = true;
        inFlight++;
        new CapacityCheck(client, request.product(), valid)
                .run()
                .whenComplete((shortage, error) -> answered(() -> {
                    lookingAtCapacity = false;
                    if (error == null) {
                        shortage.ifPresent(this::end);
                    } else {
                        capacityUnknown(Failures.unwrapped(error));
                    }
                }));
    }

    private void capacityUnknown(Throwable error) {
        if (error instanceof AccessDeniedException || error instanceof UnreachableException) {
            // the run could not do better
            end((StoreException) error);
        } else if (error instanceof StoreException failure) {
            listener.warning("the capacity was not checked: " + failure.messageWithoutUser());
        }
    }

    /**
     * Ends the run as soon as possible: calls under way are cancelled, and who was in one that was sent ends as failed with
     * an unknown outcome; the rest is not attempted.
     */
    public void interrupt() {
        interrupted = true;
        client.cancel();
        guarded(this::proceed);
    }

    /** How far the run is, on one line without names. */
    public synchronized String progress() {
        int done = 0;
        for (Outcome outcome : Outcome.values()) {
            done += tally.count(outcome);
        }
        return done + " of " + users.requested() + " users done, " + tally.count(Outcome.FAILED) + " failed";
    }

    /** Runs a step of the run alone; a defect in it ends the run instead of leaving it hanging. */
    private void guarded(Runnable step) {
        try {
            synchronized (this) {
                if (!finished.isDone()) {
                    step.run();
                }
            }
        } catch (RuntimeException | Error defect) {
            finished.completeExceptionally(defect);
            client.cancel();
        }
    }

    private void proceed() {
        if (proceeding) {
            // called by a batch that ended while it was being sent: the loop below goes on
            return;
        }
        proceeding = true;
        try {
            while (!isEnding() && !lookingAtCapacity && inFlight < concurrency && !waiting.isEmpty()) {
                send(waiting.remove());
            }
        } finally {
            proceeding = false;
        }
        if (inFlight == 0 && (isEnding() || waiting.isEmpty())) {
            finish();
        }
    }

    private boolean isEnding() {
        return interrupted || endedBy != null || finished.isDone();
    }

    private void finish() {
        String reason = endedBy == null ? INTERRUPTED : endedBy.reason();
        for (Batch batch : waiting) {
            batch.users().forEach(user -> record(UserOutcome.notAttempted(user.text(), reason)));
        }
        waiting.clear();
        finished.complete(tally.summary(users, Optional.ofNullable(endedBy)));
    }

    private void send(Batch batch) {
        inFlight++;
        if (request.dryRun()) {
            UserPrincipalName user = batch.users().get(0);
            client.findSeat(request.product(), user)
                    .whenComplete((seat, error) -> answered(() -> looked(batch, user, seat, error)));
        } else {
            client.bulkSeats(request.product(), request.action(), batch.users())
                    .whenComplete((result, error) -> answered(() -> settled(batch, result, error)));
        }
    }

    private void answered(Runnable outcome) {
        guarded(() -> {
            inFlight--;
            outcome.run();
            proceed();
        });
    }

    private void looked(Batch batch, UserPrincipalName user, Optional<Seat> seat, Throwable error) {
        if (error != null) {
            failed(batch, Failures.unwrapped(error));
        } else {
            succeeded(seat.map(found -> UserOutcome.succeeded(user.text(), found, null))
                    .orElseGet(() -> UserOutcome.withoutSeat(user.text())));
        }
    }

    private void settled(Batch batch, BulkSeats result, Throwable error) {
        if (error != null) {
            failed(batch, Failures.unwrapped(error));
            return;
        }
        String vector = result.correlationVector();
        result.seats().forEach(seat -> succeeded(UserOutcome.succeeded(batch.nameOf(seat), seat, vector)));
        result.failures()
                .forEach(failure -> record(UserOutcome.failed(failure.userName(), failure.failureReason(), vector)));
        Map<StoreException, List<String>> notDone = new LinkedHashMap<>();
        for (UnsettledSeat user : result.unsettled()) {
            if (user.error().verdict() == Verdict.UNKNOWN) {
                troubled(
                        UserOutcome.failed(user.userName(), unknown(user.error().reason()), vector), user.error());
            } else {
                notDone.computeIfAbsent(user.error(), added -> new ArrayList<>())
                        .add(user.userName());
            }
        }
        notDone.forEach((failure, names) -> failed(batch.part(names), failure));
    }

    /** For batches for which certainly nothing was done, and for looks, which change nothing. */
    private void failed(Batch batch, Throwable error) {
        if (error instanceof CancellationException) {
            recordAll(batch, name -> UserOutcome.notAttempted(name, INTERRUPTED));
        } else if (!(error instanceof StoreException failure)) {
            throw new IllegalStateException("a defect of the client", error);
        } else if (holdsForEverybody(failure)) {
            recordAll(batch, name -> UserOutcome.notAttempted(name, failure.reason()));
            end(failure);
        } else if (batch.users().size() > 1) {
            batch.halves().forEach(waiting::addFirst);
        } else {
            failedAlone(batch, failure);
        }
    }

    private void failedAlone(Batch batch, StoreException failure) {
        UserOutcome outcome = UserOutcome.failed(
                batch.users().get(0).text(), failure.reason(), failure.subject().correlationVector());
        if (failure.verdict() == Verdict.REFUSED && !(failure instanceof UnexpectedAnswerException)) {
            record(outcome);
        } else {
            troubled(outcome, failure);
        }
        if (batch.wasLastOfRefusedFirst()) {
            end(failure);
        }
    }

    private void succeeded(UserOutcome outcome) {
        troubledInARow = 0;
        record(outcome);
    }

    /** So many in a row are nobody's own fault: the service is out of order, and the rest would fare no better. */
    private void troubled(UserOutcome outcome, StoreException failure) {
        record(outcome);
        troubledInARow++;
        if (troubledInARow >= MOST_TROUBLED_IN_A_ROW) {
            end(failure);
        }
    }

    private void end(StoreException failure) {
        if (endedBy == null && !interrupted) {
            endedBy = failure;
        }
    }

    /** Whether another batch, or a smaller one, would end the same way. */
    private static boolean holdsForEverybody(StoreException failure) {
        if (failure instanceof BadRequestException refused) {
            return refused.parameter()
                    .map(UserPrincipalName::normalized)
                    .filter(PRODUCT_PARAMETERS::contains)
                    .isPresent();
        }
        if (failure instanceof NotFoundException notFound) {
            return !notFound.meansNoSeat();
        }
        return failure instanceof AccessDeniedException
                || failure instanceof ConflictException
                || failure instanceof ThrottledException
                || failure instanceof UnreachableException
                || failure instanceof InterruptedBeforeSendingException
                || failure instanceof UnexpectedAnswerException unexpected && unexpected.httpStatus() / 100 == 3;
    }

    private static String unknown(String reason) {
        return reason.startsWith("outcome unknown") ? reason : "outcome unknown: " + reason;
    }

    private void recordAll(Batch batch, Function<String, UserOutcome> outcome) {
        batch.users().forEach(user -> record(outcome.apply(user.text())));
    }

    private void record(UserOutcome outcome) {
        tally.add(outcome);
        listener.settled(outcome);
    }
}
