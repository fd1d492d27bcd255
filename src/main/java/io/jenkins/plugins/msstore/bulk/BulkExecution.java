package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.error.TooFewSeatsException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.util.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Does one thing with the seats of many users: batches in parallel, and every user ends in exactly one outcome, whatever
 * happens. What it does stands in its {@link BulkJournal}, from which another process can go on.
 *
 * <p>A batch that the service does not do for the sake of one of its users is halved until that user stands alone; the
 * others go through. What would hold for everybody ends the run. Users for whom a process that ended may have sent a call
 * are looked at first. No thread waits for an answer.
 */
public final class BulkExecution {

    private static final String INTERRUPTED = "interrupted";

    private final StoreClient client;
    private final BulkJournal journal;
    private final BulkRequest request;
    private final int concurrency;
    private final Consumer<String> warnings;
    private final CompletableFuture<BulkSummary> finished = new CompletableFuture<>();
    private final RateMeter rate = new RateMeter();
    private final FailurePolicy policy;
    private BatchQueue queue;
    private int inFlight;
    private boolean preparing;
    private boolean proceeding;
    private volatile boolean interrupted;
    private StoreException endedBy;
    private boolean left;

    /**
     * @param client does the calls; belongs to this run alone, for {@link #interrupt()} ends it
     * @param journal of a run that begins, or of one that another process began
     * @param concurrency how many batches are given to the client at once; its limiter sets how many of them are in flight
     * @param maxUnreachable after so many batches in a row that the service could not be reached for, the run ends
     * @param warnings hears of what does not stop the run but should be known, one line without users' names each
     */
    public BulkExecution(
            StoreClient client, BulkJournal journal, int concurrency, int maxUnreachable, Consumer<String> warnings) {
        this.client = client;
        this.journal = journal;
        this.request = journal.request();
        this.concurrency = concurrency;
        this.warnings = warnings;
        measure();
        this.policy = new FailurePolicy(maxUnreachable, journal.state().sent().isEmpty());
    }

    /**
     * Begins, or goes on.
     *
     * @return completes when every user has an outcome, however the run ended; never fails for what the service does, only
     *     where an outcome cannot be recorded, or for a defect
     */
    public CompletableFuture<BulkSummary> start() {
        guarded(() -> {
            if (journal.isEnded()) {
                finished.complete(journal.summary());
            } else if (journal.damage().isPresent()) {
                // a lost line may have said who was sent, or who is a user at all
                finished.complete(journal.abandon(journal.damage().get()));
            } else {
                journal.begun();
                prepare();
            }
        });
        return finished;
    }

    private void prepare() throws IOException {
        if (request.dryRun()) {
            preparation(
                    new DryRunListing(client, request.product(), journal, this::found).run(),
                    this::listed,
                    error -> {});
        } else if (request.looksAtCapacity()
                && journal.state().sent().isEmpty()
                && journal.roster().valid() > 0) {
            preparation(
                    new CapacityCheck(client, request.product(), journal.roster()).run(),
                    this::counted,
                    this::capacityUnknown);
        } else {
            proceed();
        }
    }

    /** Nothing else is sent before it is over; what it cannot find out does not stop the run. */
    private <T> void preparation(CompletableFuture<T> look, Step<T> then, Step<StoreException> unknown) {
        preparing = true;
        inFlight++;
        look.whenComplete((found, error) -> answered(() -> {
            preparing = false;
            Throwable failure = Failures.unwrapped(error);
            if (error == null) {
                then.take(found);
            } else if (failure instanceof StoreException known) {
                unknown.take(known);
            } else if (!(failure instanceof CancellationException)) {
                throw failure instanceof RuntimeException defect ? defect : new IllegalStateException(failure);
            }
        }));
    }

    private void counted(Optional<TooFewSeatsException> shortage) {
        shortage.ifPresent(this::end);
    }

