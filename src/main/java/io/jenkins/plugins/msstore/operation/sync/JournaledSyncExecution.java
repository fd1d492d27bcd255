package io.jenkins.plugins.msstore.operation.sync;

import hudson.AbortException;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.operation.bulk.OnFailure;
import io.jenkins.plugins.msstore.sync.SyncExecution;
import io.jenkins.plugins.msstore.sync.SyncFindings;
import io.jenkins.plugins.msstore.sync.SyncJournal;
import io.jenkins.plugins.msstore.sync.SyncPlan;
import io.jenkins.plugins.msstore.sync.SyncProgress;
import io.jenkins.plugins.msstore.sync.SyncSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Executes a sync in a build: logs its plan and its progress, archives its report, and turns its outcome into the build's. The
 * journal stays in the build's folder until the build ends, because until then another process may resume the operation.
 */
final class JournaledSyncExecution {

    /** One batch in flight, and one that is ready to be sent when the first is answered. */
    private static final int BATCHES_PER_PERMIT = 2;

    /** The part of the journals that may be lost in a power cut. */
    private static final Duration BETWEEN_FORCES = Duration.ofSeconds(1);

    private final StoreSession session;
    private final SyncJournal journal;
    private final ArchivedSyncReport report;
    private final OnFailure onFailure;
    private final AtomicReference<String> lastLogged = new AtomicReference<>();

    JournaledSyncExecution(StoreSession session, SyncJournal journal, Path folder, OnFailure onFailure) {
        this.session = session;
        this.journal = journal;
        this.report = new ArchivedSyncReport(journal, folder, session.secrets());
        this.onFailure = onFailure;
    }

    /**
     * @param isResumed whether an earlier process began the operation
     * @return the result as plain values
     */
    CompletableFuture<Map<String, Object>> start(boolean isResumed) {
        SyncExecution execution = new SyncExecution(
                session.client(),
                journal,
                BATCHES_PER_PERMIT * session.maxConcurrentRequests(),
                session.maxAttempts(),
                session.executor(),
                new Log());
        session.onInterrupt(execution::interrupt);
        session.onHandOver(execution::handOver);
        session.setProgressSource(() -> progress(execution.progress()));
        session.log(SyncOutcomeLine.begin(journal.request(), journal.listed().requested(), isResumed));
        lastLogged.set(execution.progress().toString());
        Runnable stopLogging = session.repeatLogging(() -> logProgress(execution.progress()));
        Runnable stopForcing =
                session.repeat(BETWEEN_FORCES, () -> session.executor().execute(this::force));
        return execution
                .start()
                .handleAsync(
                        (summary, defect) -> {
                            stopLogging.run();
                            stopForcing.run();
                            return defect == null ? finish(summary) : giveUp(defect);
                        },
                        session.executor());
    }

    private final class Log implements SyncExecution.Listener {

        @Override
        public void onWarning(String line) {
            session.log("WARNING: " + line);
        }

        @Override
        public void onPlan(SyncPlan plan) {
            session.log(SyncOutcomeLine.plan(journal.request(), plan));
            SyncOutcomeLine.unnamed(plan).ifPresent(session::log);
        }
    }

    private static Progress progress(SyncProgress sync) {
        return new Progress(sync.done(), sync.total(), sync.toString());
    }

    private void force() {
        try {
            journal.force();
        } catch (IOException e) {
            // the journal was closed meanwhile; if the disk is broken, appending the next line fails
        }
    }

    private void logProgress(SyncProgress progress) {
        String line = progress.toString();
        if (!line.equals(lastLogged.getAndSet(line))) {
            session.log(line);
        }
    }

    private Map<String, Object> finish(SyncSummary summary) {
        try (journal) {
            String name = report.name(session.run(), summary);
            Map<String, Object> result = report.archive(name, summary, session.artifacts());
            journal.archived();
            List<String> paths = ArchivedSyncReport.paths(name);
            SyncFindings findings = SyncFindings.of(journal, session.secrets()::mask);
            session.setOutcome(result);
            session.record(
                    ArchivedSyncReport.recorded(summary, findings, paths),
                    summary.endedBy().orElse(null));
            SyncOutcomeLine.others(findings).ifPresent(session::log);
            SyncOutcomeLine.reasons(findings).forEach(session::log);
            judge(summary, SyncOutcomeLine.of(summary, findings, paths.get(0)));
            return result;
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Archives the outcomes so far after a file could not be read or written; the rest is archived when the build ends. */
    private Map<String, Object> giveUp(Throwable defect) {
        try (journal) {
            SyncSummary summary = journal.summary();
            report.archive(report.name(session.run(), summary), summary, session.artifacts());
        } catch (IOException | InterruptedException | RuntimeException e) {
            defect.addSuppressed(e);
        }
        throw new CompletionException(defect);
    }

    /** Turns the outcome into the build's. The line is in the log once: an error that ends the build has it there. */
    private void judge(SyncSummary summary, String line) throws AbortException, InterruptedException {
        if (summary.endedBy().isPresent()) {
            throw new AbortException(line);
        }
        if (summary.interrupted()) {
            session.log(session.interruption() + ": " + line);
            throw new InterruptedException();
        }
        if (summary.isClean()) {
            session.log(line);
            return;
        }
        switch (onFailure) {
            case FAIL -> throw new AbortException(line);
            case UNSTABLE -> {
                session.log("WARNING: the build is unstable: " + line);
                session.unstable(line);
            }
            case CONTINUE -> session.log("WARNING: the build continues: " + line);
        }
    }
}
