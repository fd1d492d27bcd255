package io.jenkins.plugins.msstore.sync;

import io.jenkins.plugins.msstore.bulk.AvailableSeats;
import io.jenkins.plugins.msstore.bulk.BulkExecution;
import io.jenkins.plugins.msstore.bulk.BulkProgress;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.listing.ListExecution;
import io.jenkins.plugins.msstore.listing.ListJournal;
import io.jenkins.plugins.msstore.listing.ListTally;
import io.jenkins.plugins.msstore.listing.StoreList;
import io.jenkins.plugins.msstore.util.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Executes a sync: lists the product's seats, makes the plan, checks its limits, and executes it as two bulk operations, one
 * after the other. All progress is written to a {@link SyncJournal}, from which another process can resume.
 *
 * <p>One step is under way at a time, and its end begins the next one. Steps that read and write files run on the executor;
 * no thread blocks on a response.
 */
public final class SyncExecution {

    private static final String INTERRUPTED = "interrupted";

    private final StoreClient client;
    private final SyncJournal journal;
    private final SyncRequest request;
    private final int concurrency;
    private final int maxUnreachable;
    private final Executor executor;
    private final Listener listener;
    private final CompletableFuture<SyncSummary> finished = new CompletableFuture<>();

    // guarded by this
    private boolean isInterrupted;
    /** The bulk operation that began last; null before the first one. */
    private BulkExecution phase;

    private SyncChange phaseChange;
    private int doneBefore;

    private volatile long listed;

    /** Receives what happens; must not block. */
    public interface Listener {

        /** A problem that does not end the operation, as one line without users' names. */
        void onWarning(String line);

        /** The plan is made, or a process that resumes the operation keeps it. */
        void onPlan(SyncPlan plan);
    }

    /**
     * @param client sends the requests; used by this execution alone, because {@link #interrupt()} cancels it
     * @param journal the journal of a new sync, or of one that another process began
     * @param concurrency how many batches are given to the client at once; its limiter decides how many are in flight
     * @param maxUnreachable the number of batches that are tried one after the other, and for which the service is not reached,
     *     that ends the operation
     * @param executor runs tasks that block on files
     */
    public SyncExecution(
            StoreClient client,
            SyncJournal journal,
            int concurrency,
            int maxUnreachable,
            Executor executor,
            Listener listener) {
        this.client = client;
        this.journal = journal;
        this.request = journal.request();
        this.concurrency = concurrency;
        this.maxUnreachable = maxUnreachable;
        this.executor = executor;
        this.listener = listener;
    }

    /**
     * Starts or resumes the sync.
     *
     * @return completes when the sync has ended, in whatever way. Fails only if the journal or the files of the plan cannot be
     *     read or written, or because of a defect; never because of the service. Does not complete after {@link #handOver()}
     */
    public CompletableFuture<SyncSummary> start() {
        executor.execute(() -> run(this::begin));
        return finished;
    }

    /**
     * Ends the sync as soon as possible: requests in flight are cancelled, and their users have an unknown outcome. The
     * remaining changes are not attempted.
     */
    public void interrupt() {
        BulkExecution underWay;
        synchronized (this) {
            isInterrupted = true;
            underWay = phase;
        }
        if (underWay == null) {
            client.cancel();
        } else {
            underWay.interrupt();
        }
    }

    /** Hands the sync over to the next process: stops sending and writing, and leaves the files as they are. */
    public void handOver() {
        journal.handOver();
        client.cancel();
    }

