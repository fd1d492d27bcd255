package io.jenkins.plugins.msstore.operation.bulk;

import io.jenkins.plugins.msstore.bulk.BulkExecution;
import io.jenkins.plugins.msstore.bulk.BulkProgress;
import io.jenkins.plugins.msstore.bulk.FailureReasons;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.execution.StoreSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Executes a bulk operation in a build. */
final class JournaledBulkExecution extends JournaledExecution<BulkSummary> {

    private final BulkJournal journal;
    private final FailureReasons reasons;
    private final ArchivedSeatReport report;
    private final AtomicInteger lastLogged = new AtomicInteger();

    /**
     * Begins the report.
     *
     * @throws IOException if the report cannot be written, or the journal of a resumed operation cannot be read
     */
    JournaledBulkExecution(StoreSession session, BulkJournal journal, Path folder, OnFailure onFailure)
            throws IOException {
        super(session, onFailure);
        this.journal = journal;
        this.reasons = FailureReasons.of(journal, session.secrets()::mask);
        this.report = new ArchivedSeatReport(journal, folder, session.secrets());
    }

    /**
     * @param resumed whether an earlier process began the operation
     * @return the result as plain values
     */
    CompletableFuture<Map<String, Object>> start(boolean resumed) {
        BulkExecution execution = new BulkExecution(
                session.client(), journal, concurrency(), maxUnreachable(), line -> session.log("WARNING: " + line));
        session.onInterrupt(execution::interrupt);
        session.onHandOver(execution::handOver);
        session.setProgressSource(() -> progress(execution.progress()));
        BulkRequest request = journal.request();
        session.log(BulkOutcomeLine.begin(request, execution.progress(), resumed));
        lastLogged.set(execution.progress().done());
        return execute(execution::start, () -> logProgress(execution.progress()));
    }

    private static Progress progress(BulkProgress bulk) {
        return new Progress(bulk.done(), bulk.total(), bulk.toString());
    }

    @Override
    protected void forceJournal() throws IOException {
        journal.force();
    }

    private void logProgress(BulkProgress progress) {
        if (lastLogged.getAndSet(progress.done()) != progress.done()) {
            session.log(progress.toString());
        }
    }

    @Override
    protected Map<String, Object> finish(BulkSummary summary) throws IOException, InterruptedException {
        try (journal) {
            Map<String, Object> result = archived(
                    () -> report.archive(summary, session.artifacts()),
                    path -> BulkOutcomeLine.of(summary, reasons, path));
            journal.archived();
            session.setOutcome(result);
            session.record(
                    ArchivedSeatReport.recorded(summary, reasons, report.paths()),
                    summary.endedBy().orElse(null));
            BulkOutcomeLine.reasons(reasons).ifPresent(session::log);
            applyToBuild(
                    summary, BulkOutcomeLine.of(summary, reasons, report.paths().get(0)));
            return result;
        }
    }

    @Override
    protected void giveUp() throws IOException, InterruptedException {
        try (journal) {
            report.archive(journal.summary(), session.artifacts());
        }
    }
}
