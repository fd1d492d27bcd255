package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Run;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.connection.StoreConnections;
import io.jenkins.plugins.msstore.connection.StoreIdentity;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.credentials.CertificateExpiry;
import io.jenkins.plugins.msstore.credentials.CredentialsResolver;
import io.jenkins.plugins.msstore.download.DownloadHost;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jenkins.util.Timer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Gives an operation what it needs from its build: a client of its own, the log, the workspace and the artifacts. */
@Restricted(NoExternalUse.class)
public final class StoreSession {

    private static final int MAX_CHARACTERS = 4000;

    /** The time between two lines about the progress of an operation. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final String id;
    private final BuildContext build;
    private final StoreSettings settings;
    private final Object limiterKey;
    private final StoreClient client;
    private final BuildArtifacts artifacts;
    private final Signal interruption;
    private final Signal handOver;

    /** Completes when the operation is interrupted or handed over. */
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private volatile Supplier<Progress> progress = () -> Progress.awaiting(Progress.Awaited.SERVICE);
    private volatile Object outcome;
    private volatile OperationResult recorded = OperationResult.NONE;
    private volatile String recordedError;
    private volatile boolean isErrorRecorded;
    private volatile String interruptionReason = "Interrupted";

    private StoreSession(BuildContext build, StoreSettings settings, String credentialsId, String id) {
        this.id = id;
        this.build = build;
        this.settings = settings;
        StoreIdentity identity = CredentialsResolver.of(build.run(), settings).resolve(credentialsId);
        this.limiterKey = identity.limiterKey();
        CertificateExpiry.warning(identity, Instant.now()).ifPresent(this::log);
        this.client =
                StoreConnections.get().client(settings, identity, new WaitLog(this::log, Clock.systemDefaultZone()));
        this.artifacts = BuildArtifacts.of(build.run(), build.listener());
        this.interruption = new Signal(client::cancel);
        this.handOver = new Signal(client::cancel);
    }

    /** One-shot signal with a handler; a handler that is set after the signal fired runs at once. */
    private static final class Signal {

        private Runnable action;
        private boolean fired;

        Signal(Runnable action) {
            this.action = action;
        }

        /** Replaces the handler; runs it at once if the signal has fired. */
        void onFire(Runnable handler) {
            boolean firedBefore;
            synchronized (this) {
                action = handler;
                firedBefore = fired;
            }
            if (firedBefore) {
                handler.run();
            }
        }

        void fire() {
            Runnable handler;
            synchronized (this) {
                fired = true;
                handler = action;
            }
            handler.run();
        }
    }

    /**
     * @param credentialsId the credential that the step names; null for the administrator's default
     * @param id unique in the build
     * @throws InvalidParameterException naming the credential or the setting that cannot be used
     */
    static StoreSession open(BuildContext build, @CheckForNull String credentialsId, String id) {
        return new StoreSession(build, StoreSettings.current(), credentialsId, id);
    }

    /** The operation's id, also after a restart; unique in the build. */
    public String id() {
        return id;
    }

    /** The client of this operation. */
    public StoreClient client() {
        return client;
    }

    /** What downloads need; shared by all operations of the controller. */
    public DownloadHost downloads() {
        return StoreConnections.get().downloads(settings);
    }

    /** The build. */
    public Run<?, ?> run() {
        return build.run();
    }

    /** Masks the secrets that are bound around the operation, in everything that is stored of it. */
    public SecretMask secrets() {
        return build.secrets();
    }

    /** The maximum number of requests in flight of this session. */
    public int maxConcurrentRequests() {
        return settings.maxConcurrentRequests();
    }

    /** The maximum number of attempts of a request. */
    public int maxAttempts() {
        return settings.maxAttempts();
    }

    /** The build's artifacts. */
    public BuildArtifacts artifacts() {
        return artifacts;
    }

    /** Runs tasks that block on files of the controller. */
    public Executor executor() {
        return Computer.threadPoolForRemoting;
    }

    /**
     * Makes calls to the workspace on a thread of their own, because an agent may never answer. An interruption or a
     * hand-over interrupts that thread and completes the result at once.
     *
     * @return the result or the exception of the calls
     */
    public <T> CompletableFuture<T> callWorkspace(Callable<T> calls) {
        InterruptibleCall<T> call = new InterruptibleCall<>(calls);
        executor().execute(call);
        stopped.thenRun(() -> call.cancel(true));
        return call.result();
    }