    /** The current progress. */
    public synchronized SyncProgress progress() {
        Optional<SyncPlan> plan = journal.plan();
        if (phase == null || plan.isEmpty()) {
            return SyncProgress.listing(listed);
        }
        BulkProgress bulk = phase.progress();
        return new SyncProgress(doneBefore + bulk.done(), plan.get().changes(), phaseChange, bulk.toString());
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Next<T> {
        void accept(T value) throws IOException;
    }

    private synchronized boolean isInterrupted() {
        return isInterrupted;
    }

    private boolean isStopped() {
        return isInterrupted() || journal.isHandedOver();
    }

    /** Runs a step. A defect, or a file that cannot be read or written: the execution would otherwise never complete. */
    private void run(Step step) {
        if (journal.isHandedOver()) {
            return;
        }
        try {
            step.run();
        } catch (CancellationException e) {
            run(() -> end(null, true));
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable error) {
        if (!journal.isHandedOver()) {
            finished.completeExceptionally(error);
        }
    }

    private <T> void then(CompletableFuture<T> step, Next<T> next) {
        step.whenCompleteAsync(
                (value, error) -> run(() -> {
                    if (error == null) {
                        next.accept(value);
                    } else {
                        onFailure(Failures.unwrapped(error));
                    }
                }),
                executor);
    }

    private void onFailure(Throwable failure) throws IOException {
        if (failure instanceof StoreException known) {
            end(isInterrupted() ? null : known.messageWithoutUser(), isInterrupted());
        } else if (failure instanceof CancellationException cancelled) {
            throw cancelled;
        } else if (failure instanceof IOException io) {
            throw io;
        } else if (failure instanceof UncheckedIOException io) {
            throw io.getCause();
        } else {
            throw failure instanceof RuntimeException defect ? defect : new IllegalStateException(failure);
        }
    }

    private void begin() throws IOException {
        Optional<String> obstacle = journal.obstacle(client.tenant());
        if (journal.isEnded()) {
            finished.complete(journal.summary());
        } else if (obstacle.isPresent()) {
            finished.complete(journal.abandon(obstacle.get()));
        } else {
            journal.begun();
            Optional<SyncPlan> plan = journal.plan();
            if (plan.isPresent()) {
                execute(plan.get());
            } else {
                list();
            }
        }
    }

    private void list() throws IOException {
        ListJournal seats = ListJournal.open(journal.folder().seats(), new ListTally(0, Optional.empty()));
        listed = seats.rows();
        ListExecution listing =
                new ListExecution(client, StoreList.seatsOf(request.product()), seats, rows -> listed = rows);
        then(listing.run().whenComplete((summary, error) -> close(seats)), summary -> plan(seats));
    }

    private static void close(ListJournal seats) {
        try {
            seats.close();
        } catch (IOException e) {
            // only its descriptor is lost; what is read of it has checksums
        }
    }

    private void plan(ListJournal seats) throws IOException {
        SyncPlan plan = new SyncPlanner(request, journal.listed(), seats, journal.folder(), this::isStopped).plan();
        Optional<String> problem = request.problemOf(plan);
        if (problem.isPresent() || request.dryRun() || plan.toAdd() == 0) {
            commit(plan, problem);
        } else {
            then(
                    AvailableSeats.of(client, request.product(), listener::onWarning)
                            .thenApply(available -> check(plan, available))
                            .exceptionallyCompose(error -> uncounted(plan, error)),
                    checked -> commit(checked.plan(), checked.problem()));
        }
    }

    /**
     * A plan for which the available seats were counted.
     *
     * @param problem why nothing of it may be sent
     */
    private record CheckedPlan(SyncPlan plan, Optional<String> problem) {}

    private CheckedPlan check(SyncPlan plan, Optional<Long> available) {
        boolean isScarce = available.filter(seats -> seats < plan.toAdd()).isPresent();
        return new CheckedPlan(
                isScarce ? plan.withRemovalsFirst() : plan, available.flatMap(seats -> request.shortage(plan, seats)));
    }

    /** The plan is kept for the report, if the service would refuse the changes, too. */
    private CompletableFuture<CheckedPlan> uncounted(SyncPlan plan, Throwable error) {
        return Failures.unwrapped(error) instanceof StoreException failure && !isInterrupted()
                ? CompletableFuture.completedFuture(new CheckedPlan(plan, Optional.of(failure.messageWithoutUser())))
                : CompletableFuture.failedFuture(error);
    }

    private void commit(SyncPlan plan, Optional<String> problem) throws IOException {
        journal.planned(plan, problem);
        if (!journal.isHandedOver()) {
            execute(plan);
        }
    }

    private void execute(SyncPlan plan) throws IOException {
        listener.onPlan(plan);
        if (request.dryRun() || journal.problem().isPresent()) {
            end(journal.problem().orElse(null), false);
        } else {
            change(plan.order());
        }
    }

    /** Makes the changes one after the other. */
    private void change(List<SyncChange> changes) throws IOException {
        if (changes.isEmpty()) {
            end(null, false);
            return;
        }
        BulkJournal phaseJournal = journal.phase(changes.get(0));
        BulkExecution execution =
                new BulkExecution(client, phaseJournal, concurrency, maxUnreachable, listener::onWarning);
        synchronized (this) {
            if (isInterrupted) {
                throw new CancellationException();
            }
            doneBefore += phase == null ? 0 : phase.progress().total();
            phase = execution;
            phaseChange = changes.get(0);
        }
        then(execution.start(), summary -> onChanged(summary, changes.subList(1, changes.size())));
    }

    private void onChanged(BulkSummary summary, List<SyncChange> others) throws IOException {
        if (summary.endedBy().isPresent() || summary.interrupted()) {
            end(summary.endedBy().orElse(null), summary.interrupted());
        } else {
            change(others);
        }
    }

    private void end(String error, boolean interrupted) throws IOException {
        journal.abandonPhases(error == null ? INTERRUPTED : error);
        if (journal.end(error, interrupted)) {
            finished.complete(journal.summary());
        }
    }
}
