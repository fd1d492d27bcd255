package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.journal.JournalState;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.util.Failures;
import io.jenkins.plugins.msstore.util.SerialExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Executes a bulk operation: sends batches of users in parallel and gives every user exactly one outcome. All progress is
 * written to a {@link BulkJournal}, from which another process can resume.
 *
 * <p>A batch that is rejected because of one user is split until that user is isolated; the other users are served. The
 * {@link FailurePolicy} decides which failures end the operation. Users whose request may have been sent, by a process that
 * ended or just before the service could not be reached, are read back before anything is sent again.
 *
 * <p>Answers and interrupts are events. A {@link SerialExecutor} handles one event at a time, and no other code touches the
 * state. No thread blocks on a response.
 */
public final class BulkExecution {

    private static final String INTERRUPTED = "interrupted";

    private final StoreClient client;
    private final BulkJournal journal;
    private final BulkRequest request;
    private final int concurrency;
    private final Consumer<String> warnings;
    private final AppliedBefore appliedBefore;
    private final CompletableFuture<BulkSummary> finished = new CompletableFuture<>();
    private final RateMeter rate = new RateMeter();
    private final SerialExecutor events = new SerialExecutor(this::onDefect);

    // touched by events alone
    private final FailurePolicy policy;
    private BatchQueue queue;
    private int inFlight;
    private boolean interrupted;
    private StoreException endedBy;

    /**
     * @param client sends the requests; used by this execution alone, because {@link #interrupt()} cancels it
     * @param journal the journal of a new operation, or of one that another process began
     * @param concurrency the maximum number of batches that the client has at once; its limiter decides how many are in flight
     * @param maxUnreachable the number of batches that are tried one after the other, and for which the service is not reached,
     *     that ends the operation
     * @param warnings receives problems that do not end the operation, each as one line without users' names
     */
    public BulkExecution(
            StoreClient client, BulkJournal journal, int concurrency, int maxUnreachable, Consumer<String> warnings) {
        this.client = client;
        this.journal = journal;
        this.request = journal.request();
        this.concurrency = concurrency;
        this.warnings = warnings;
        this.appliedBefore = new AppliedBefore(client, request.product(), request.action());
        this.policy = new FailurePolicy(maxUnreachable, journal.state().sent().isEmpty());
    }

    /**
     * Starts or resumes the operation.
     *
     * @return completes when every user has an outcome, however the operation ended. Fails only if an outcome cannot be
     *     recorded, or because of a defect; never because of the service. Does not complete after {@link #handOver()}
     */
    public CompletableFuture<BulkSummary> start() {
        submit(this::onStart);
        return finished;
    }

    /**
     * Ends the operation as soon as possible: requests in flight are cancelled, and their users have an unknown outcome. The
     * remaining users are not attempted.
     */
    public void interrupt() {
        // submitted before the answers of the cancelled requests, so that these do not let others be sent
        submit(() -> interrupted = true);
        client.cancel();
    }

    /** Hands the operation over to the next process: stops sending and writing, and leaves the journal as it is. */
    public void handOver() {
        journal.handOver();
        client.cancel();
    }

    /** The current progress. Does not wait for an event that takes long. */
    public BulkProgress progress() {
        JournalState state = journal.state();
        int resolved = state.resolved();
        double perSecond = rate.perSecond(System.nanoTime(), resolved);
        return new BulkProgress(
                resolved,
                journal.roster().requested(),
                state.count(Outcome.FAILED),
                state.count(Outcome.UNKNOWN),
                perSecond,
                client.isThrottled() ? perSecond / usersPerCall() : 0);
    }

    private int usersPerCall() {
        return request.dryRun() ? 1 : request.batchSize();
    }

    private void submit(SerialExecutor.Task event) {
        events.submit(() -> {
            if (!finished.isDone() && !journal.isHandedOver()) {
                event.run();
                journal.flush();
            }
        });
    }

    /** A defect, or an outcome that cannot be recorded. The execution would otherwise never complete. */
    private void onDefect(Throwable defect) {
        finished.completeExceptionally(defect instanceof IOException io ? new UncheckedIOException(io) : defect);
        client.cancel();
        try {
            if (queue != null) {
                queue.close();
            }
        } catch (IOException e) {
            defect.addSuppressed(e);
        }
    }

    private void onStart() throws IOException {
        Optional<String> obstacle = journal.obstacle(client.tenant());
        if (journal.isEnded()) {
            finished.complete(journal.summary());
        } else if (obstacle.isPresent()) {
            finished.complete(journal.abandon(obstacle.get()));
        } else {
            journal.begun();
            new Preparation(client, journal, warnings)
                    .run()
                    .whenComplete((prepared, error) -> submit(() -> onPrepared(Failures.unwrapped(error))));
        }
    }

