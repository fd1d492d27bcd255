package io.jenkins.plugins.msstore.operation.bulk;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.msstore.bulk.FailureReasons;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import io.jenkins.plugins.msstore.execution.ReadableFailure;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Deletes the journals of bulk operations when their build has ended. If the report of a journal was not archived,
 * because Pipeline could not resume the build or the report could not be written, it is archived first; if that fails,
 * the journal is kept.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class BulkOperationsAtBuildEnd extends RunListener<Run<?, ?>> {

    private static final int MAX_CHARACTERS = 600;

    private static final String NOT_RESUMED = "stopped with the controller, and not resumed";

    /**
     * Waits for operations that are still under way because their build was killed: they archive their reports
     * themselves.
     */
    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        List<OperationExecution> underWay = RunningOperations.in(run);
        underWay.forEach(OperationExecution::interrupt);
        CompletableFuture.allOf(
                        underWay.stream().map(OperationExecution::result).toArray(CompletableFuture[]::new))
                .whenComplete((ended, error) -> clear(run, listener));
    }

    /** Archives the missing reports of a build that has ended and deletes its journals. */
    static void clear(Run<?, ?> run, TaskListener listener) {
        BuildArtifacts artifacts = BuildArtifacts.of(run, listener);
        try {
            for (Path folder : artifacts.workFolders()) {
                clear(run, folder, artifacts, listener);
            }
        } catch (IOException e) {
            log(listener, "WARNING: cannot list the unfinished bulk operations of this build: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Handles one journal. A journal that cannot be read is kept and does not stop the others from being handled. */
    private static void clear(Run<?, ?> run, Path folder, BuildArtifacts artifacts, TaskListener listener)
            throws InterruptedException {
        // text from a journal may contain a secret, also in errors
        SecretMask secrets = SecretMask.NONE;
        try {
            secrets = SecretMask.load(folder);
            archiveReport(run, folder, secrets, artifacts, listener);
            artifacts.delete(folder);
        } catch (IOException | RuntimeException e) {
            log(
                    listener,
                    secrets.mask(
                            "WARNING: cannot archive the report of an unfinished bulk operation; its journal stays in the build's folder: "
                                    + ReadableFailure.of(e, secrets).getMessage()));
        }
    }

    private static void archiveReport(
            Run<?, ?> run, Path folder, SecretMask secrets, BuildArtifacts artifacts, TaskListener listener)
            throws IOException, InterruptedException {
        Optional<BulkJournal> found = BulkJournal.find(folder);
        if (found.isEmpty()) {
            return;
        }
        try (BulkJournal journal = found.get()) {
            if (!journal.isArchived()) {
                boolean lost = !journal.isEnded() && journal.damage().isEmpty();
                BulkSummary summary = journal.isEnded()
                        ? journal.summary()
                        : journal.abandon(journal.damage().orElse(NOT_RESUMED));
                ArchivedSeatReport report = new ArchivedSeatReport(journal, folder, secrets);
                report.archive(summary, artifacts);
                FailureReasons reasons = FailureReasons.of(journal, secrets::mask);
                String line = secrets.mask(
                        BulkOutcomeLine.of(summary, reasons, report.paths().get(0)));
                OperationRecords.in(run.getRootDir().toPath())
                        .end(
                                folder.toFile().getName(),
                                Instant.now(),
                                lost ? Ending.LOST : Ending.FAILED,
                                summary.endedBy().map(secrets::mask).orElse(null),
                                ArchivedSeatReport.recorded(summary, reasons, report.paths())
                                        .masked(secrets::mask));
                log(listener, line);
            }
        }
    }

    private static void log(TaskListener listener, String line) {
        listener.getLogger().println(LogText.of(line, MAX_CHARACTERS));
    }
}
