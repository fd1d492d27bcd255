package io.jenkins.plugins.msstore.operation.sync;

import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.operation.bulk.JournaledExecution;
import io.jenkins.plugins.msstore.operation.bulk.OnFailure;
import io.jenkins.plugins.msstore.sync.SyncChange;
import io.jenkins.plugins.msstore.sync.SyncExecution;
import io.jenkins.plugins.msstore.sync.SyncFindings;
import io.jenkins.plugins.msstore.sync.SyncJournal;
import io.jenkins.plugins.msstore.sync.SyncPlan;
import io.jenkins.plugins.msstore.sync.SyncProgress;
import io.jenkins.plugins.msstore.sync.SyncSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Executes a sync in a build; also logs its plan. */
final class JournaledSyncExecution extends JournaledExecution<SyncSummary> {

    private final SyncJournal journal;
    private final ArchivedSyncReport report;
    private final AtomicReference<String> lastLogged = new AtomicReference<>();

    JournaledSyncExecution(StoreSession session, SyncJournal journal, Path folder, OnFailure onFailure) {
        super(session, onFailure);
        this.journal = journal;
        this.report = new ArchivedSyncReport(journal, folder, session.secrets());
    }

    /**
     * @param isResumed whether an earlier process began the operation
     * @return the result as plain values
     */
    CompletableFuture<Map<String, Object>> start(boolean isResumed) {
        SyncExecution execution = new SyncExecution(
                session.client(), journal, concurrency(), maxUnreachable(), session.executor(), new Log());
        session.onInterrupt(execution::interrupt);
        session.onHandOver(execution::handOver);
        session.setProgressSource(() -> progress(execution.progress()));
        session.log(SyncOutcomeLine.begin(journal.request(), journal.listed().requested(), isResumed));
        lastLogged.set(execution.progress().toString());
        return execute(execution::start, () -> logProgress(execution.progress()));
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
        return sync.change() == SyncChange.NONE
                ? Progress.ofList(sync.done(), sync.toString())
                : new Progress(sync.done(), sync.total(), sync.toString());
    }

    @Override
    protected void forceJournal() throws IOException {
        journal.force();
    }

    private void logProgress(SyncProgress progress) {
        String line = progress.toString();
        if (!line.equals(lastLogged.getAndSet(line))) {
            session.log(line);
        }
    }

    @Override
    protected Map<String, Object> finish(SyncSummary summary) throws IOException, InterruptedException {
        try (journal) {
            String name = report.name(session.run(), summary);
            SyncFindings findings = SyncFindings.of(journal, session.secrets()::mask);
            Map<String, Object> result = archived(
                    () -> report.archive(name, summary, session.artifacts()),
                    path -> SyncOutcomeLine.of(summary, findings, path));
            journal.archived();
            List<String> paths = ArchivedSyncReport.paths(name);
            session.setOutcome(result);
            session.record(
                    ArchivedSyncReport.recorded(summary, findings, paths),
                    summary.endedBy().orElse(null));
            SyncOutcomeLine.others(findings).ifPresent(session::log);
            SyncOutcomeLine.reasons(findings).forEach(session::log);
            applyToBuild(summary, SyncOutcomeLine.of(summary, findings, paths.get(0)));
            return result;
        }
    }

    @Override
    protected void giveUp() throws IOException, InterruptedException {
        try (journal) {
            SyncSummary summary = journal.summary();
            report.archive(report.name(session.run(), summary), summary, session.artifacts());
        }
    }
}
