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
import java.io.IOException;
import java.nio.file.Path;
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

    @Override
    public Optional<End> archive(Run<?, ?> run, Path folder, SecretMask secrets, BuildArtifacts artifacts)
            throws IOException, InterruptedException {
        Optional<BulkJournal> found = BulkJournal.find(folder);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (BulkJournal journal = found.get()) {
            return journal.isArchived() ? Optional.empty() : Optional.of(archive(journal, folder, secrets, artifacts));
        }
    }

    private static End archive(BulkJournal journal, Path folder, SecretMask secrets, BuildArtifacts artifacts)
            throws IOException, InterruptedException {
        boolean lost = !journal.isEnded() && journal.damage().isEmpty();
        BulkSummary summary = journal.isEnded()
                ? journal.summary()
                : journal.abandon(journal.damage().orElse(NOT_RESUMED));
        ArchivedSeatReport report = new ArchivedSeatReport(journal, folder, secrets);
        report.archive(summary, artifacts);
        FailureReasons reasons = FailureReasons.of(journal, secrets::mask);
        return new End(
                lost ? Ending.LOST : Ending.FAILED,
                summary.endedBy(),
                ArchivedSeatReport.recorded(summary, reasons, report.paths()),
                BulkOutcomeLine.of(summary, reasons, report.paths().get(0)));
    }
}