    private void capacityUnknown(StoreException failure) {
        if (FailurePolicy.isFatalInPreparation(failure)) {
            end(failure);
        } else {
            warnings.accept("the capacity was not checked: " + failure.messageWithoutUser());
        }
    }

    private void found(List<ResolvedUser> users) {
        guarded(() -> {
            for (ResolvedUser user : users) {
                journal.resolve(user);
            }
        });
    }

    private void listed(boolean all) throws IOException {
        while (all && !isEnding() && !queue().isEmpty()) {
            for (RosterEntry entry : queue().remove().entries()) {
                record(entry, UserOutcome.withoutSeat(entry.user().text()));
            }
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

    /** Leaves the run as its journal has it to the process that goes on with it: nothing more is sent or written. */
    public void leave() {
        synchronized (this) {
            left = true;
        }
        client.cancel();
    }

    /** How far the run is. */
    public synchronized BulkProgress progress() {
        JournalState state = journal.state();
        return new BulkProgress(
                state.resolved(),
                journal.roster().requested(),
                state.count(Outcome.FAILED),
                rate.perSecond(System.nanoTime(), state.resolved()));
    }

    private void measure() {
        rate.sample(System.nanoTime(), journal.state().resolved());
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Step<T> {
        void take(T value) throws IOException;
    }

    /** Runs a step of the run alone; a defect in it ends the run instead of leaving it hanging. */
    private void guarded(Action step) {
        try {
            synchronized (this) {
                if (!finished.isDone() && !left) {
                    step.run();
                    journal.flush();
                    measure();
                }
            }
        } catch (IOException e) {
            fail(new UncheckedIOException(e));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** What a future's callback throws, nobody would hear of. */
    private void orFail(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable defect) {
        finished.completeExceptionally(defect);
        client.cancel();
        try {
            closeQueue();
        } catch (IOException e) {
            defect.addSuppressed(e);
        }
    }

    private synchronized void closeQueue() throws IOException {
        if (queue != null) {
            queue.close();
        }
    }

    private void proceed() throws IOException {
        if (proceeding) {
            // called by a batch that ended while it was being sent: the loop below goes on
            return;
        }
        proceeding = true;
        try {
            while (!isEnding() && !preparing && inFlight < concurrency && !queue().isEmpty()) {
                send(queue().remove());
            }
        } finally {
            proceeding = false;
        }
        if (inFlight == 0 && (isEnding() || queue().isEmpty())) {
            finish();
        }
    }

    /** Made when it is needed: whom the preparation settles is not in it. */
    private BatchQueue queue() throws IOException {
        if (queue == null) {
            queue = new BatchQueue(
                    journal,
                    request.dryRun() ? 1 : request.batchSize(),
                    entry -> record(entry, UserOutcome.invalid(entry.invalid())));
        }
        return queue;
    }

    private boolean isEnding() {
        return interrupted || endedBy != null || finished.isDone();
    }

    private void finish() throws IOException {
        String reason = endedBy == null ? INTERRUPTED : endedBy.reason();
        while (!queue().isEmpty()) {
            recordAll(queue().remove(), reason);
        }
        closeQueue();
        journal.end(endedBy == null ? null : endedBy.messageWithoutUser(), interrupted);
        finished.complete(journal.summary());
    }

    private void send(Batch batch) throws IOException {
        inFlight++;
        FailurePolicy.Attempt attempt = policy.onAttempt(batch);
        if (request.dryRun()) {
            RosterEntry entry = batch.entries().get(0);
            client.findSeat(request.product(), entry.user())
                    .whenComplete((seat, error) -> orFail(() -> read(batch, entry, seat, error, attempt)));
        } else {
            CompletableFuture<BulkSeats> call = batch.mayHaveBeenSent()
                    ? client.resumeBulkSeats(request.product(), request.action(), batch.users())
                    : client.bulkSeats(
                            request.product(), request.action(), batch.users(), () -> noteBeforeSending(batch));
            call.whenComplete((result, error) -> orFail(() -> resolved(batch, result, error, attempt)));
        }
    }

    /** Whoever goes on with the run must know what left: where it cannot be noted, it does not leave. */
    private boolean noteBeforeSending(Batch batch) {
        try {
            synchronized (this) {
                if (left || finished.isDone()) {
                    return false;
                }
                journal.sending(batch.first(), batch.end());
                return true;
            }
        } catch (IOException e) {
            fail(new UncheckedIOException(e));
            return false;
        }
    }

    private void answered(Action outcome) {
        guarded(() -> {
            inFlight--;
            outcome.run();
            proceed();
        });
    }

    /** Outcomes are put into words before the run's turn comes, so that nobody waits for that. */
    private void read(
            Batch batch, RosterEntry entry, Optional<Seat> seat, Throwable error, FailurePolicy.Attempt attempt) {
        if (error != null) {
            answered(() -> failed(batch, Failures.unwrapped(error), attempt));
            return;
        }
        String name = entry.user().text();
        ResolvedUser user = new ResolvedUser(
                entry,
                seat.map(found -> UserOutcome.succeeded(name, found, null))
                        .orElseGet(() -> UserOutcome.withoutSeat(name)));
        answered(() -> served(user));
    }

    private void resolved(Batch batch, BulkSeats result, Throwable error, FailurePolicy.Attempt attempt) {
        if (error != null) {
            answered(() -> failed(batch, Failures.unwrapped(error), attempt));
            return;
        }
        BatchAnswer answer = BatchAnswer.of(batch, result);
        answered(() -> {
            answer.succeeded().forEach(this::served);
            answer.rejected().forEach(this::rejected);
            answer.unknown().forEach(this::unknown);
            answer.notApplied().forEach((failure, users) -> failed(users, failure, attempt));
        });
    }

    /** For batches for which this execution did nothing, and for reads of seats, which change nothing. */
    private void failed(Batch batch, Throwable error, FailurePolicy.Attempt attempt) {
        if (error instanceof CancellationException) {
            recordAll(batch, INTERRUPTED);
            return;
        }
        if (!(error instanceof StoreException failure)) {
            throw new IllegalStateException("a defect of the client", error);
        }
        if (failure instanceof ThrottledException) {
            queue.putFirst(batch);
            policy.onThrottled(attempt);
        } else if (failure instanceof UnreachableException) {
            queue.putFirst(batch);
            policy.onUnreachable();
        } else if (FailurePolicy.isFatal(failure)) {
            recordAll(batch, failure.reason());
            policy.onFatal();
        } else if (batch.size() > 1) {
            batch.halves().forEach(queue::putFirst);
        } else {
            failedAlone(batch.entries().get(0), failure);
        }
        endIfPolicySaysSo(failure);
    }

    private void failedAlone(RosterEntry entry, StoreException failure) {
        record(
                entry,
                UserOutcome.failed(
                        entry.user().text(), failure.reason(), failure.subject().correlationVector()));
        policy.onFailedAlone(entry, failure);
    }

    private void served(ResolvedUser user) {
        journal.resolve(user);
        policy.onServed();
    }

    private void rejected(ResolvedUser user) {
        journal.resolve(user);
        policy.onRejected();
    }

    private void unknown(ResolvedUser user, StoreException failure) {
        journal.resolve(user);
        policy.onServerFailure();
        endIfPolicySaysSo(failure);
    }

    private void endIfPolicySaysSo(StoreException failure) {
        if (policy.endsOperation()) {
            end(failure);
        }
    }

    private void end(StoreException failure) {
        if (endedBy == null && !interrupted) {
            endedBy = failure;
        }
    }

    /** For users for whom this run did nothing. */
    private void recordAll(Batch batch, String reason) {
        batch.abandoned(reason).forEach(journal::resolve);
    }

    private void record(RosterEntry entry, UserOutcome outcome) {
        journal.resolve(new ResolvedUser(entry, outcome));
    }
}
