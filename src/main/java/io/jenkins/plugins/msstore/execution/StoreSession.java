package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Run;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.connection.StoreConnections;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.credentials.CredentialsResolver;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jenkins.util.Timer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What an operation has at hand while it runs in a build: a client of its own, the build's log, workspace and artifacts. */
@Restricted(NoExternalUse.class)
public final class StoreSession {

    private static final int MOST_CHARACTERS = 4000;

    private final String id;
    private final BuildContext build;
    private final StoreSettings settings;
    private final StoreClient client;
    private final BuildArtifacts artifacts;
    private final Signal interruption;
    private final Signal leaving;

    /** Completes when the operation is interrupted or handed over. */
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private volatile Supplier<Progress> progress = () -> Progress.of("waiting for the service");
    private volatile Object outcome;
    private volatile OperationResult recorded = OperationResult.NONE;

    private StoreSession(BuildContext build, StoreSettings settings, String credentialsId, String id) {
        this.id = id;
        this.build = build;
        this.settings = settings;
        this.client = StoreConnections.get()
                .client(
                        settings,
                        CredentialsResolver.of(build.run(), settings).identity(credentialsId),
                        new WaitLog(this::log, System::nanoTime));
        this.artifacts = BuildArtifacts.of(build.run(), build.listener());
        this.interruption = new Signal(client::cancel);
        this.leaving = new Signal(client::cancel);
    }

    /** Something that may be asked for at any moment, before it is known what is to be done then, too. */
    private static final class Signal {

        private Runnable action;
        private boolean given;

        Signal(Runnable action) {
            this.action = action;
        }

        /** Replaces what is done; does it at once where the signal was given already. */
        void on(Runnable other) {
            boolean tooLate;
            synchronized (this) {
                action = other;
                tooLate = given;
            }
            if (tooLate) {
                other.run();
            }
        }

        void give() {
            Runnable present;
            synchronized (this) {
                given = true;
                present = action;
            }
            present.run();
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

    /** What the operation is found by when another process goes on with it; unique in the build. */
    public String id() {
        return id;
    }

    /** The client, ended with this session. */
    public StoreClient client() {
        return client;
    }

    /** The build. */
    public Run<?, ?> run() {
        return build.run();
    }

    /** Masks the secrets that are bound around the operation, in what is kept of it. */
    public SecretMask secrets() {
        return build.secrets();
    }

    /** How many requests this session may have in flight at once. */
    public int maxConcurrentRequests() {
        return settings.maxConcurrentRequests();
    }

    /** How often an operation is tried, and how many batches in a row that cannot reach the service a bulk run stands. */
    public int maxAttempts() {
        return settings.maxAttempts();
    }

    /** The build's artifacts. */
    public BuildArtifacts artifacts() {
        return artifacts;
    }

    /** Runs what blocks: reading and writing files of the controller. */
    public Executor executor() {
        return Computer.threadPoolForRemoting;
    }

    /**
     * Makes calls to the workspace on a thread of their own: an agent may never answer. An interruption or a hand-over
     * interrupts that thread and completes the result at once.
     *
     * @return what the calls return or throw
     */
    public <T> CompletableFuture<T> callWorkspace(Callable<T> calls) {
        InterruptibleCall<T> call = new InterruptibleCall<>(calls);
        executor().execute(call);
        stopped.thenRun(() -> call.cancel(true));
        return call.result();
    }

    /** Writes a line to the build's log: one line, whatever is in it. */
    public void log(String line) {
        build.listener().getLogger().println(LogText.of(secrets().mask(line), MOST_CHARACTERS));
    }

    /**
     * Does something again and again while the operation runs.
     *
     * @return ends that
     */
    public Runnable every(Duration period, Runnable action) {
        ScheduledFuture<?> repeated =
                Timer.get().scheduleAtFixedRate(action, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return () -> repeated.cancel(false);
    }

    /** Makes the build unstable, for a reason that its page shows. */
    public void unstable(String reason) {
        build.unstable().accept(secrets().mask(reason));
    }

    /**
     * The workspace.
     *
     * @param parameter the parameter that needs it, named in the error
     * @param value the parameter's value
     * @throws InvalidParameterException where there is none
     */
    public FilePath workspaceFor(String parameter, String value) {
        if (build.workspace() == null) {
            throw new InvalidParameterException(
                    parameter, value, "needs a workspace, and there is none here: use it inside 'node'");
        }
        return build.workspace();
    }

    /** Replaces what an interruption does, which is to cancel the client. Runs it at once where there was one already. */
    public void onInterrupt(Runnable action) {
        interruption.on(action);
    }

    /**
     * Replaces what is done when the operation is left to another process, which is to cancel the client. Runs it at once
     * where it was left already.
     */
    public void onLeave(Runnable action) {
        leaving.on(action);
    }

    /** Says how the operation's progress is told. */
    public void onProgress(Supplier<Progress> told) {
        progress = told;
    }

    /**
     * Tells what the operation came to where the build may fail for it all the same.
     *
     * @param result the result as plain values
     */
    public void cameTo(Object result) {
        outcome = result;
    }

    Object outcome() {
        return outcome;
    }

    /** Tells what the build's history is to keep of the result; nothing where this is not told. */
    public void record(OperationResult result) {
        recorded = result;
    }

    OperationResult recorded() {
        return recorded;
    }

    void interrupt() {
        stopped.complete(null);
        interruption.give();
    }

    void leave() {
        stopped.complete(null);
        leaving.give();
    }

    Progress progress() {
        Progress present = progress.get();
        return new Progress(present.done(), present.total(), secrets().mask(present.line()));
    }
}
