package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.AbstractBuild;
import hudson.model.Computer;
import hudson.model.Run;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.history.OperationResult;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * An operation under way in a build. Begins on a thread of its own, so that the caller never waits for credentials or
 * files, and can be interrupted at any moment.
 */
@Restricted(NoExternalUse.class)
public final class OperationExecution {

    private final StoreOperation operation;
    private final BuildContext build;
    private final String credentialsId;
    private final String id;
    private final boolean resumable;
    private final Thread starter = Thread.currentThread();
    private final CompletableFuture<Object> result = new CompletableFuture<>();
    private StoreSession session;
    private String interruption;
    private boolean handedOver;
    private volatile boolean shutDown;
    private volatile OperationRecording recording = OperationRecording.NONE;

    private OperationExecution(
            StoreOperation operation, BuildContext build, String credentialsId, String id, boolean resumable) {
        this.operation = operation;
        this.build = build;
        this.credentialsId = credentialsId;
        this.id = id;
        this.resumable = resumable;
    }

    /**
     * Starts an operation that cannot be resumed by another process.
     *
     * @param credentialsId the credential that the step names; null for the administrator's default
     */
    public static OperationExecution start(
            StoreOperation operation, BuildContext build, @CheckForNull String credentialsId) {
        OperationExecution execution = new OperationExecution(
                operation, build, credentialsId, UUID.randomUUID().toString(), false);
        execution.begin(operation::start, false);
        return execution;
    }

    /**
     * Starts an operation that another process can resume.
     *
     * @param credentialsId the credential that the step names; null for the administrator's default
     * @param id identifies the operation after a restart; unique in the build, and valid as a file name
     */
    public static OperationExecution start(
            StoreOperation operation, BuildContext build, @CheckForNull String credentialsId, String id) {
        OperationExecution execution = new OperationExecution(operation, build, credentialsId, id, true);
        execution.begin(operation::start, false);
        return execution;
    }

    /** Resumes an operation that was under way when the controller ended; see {@link #start}. */
    public static OperationExecution resume(
            StoreOperation operation, BuildContext build, @CheckForNull String credentialsId, String id) {
        OperationExecution execution = new OperationExecution(operation, build, credentialsId, id, true);
        execution.begin(operation::resume, true);
        return execution;
    }

    /** The id of its record; unique in the build. */
    String id() {
        return id;
    }

    /** The build that it runs in. */
    Run<?, ?> run() {
        return build.run();
    }

    /** The executor of a freestyle build, which ends with the build; empty in other builds. */
    Optional<Thread> executor() {
        return run() instanceof AbstractBuild ? Optional.of(starter) : Optional.empty();
    }

    /** The operation's result; fails with an exception that a build can show, see {@link ReadableFailure}. */
    public CompletableFuture<Object> result() {
        return result;
    }

    /** Ends the operation as soon as possible; {@link #result()} completes once the outcomes so far are archived. */
    public void interrupt() {
        interrupt("Interrupted");
    }

    private void interrupt(String reason) {
        StoreSession open;
        synchronized (this) {
            interruption = reason;
            open = session;
        }
        if (open != null) {
            open.interrupt(reason);
        }
    }

    /** Whether the operation was interrupted because the controller shuts down, and cannot be resumed. */
    public boolean isShutDown() {
        return shutDown;
    }

    /** The progress, on one line without user names. */
    public synchronized Progress progress() {
        return session == null ? Progress.awaiting(Progress.Awaited.START) : session.progress();
    }

    /**
     * The result as plain values, once {@link #result()} is complete: also if the operation failed because of what the
     * result says. Null if there is no result.
     */
    @CheckForNull
    public synchronized Object outcome() {
        return session == null ? null : session.outcome();
    }

    private synchronized OperationResult recorded() {
        return session == null ? OperationResult.NONE : session.recorded();
    }

    /** The error for the build's history; null if it did not fail, or if its result says it all. */
    private synchronized String recordedError(Throwable failure) {
        if (failure == null) {
            return null;
        }
        String shown = ReadableFailure.message(failure);
        return session == null ? shown : session.errorToRecord(shown);
    }

    @FunctionalInterface
    private interface Start {
        CompletableFuture<?> in(StoreSession session) throws IOException, InterruptedException;
    }

    private void begin(Start start, boolean resumed) {
        // before anything else: a build that ends at this moment must find the operation to interrupt it
        RunningOperations.get().add(this);
        Computer.threadPoolForRemoting.execute(() -> {
            try {
                recording = OperationRecording.begin(build, id, operation.describe(), resumed);
                StoreSession opened = StoreSession.open(build, credentialsId, id);
                String interruptedBefore;
                boolean handedOverBefore;
                synchronized (this) {
                    session = opened;
                    interruptedBefore = interruption;
                    handedOverBefore = handedOver;
                }
                if (handedOverBefore) {
                    opened.handOver();
                } else if (interruptedBefore != null) {
                    opened.interrupt(interruptedBefore);
                }
                Optional<ProductKey> product = operation.exclusiveProduct();
                CompletableFuture<?> ended = product.isEmpty()
                        ? start.in(opened)
                        : opened.awaitTurn(product.get(), resumable).thenCompose(turn -> startUnchecked(start, opened));
                ended.whenComplete(this::end);
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                end(null, e);
            }
        });
    }

    private static CompletableFuture<?> startUnchecked(Start start, StoreSession session) {
        try {
            return start.in(session);
        } catch (IOException | InterruptedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Hands the operation over to the process that resumes it: nothing more is sent or written, and {@link #result()}
     * never completes. An operation that cannot be resumed is interrupted.
     */
    void handOver() {
        if (!resumable) {
            shutDown = true;
            interrupt("Stopped because Jenkins is shutting down");
            return;
        }
        StoreSession open;
        synchronized (this) {
            handedOver = true;
            open = session;
        }
        if (open != null) {
            open.handOver();
        }
    }

    private void end(Object value, Throwable error) {
        Throwable failure = error == null ? null : ReadableFailure.of(error, build.secrets());
        boolean stopped;
        synchronized (this) {
            if (handedOver) {
                return;
            }
            stopped = interruption != null;
            if (failure == null && session != null) {
                session.setOutcome(value);
            }
        }
        try {
            recording.end(recorded(), recordedError(failure), failure != null, stopped);
        } finally {
            // even if the record cannot be written, the build must not wait for ever
            RunningOperations.get().remove(this);
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }
    }
}
