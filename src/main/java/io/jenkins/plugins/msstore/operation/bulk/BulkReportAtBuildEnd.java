package io.jenkins.plugins.msstore.operation.bulk;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.msstore.bulk.FailureReasons;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.ReportAtBuildEnd;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Archives the report of a bulk operation that could not do so, because Pipeline could not resume the build or the report
 * could not be written.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class BulkReportAtBuildEnd implements ReportAtBuildEnd {

    private static final String NOT_RESUMED = "stopped with the controller, and not resumed";

    @Override
    public Optional<String> archive(Run<?, ?> run, Path folder, SecretMask secrets, BuildArtifacts artifacts)
            throws IOException, InterruptedException {
        Optional<BulkJournal> found = BulkJournal.find(folder);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (BulkJournal journal = found.get()) {
            return journal.isArchived()
                    ? Optional.empty()
                    : Optional.of(archive(run, journal, folder, secrets, artifacts));
        }
    }

    private static String archive(
            Run<?, ?> run, BulkJournal journal, Path folder, SecretMask secrets, BuildArtifacts artifacts)
            throws IOException, InterruptedException {
        boolean lost = !journal.isEnded() && journal.damage().isEmpty();
        BulkSummary summary = journal.isEnded()
                ? journal.summary()
                : journal.abandon(journal.damage().orElse(NOT_RESUMED));
        ArchivedSeatReport report = new ArchivedSeatReport(journal, folder, secrets);
        report.archive(summary, artifacts);
        FailureReasons reasons = FailureReasons.of(journal, secrets::mask);
        OperationRecords.in(run.getRootDir().toPath())
                .end(
                        folder.toFile().getName(),
                        Instant.now(),
                        lost ? Ending.LOST : Ending.FAILED,
                        summary.endedBy().map(secrets::mask).orElse(null),
                        ArchivedSeatReport.recorded(summary, reasons, report.paths())
                                .masked(secrets::mask));
        return BulkOutcomeLine.of(summary, reasons, report.paths().get(0));
    }
}
