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
 * Executes a bulk operation: sends batches of users in parallel and gives every user exactly one outcome. All progress is
 * written to a {@link BulkJournal}, from which another process can resume.
 *
 * <p>A batch that is rejected because of one user is split until that user is isolated; the other users are served. The
 * {@link FailurePolicy} decides which failures end the operation. Users whose request may have been sent by a process that
 * ended are read back before anything is sent again. No thread blocks on a response.
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
    private boolean handedOver;

    /**
     * @param client sends the requests; used by this execution alone, because {@link #interrupt()} cancels it
     * @param journal the journal of a new operation, or of one that another process began
     * @param concurrency how many batches are given to the client at once; its limiter decides how many are in flight
     * @param maxUnreachable the number of batches in a row, for which the service is not reached, that ends the operation
     * @param warnings receives problems that do not end the operation, each as one line without users' names
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
     * Starts or resumes the operation.
     *
     * @return completes when every user has an outcome, however the operation ended. Fails only if an outcome cannot be
     *     recorded, or because of a defect; never because of the service
     */
    public CompletableFuture<BulkSummary> start() {
        guarded(() -> {
            if (journal.isEnded()) {
                finished.complete(journal.summary());
            } else if (journal.damage().isPresent()) {
                // the lost line may have said which users were sent
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
        } else if (request.checksCapacity()
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

    /** Waits for a preparation before the first batch is sent. Its failure does not end the operation by itself. */
    private <T> void preparation(CompletableFuture<T> preparation, Step<T> then, Step<StoreException> unknown) {
        preparing = true;
        inFlight++;
        preparation.whenComplete((found, error) -> answered(() -> {
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
     * Ends the operation as soon as possible: requests in flight are cancelled, and their users fail with an unknown outcome.
     * The remaining users are not attempted.
     */
    public void interrupt() {
        interrupted = true;
        client.cancel();
        guarded(this::proceed);
    }

    /** Hands the operation over to the next process: stops sending and writing, and leaves the journal as it is. */
    public void handOver() {
        synchronized (this) {
            handedOver = true;
        }
        client.cancel();
    }

    /** The current progress. */
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

    /** Runs one step at a time. A defect in a step fails the execution, which would otherwise never complete. */
    private void guarded(Action step) {
        try {
            synchronized (this) {
                if (!finished.isDone() && !handedOver) {
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

    /** CompletableFuture swallows exceptions of callbacks; fails the execution instead. */
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
            // called for a batch that completed while it was being sent: the loop below continues
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

    /** Created when it is first needed: users that the preparation resolved are not in it. */
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

    /** A process that resumes must know which users may have been sent. A batch that cannot be noted is not sent. */
    private boolean noteBeforeSending(Batch batch) {
        try {
            synchronized (this) {
                if (handedOver || finished.isDone()) {
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

    /** Builds the outcome before it takes the lock, so that other callbacks do not wait for that. */
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

    /** Records the outcome of users for which this execution did nothing. */
    private void recordAll(Batch batch, String reason) {
        batch.abandoned(reason).forEach(journal::resolve);
    }

    private void record(RosterEntry entry, UserOutcome outcome) {
        journal.resolve(new ResolvedUser(entry, outcome));
    }
}
