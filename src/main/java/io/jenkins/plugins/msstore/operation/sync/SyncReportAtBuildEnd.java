package io.jenkins.plugins.msstore.operation.sync;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.ReportAtBuildEnd;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.sync.SyncFindings;
import io.jenkins.plugins.msstore.sync.SyncJournal;
import io.jenkins.plugins.msstore.sync.SyncSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Archives the report of a sync that could not do so, because Pipeline could not resume the build or the report could not be
 * written.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class SyncReportAtBuildEnd implements ReportAtBuildEnd {

    @Override
    public Optional<End> archive(Run<?, ?> run, Path folder, SecretMask secrets, BuildArtifacts artifacts)
            throws IOException, InterruptedException {
        Optional<SyncJournal> found = SyncJournal.find(folder);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (SyncJournal journal = found.get()) {
            return journal.isArchived()
                    ? Optional.empty()
                    : Optional.of(archive(run, journal, folder, secrets, artifacts));
        }
    }

    private static End archive(
            Run<?, ?> run, SyncJournal journal, Path folder, SecretMask secrets, BuildArtifacts artifacts)
            throws IOException, InterruptedException {
        boolean lost = !journal.isEnded() && journal.damage().isEmpty();
        SyncSummary summary = journal.isEnded()
                ? journal.summary()
                : journal.abandon(journal.damage().orElse(NOT_RESUMED));
        ArchivedSyncReport report = new ArchivedSyncReport(journal, folder, secrets);
        String name = report.name(run, summary);
        report.archive(name, summary, artifacts);
        List<String> paths = ArchivedSyncReport.paths(name);
        SyncFindings findings = SyncFindings.of(journal, secrets::mask);
        return new End(
                lost ? Ending.LOST : Ending.FAILED,
                summary.endedBy(),
                ArchivedSyncReport.recorded(summary, findings, paths),
                SyncOutcomeLine.of(summary, findings, paths.get(0)));
    }
}