    private void onPrepared(Throwable error) throws IOException {
        if (error instanceof StoreException failure) {
            end(failure);
        } else if (error != null) {
            throw defect(error);
        }
        queue = new BatchQueue(journal, usersPerCall());
        sendOrFinish();
    }

    private void sendOrFinish() throws IOException {
        while (canSend()) {
            send(queue.remove());
        }
        if (inFlight == 0) {
            finish();
        }
    }

    private boolean canSend() {
        return !interrupted && endedBy == null && inFlight < concurrency && !queue.isEmpty();
    }

    private void send(Batch batch) {
        inFlight++;
        FailurePolicy.Attempt attempt = policy.onAttempt(batch);
        answer(batch)
                .whenComplete((answer, error) -> submit(() -> {
                    inFlight--;
                    if (error == null) {
                        onAnswer(answer, attempt);
                    } else {
                        onFailure(batch, Failures.unwrapped(error), attempt);
                    }
                    sendOrFinish();
                }));
    }

    private CompletableFuture<BatchAnswer> answer(Batch batch) {
        if (request.dryRun()) {
            RosterEntry entry = batch.entries().get(0);
            return client.findSeat(request.product(), entry.user()).thenApply(seat -> BatchAnswer.read(entry, seat));
        }
        CompletableFuture<BatchAnswer> answer = (batch.mayHaveBeenSent()
                        ? client.resumeBulkSeats(request.product(), request.action(), batch.users())
                        : client.bulkSeats(
                                request.product(), request.action(), batch.users(), () -> noteBeforeSending(batch)))
                .thenApply(result -> BatchAnswer.of(batch, result));
        return request.ignoreApplied() ? appliedBefore.acceptApplied(batch, answer) : answer;
    }

    /**
     * A process that resumes must know which users may have been sent. A batch that cannot be noted is not sent. Called by
     * the thread that sends, so this is no event.
     */
    private boolean noteBeforeSending(Batch batch) {
        try {
            return journal.sending(batch.first(), batch.end());
        } catch (IOException e) {
            submit(() -> {
                throw e;
            });
            return false;
        }
    }

    private void onAnswer(BatchAnswer answer, FailurePolicy.Attempt attempt) {
        answer.succeeded().forEach(user -> {
            journal.resolve(user);
            policy.onServed();
        });
        answer.rejected().forEach(user -> {
            journal.resolve(user);
            policy.onRejected();
        });
        answer.unknown().forEach((user, failure) -> {
            journal.resolve(user);
            policy.onServerFailure();
            endIfPolicySaysSo(failure);
        });
        answer.unresolved().forEach((failure, users) -> onFailure(users, failure, attempt));
    }

    /** For batches for which this execution did nothing, those that could not be read back, and reads of seats. */
    private void onFailure(Batch batch, Throwable error, FailurePolicy.Attempt attempt) {
        if (error instanceof CancellationException) {
            resolveAll(batch, INTERRUPTED);
            return;
        }
        if (!(error instanceof StoreException failure)) {
            throw defect(error);
        }
        if (failure instanceof ThrottledException) {
            queue.putFirst(batch);
            policy.onThrottled(attempt);
        } else if (failure instanceof UnreachableException) {
            queue.putFirst(batch);
            policy.onUnreachable(attempt);
        } else if (FailurePolicy.isFatal(failure)) {
            resolveAll(batch, failure.reason());
            policy.onFatal();
        } else if (batch.size() > 1) {
            batch.halves().forEach(queue::putFirst);
        } else {
            onFailedAlone(batch.entries().get(0), failure);
        }
        endIfPolicySaysSo(failure);
    }

    private void onFailedAlone(RosterEntry entry, StoreException failure) {
        journal.resolve(new ResolvedUser(
                entry,
                UserOutcome.failed(
                        entry.user().text(), failure.reason(), failure.subject().correlationVector())));
        policy.onFailedAlone(entry, failure);
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

    private void finish() throws IOException {
        String reason = endedBy == null ? INTERRUPTED : endedBy.reason();
        while (!queue.isEmpty()) {
            resolveAll(queue.remove(), reason);
        }
        queue.close();
        if (journal.end(endedBy == null ? null : endedBy.messageWithoutUser(), interrupted)) {
            finished.complete(journal.summary());
        }
    }

    /** Resolves the users of a batch that this execution does not send. */
    private void resolveAll(Batch batch, String reason) {
        batch.abandoned(reason).forEach(journal::resolve);
    }

    private static RuntimeException defect(Throwable error) {
        return error instanceof RuntimeException defect ? defect : new IllegalStateException(error);
    }
}
