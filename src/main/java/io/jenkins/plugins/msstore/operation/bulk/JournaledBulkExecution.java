package io.jenkins.plugins.msstore.operation.bulk;

import hudson.AbortException;
import io.jenkins.plugins.msstore.bulk.BulkExecution;
import io.jenkins.plugins.msstore.bulk.BulkProgress;
import io.jenkins.plugins.msstore.bulk.FailureReasons;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.execution.StoreSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Executes a bulk operation in a build: logs its progress, archives its report, and turns its outcome into the build's.
 * The journal stays in the build's folder until the build ends, because until then another process may resume the
 * operation.
 */
final class JournaledBulkExecution {

    /** For each permit one batch in flight, and one that is ready to be sent when the first is answered. */
    private static final int BATCHES_PER_PERMIT = 2;

    /** The time between two forced writes of the journal; a power cut may lose as much of it. */
    private static final Duration BETWEEN_FORCES = Duration.ofSeconds(1);

    private final StoreSession session;
    private final BulkJournal journal;
    private final ArchivedSeatReport report;
    private final OnFailure onFailure;
    private final AtomicInteger lastLogged = new AtomicInteger();

    JournaledBulkExecution(StoreSession session, BulkJournal journal, Path folder, OnFailure onFailure) {
        this.session = session;
        this.journal = journal;
        this.report = new ArchivedSeatReport(journal, folder, session.secrets());
        this.onFailure = onFailure;
    }

    /**
     * @param resumed whether an earlier process began the operation
     * @return the result as plain values
     */
    CompletableFuture<Map<String, Object>> start(boolean resumed) {
        BulkExecution execution = new BulkExecution(
                session.client(),
                journal,
                BATCHES_PER_PERMIT * session.maxConcurrentRequests(),
                session.maxAttempts(),
                line -> session.log("WARNING: " + line));
        session.onInterrupt(execution::interrupt);
        session.onHandOver(execution::handOver);
        session.setProgressSource(() -> progress(execution.progress()));
        BulkRequest request = journal.request();
        session.log(BulkOutcomeLine.begin(request, execution.progress(), resumed));
        lastLogged.set(execution.progress().done());
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

    private static Progress progress(BulkProgress bulk) {
        return new Progress(bulk.done(), bulk.total(), bulk.toString());
    }

    private void force() {
        try {
            journal.force();
        } catch (IOException e) {
            // the journal was closed meanwhile; if the disk is broken, appending the next line fails
        }
    }

    private void logProgress(BulkProgress progress) {
        if (lastLogged.getAndSet(progress.done()) != progress.done()) {
            session.log(progress.toString());
        }
    }

    private Map<String, Object> finish(BulkSummary summary) {
        try (journal) {
            Map<String, Object> result = report.archive(summary, session.artifacts());
            journal.archived();
            FailureReasons reasons = FailureReasons.of(journal, session.secrets()::mask);
            session.setOutcome(result);
            session.record(
                    ArchivedSeatReport.recorded(summary, reasons, report.paths()),
                    summary.endedBy().orElse(null));
            BulkOutcomeLine.reasons(reasons).ifPresent(session::log);
            applyToBuild(
                    summary, BulkOutcomeLine.of(summary, reasons, report.paths().get(0)));
            return result;
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Archives the outcomes so far after the journal could not be written; the rest is archived when the build ends. */
    private Map<String, Object> giveUp(Throwable defect) {
        try (journal) {
            report.archive(journal.summary(), session.artifacts());
        } catch (IOException | InterruptedException e) {
            defect.addSuppressed(e);
        }
        throw new CompletionException(defect instanceof UncheckedIOException io ? io.getCause() : defect);
    }

    /** Turns the outcome into the build's. The line is logged once: if it is the error of the build, Jenkins logs it. */
    private void applyToBuild(BulkSummary summary, String line) throws AbortException, InterruptedException {
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
