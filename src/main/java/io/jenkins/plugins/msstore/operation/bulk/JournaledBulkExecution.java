package io.jenkins.plugins.msstore.operation.bulk;

import hudson.AbortException;
import io.jenkins.plugins.msstore.bulk.BulkJournal;
import io.jenkins.plugins.msstore.bulk.BulkProgress;
import io.jenkins.plugins.msstore.bulk.BulkRequest;
import io.jenkins.plugins.msstore.bulk.BulkRun;
import io.jenkins.plugins.msstore.bulk.BulkSummary;
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
 * A bulk run in a build: its progress in the log, its report among the artifacts, its outcome as the build's. Its journal
 * stays in the build's folder until the build ends: only then will no other process go on with it.
 */
final class JournaledBulkExecution {

    /** One in flight and one that is ready to leave at the moment when the first is answered. */
    private static final int BATCHES_FOR_A_PLACE = 2;

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    /** So much of the journal a power cut may cost. */
    private static final Duration BETWEEN_FORCES = Duration.ofSeconds(1);

    private final StoreSession session;
    private final BulkJournal journal;
    private final ArchivedSeatReport report;
    private final OnFailure onFailure;
    private final AtomicInteger told = new AtomicInteger();

    JournaledBulkExecution(StoreSession session, BulkJournal journal, Path folder, OnFailure onFailure) {
        this.session = session;
        this.journal = journal;
        this.report = new ArchivedSeatReport(journal, folder, session.secrets());
        this.onFailure = onFailure;
    }

    /**
     * @param resumed whether another process began the run
     * @return the run's result as plain values
     */
    CompletableFuture<Map<String, Object>> run(boolean resumed) {
        BulkRun run = new BulkRun(
                session.client(),
                journal,
                BATCHES_FOR_A_PLACE * session.maxConcurrentRequests(),
                session.maxAttempts(),
                line -> session.log("WARNING: " + line));
        session.onInterrupt(run::interrupt);
        session.onLeave(run::leave);
        session.onProgress(() -> progress(run.progress()));
        BulkRequest request = journal.request();
        session.log(BulkOutcomeLine.subject(request) + ": "
                + BulkOutcomeLine.users(journal.roster().requested())
                + (request.dryRun() ? ", nothing is changed" : "")
                + (resumed ? ", going on after a restart: " + run.progress() : ""));
        told.set(run.progress().done());
        Runnable stopTelling = session.every(BETWEEN_LINES, () -> tell(run.progress()));
        Runnable stopForcing =
                session.every(BETWEEN_FORCES, () -> session.executor().execute(this::force));
        return run.start()
                .handleAsync(
                        (summary, defect) -> {
                            stopTelling.run();
                            stopForcing.run();
                            return defect == null ? finish(summary) : giveUp(defect);
                        },
                        session.executor());
    }

    private static Progress progress(BulkProgress run) {
        return new Progress(run.done(), run.total(), run.toString());
    }

    private void force() {
        try {
            journal.force();
        } catch (IOException e) {
            // closed meanwhile; a disk that is broken fails the next line
        }
    }

    private void tell(BulkProgress progress) {
        if (told.getAndSet(progress.done()) != progress.done()) {
            session.log(progress.toString());
        }
    }

    private Map<String, Object> finish(BulkSummary summary) {
        try (journal) {
            Map<String, Object> result = report.archive(summary, session.artifacts());
            journal.archived();
            String line = BulkOutcomeLine.of(summary, report.paths().get(0));
            session.log(line);
            session.cameTo(result);
            session.record(report.recorded(summary));
            judge(summary, line);
            return result;
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** An outcome could not be recorded: what was, is archived as it is, and the rest when the build ends. */
    private Map<String, Object> giveUp(Throwable defect) {
        try (journal) {
            report.archive(journal.summary(), session.artifacts());
        } catch (IOException | InterruptedException e) {
            defect.addSuppressed(e);
        }
        throw new CompletionException(defect instanceof UncheckedIOException io ? io.getCause() : defect);
    }

    private void judge(BulkSummary summary, String line) throws AbortException {
        if (summary.endedBy().isPresent()) {
            throw new AbortException(summary.endedBy().get() + "; " + line);
        }
        if (summary.interrupted()) {
            throw new AbortException("interrupted; " + line);
        }
        if (summary.isClean()) {
            return;
        }
        switch (onFailure) {
            case FAIL -> throw new AbortException(line);
            case UNSTABLE -> session.unstable(line);
            case CONTINUE -> {
                // the result and the report say what happened
            }
        }
    }
}