    /**
     * Waits until no other operation changes seats of a product of this tenant for many users: first come, first served, also
     * across a restart. No thread waits. An interruption or a hand-over cancels the wait.
     *
     * @param resumable whether another process can resume the operation
     */
    CompletableFuture<Void> awaitTurn(ProductKey product, boolean resumable) {
        QueuedOperation operation = new QueuedOperation(
                QueuedOperation.product(settings.storeEndpoint(), limiterKey, product),
                run().getExternalizableId(),
                id,
                resumable);
        CompletableFuture<Void> turn = RunningOperations.queue().add(operation, first -> logWait(first, product));
        setProgressSource(
                () -> Progress.awaiting(turn.isDone() ? Progress.Awaited.SERVICE : Progress.Awaited.OTHER_OPERATION));
        stopped.thenRun(() -> turn.cancel(false));
        return turn;
    }

    /**
     * Logs for which build the operation waits. Users who read this log may have no permission on another job, so only a note
     * names its build.
     */
    private void logWait(QueuedOperation first, ProductKey product) {
        String waitsFor = first.build().equals(run().getExternalizableId())
                ? "another operation of this build"
                : first.job().equals(run().getParent().getFullName())
                        ? "build " + first.number() + " of this job"
                        : "a build of another job" + BuildNameNote.of(first.build());
        build.listener()
                .getLogger()
                .println("Waiting for " + waitsFor + ", which changes seats of "
                        + LogText.of(secrets().mask(product.toString()), MAX_CHARACTERS));
    }

    /** Writes one line to the build's log; line breaks in the text become blanks. */
    public void log(String line) {
        build.listener().getLogger().println(LogText.of(secrets().mask(line), MAX_CHARACTERS));
    }

    /**
     * Repeats the logging of an operation's progress until it is stopped.
     *
     * @param logProgress logs a line if there is progress
     * @return stops the repetition
     */
    public Runnable repeatLogging(Runnable logProgress) {
        return repeat(BETWEEN_LINES, logProgress);
    }

    /**
     * Repeats an action until it is stopped.
     *
     * @return stops the repetition
     */
    public Runnable repeat(Duration period, Runnable action) {
        ScheduledFuture<?> repeated =
                Timer.get().scheduleAtFixedRate(action, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return () -> repeated.cancel(false);
    }

    /** Makes the build unstable, for a reason that is shown in the build. */
    public void unstable(String reason) {
        build.unstable().accept(secrets().mask(reason));
    }

    /**
     * The workspace.
     *
     * @param parameter the parameter that needs it, named in the error
     * @param value the parameter's value
     * @throws InvalidParameterException naming the parameter if there is no workspace
     */
    public FilePath workspaceFor(String parameter, String value) {
        if (build.workspace() == null) {
            throw new InvalidParameterException(parameter, value, "needs a workspace: wrap the step in node { }");
        }
        return build.workspace();
    }

    /**
     * Sets the handler of an interruption, which by default cancels the client. Runs it at once if the operation was
     * interrupted already.
     */
    public void onInterrupt(Runnable action) {
        interruption.onFire(action);
    }

    /**
     * Sets the handler of a hand-over to another process, which by default cancels the client. Runs it at once if the
     * operation was handed over already.
     */
    public void onHandOver(Runnable action) {
        handOver.onFire(action);
    }

    /** Sets the supplier of the operation's progress. */
    public void setProgressSource(Supplier<Progress> source) {
        progress = source;
    }

    /**
     * Sets the result of the operation before it ends, so that it is kept if the build fails.
     *
     * @param result the result as plain values
     */
    public void setOutcome(Object result) {
        outcome = result;
    }

    Object outcome() {
        return outcome;
    }

    /** Sets the part of the result that the build's history stores; without this call, it stores none. */
    public void record(OperationResult result) {
        recorded = result;
    }

    /**
     * Sets the part of the result that the build's history stores, if the build may fail because of the result.
     *
     * @param error stored instead of the build's error, which repeats the result; null if the result says it all
     */
    public void record(OperationResult result, @CheckForNull String error) {
        recorded = result;
        recordedError = error;
        isErrorRecorded = true;
    }

    /**
     * The error that the build's history stores.
     *
     * @param shown the error that the build is shown
     */
    @CheckForNull
    String errorToRecord(String shown) {
        return isErrorRecorded ? recordedError : shown;
    }

    OperationResult recorded() {
        return recorded;
    }

    /**
     * Interrupts the operation.
     *
     * @param reason the beginning of a sentence for the log
     */
    void interrupt(String reason) {
        interruptionReason = reason;
        stopped.complete(null);
        interruption.fire();
    }

    /** The reason why the operation was interrupted, as the beginning of a sentence. */
    public String interruption() {
        return interruptionReason;
    }

    void handOver() {
        stopped.complete(null);
        handOver.fire();
    }

    Progress progress() {
        return progress.get().mapLine(secrets()::mask);
    }
}
