package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Computer;
import hudson.model.Run;
import io.jenkins.plugins.msstore.history.OperationResult;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * An operation under way in a build. Begins on a thread of its own, so that nobody who starts it waits for credentials or
 * files, and can be interrupted at any moment.
 */
@Restricted(NoExternalUse.class)
public final class OperationExecution {

    private final StoreOperation operation;
    private final BuildContext build;
    private final String credentialsId;
    private final String id;
    private final boolean resumable;
    private final CompletableFuture<Object> result = new CompletableFuture<>();
    private StoreSession session;
    private boolean interrupted;
    private boolean left;
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
     * Starts an operation that ends with this process at the latest.
     *
     * @param credentialsId the credential that the step names; null for the administrator's default
     */
    public static OperationExecution start(
            StoreOperation operation, BuildContext build, @CheckForNull String credentialsId) {
        OperationExecution run = new OperationExecution(
                operation, build, credentialsId, UUID.randomUUID().toString(), false);
        run.begin(operation::start, false);
        return run;
    }

    /**
     * Starts an operation that another process may go on with.
     *
     * @param credentialsId the credential that the step names; null for the administrator's default
     * @param id what the operation is found by later; unique in the build, and a file's name
     */
    public static OperationExecution start(
            StoreOperation operation, BuildContext build, @CheckForNull String credentialsId, String id) {
        OperationExecution run = new OperationExecution(operation, build, credentialsId, id, true);
        run.begin(operation::start, false);
        return run;
    }

    /** Goes on with an operation that was under way when the controller ended; see {@link #start}. */
    public static OperationExecution resume(
            StoreOperation operation, BuildContext build, @CheckForNull String credentialsId, String id) {
        OperationExecution run = new OperationExecution(operation, build, credentialsId, id, true);
        run.begin(operation::resume, true);
        return run;
    }

    /** What its record is found by; unique in the build. */
    String id() {
        return id;
    }

    /** The build that it runs in. */
    Run<?, ?> run() {
        return build.run();
    }

    /** The operation's result; fails with an exception that a build can show, see {@link ReadableFailure}. */
    public CompletableFuture<Object> result() {
        return result;
    }

    /** Ends the operation as soon as possible; {@link #result()} completes when what was done is archived. */
    public void interrupt() {
        StoreSession open;
        synchronized (this) {
            interrupted = true;
            open = session;
        }
        if (open != null) {
            open.interrupt();
        }
    }

    /** How far the operation is, on one line without names. */
    public synchronized Progress progress() {
        return session == null ? Progress.of("starting") : session.progress();
    }

    /**
     * What the operation came to, as plain values, once {@link #result()} is complete: also where that failed for what the
     * result says. Null where there is no result.
     */
    @CheckForNull
    public synchronized Object outcome() {
        return session == null ? null : session.outcome();
    }

    private synchronized OperationResult recorded() {
        return session == null ? OperationResult.NONE : session.recorded();
    }

    @FunctionalInterface
    private interface Beginning {
        CompletableFuture<?> in(StoreSession session) throws IOException, InterruptedException;
    }

    private void begin(Beginning beginning, boolean resumed) {
        // before anything else: a build that ends this very moment must find what it has to interrupt
        RunningOperations.get().add(this);
        Computer.threadPoolForRemoting.execute(() -> {
            try {
                recording = OperationRecording.begin(build, id, operation.describe(), resumed);
                StoreSession opened = StoreSession.open(build, credentialsId, id);
                boolean interruptedBefore;
                boolean leftBefore;
                synchronized (this) {
                    session = opened;
                    interruptedBefore = interrupted;
                    leftBefore = left;
                }
                if (leftBefore) {
                    opened.leave();
                } else if (interruptedBefore) {
                    opened.interrupt();
                }
                beginning.in(opened).whenComplete(this::end);
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                end(null, e);
            }
        });
    }

    /**
     * Leaves the operation as it is to the process that goes on with it: nothing more is sent or written, and {@link
     * #result()} never completes. One that nobody will go on with is interrupted.
     */
    void leave() {
        if (!resumable) {
            interrupt();
            return;
        }
        StoreSession open;
        synchronized (this) {
            left = true;
            open = session;
        }
        if (open != null) {
            open.leave();
        }
    }

    private void end(Object value, Throwable error) {
        Throwable failure = error == null ? null : ReadableFailure.of(error, build.secrets());
        boolean stopped;
        synchronized (this) {
            if (left) {
                return;
            }
            stopped = interrupted;
            if (failure == null && session != null) {
                session.cameTo(value);
            }
        }
        try {
            recording.end(recorded(), failure, stopped);
        } finally {
            // whatever may be wrong with its record, the build must not wait for ever
            RunningOperations.get().remove(this);
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }
    }
}
