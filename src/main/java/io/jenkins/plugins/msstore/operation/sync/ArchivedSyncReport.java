package io.jenkins.plugins.msstore.operation.sync;

import hudson.model.Run;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.ReportNames;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.history.FailureGroup;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.history.SyncCounts;
import io.jenkins.plugins.msstore.operation.bulk.ArchivedSeatReport;
import io.jenkins.plugins.msstore.sync.SyncChange;
import io.jenkins.plugins.msstore.sync.SyncFindings;
import io.jenkins.plugins.msstore.sync.SyncJournal;
import io.jenkins.plugins.msstore.sync.SyncPlan;
import io.jenkins.plugins.msstore.sync.SyncReport;
import io.jenkins.plugins.msstore.sync.SyncSummary;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The report of a sync among a build's artifacts, or its plan, if the sync stopped before anything was sent. */
final class ArchivedSyncReport {

    private final SyncJournal journal;
    private final Path folder;
    private final SecretMask secrets;

    /**
     * @param folder the folder of the journal, which has the id of the operation as its name
     * @param secrets masked in the report
     */
    ArchivedSyncReport(SyncJournal journal, Path folder, SecretMask secrets) {
        this.journal = journal;
        this.folder = folder;
        this.secrets = secrets;
    }

    /**
     * The name of the report. That of a plan is reserved now: a plan must not be taken for the report of what was done.
     */
    String name(Run<?, ?> run, SyncSummary summary) throws IOException {
        if (!summary.isPlanOnly() || summary.request().dryRun()) {
            return journal.reportName();
        }
        String plan = journal.reportName() + "-plan";
        String operation = folder.toFile().getName();
        try {
            return ReportNames.reserve(run, plan, operation);
        } catch (InvalidParameterException e) {
            // another operation of the build has this name
            return ReportNames.reserveNext(run, plan, operation);
        }
    }

    /** The paths of a report among the artifacts, the CSV file first. */
    static List<String> paths(String name) {
        return ReportWriter.fileNames(name).stream()
                .map(file -> BuildArtifacts.path(ArchivedSeatReport.FOLDER, file))
                .toList();
    }

    /**
     * Renders the report from the journals and archives it.
     *
     * @param name the report's {@linkplain #name name}
     * @return the result of the operation as plain values, without masking
     */
    Map<String, Object> archive(String name, SyncSummary summary, BuildArtifacts artifacts)
            throws IOException, InterruptedException {
        Map<String, Object> result = SyncReport.plainValues(summary, paths(name));
        SyncReport.write(journal, summary, folder, name, secrets.maskMap(result), secrets::mask);
        artifacts.move(folder, ArchivedSeatReport.FOLDER, ReportWriter.fileNames(name));
        return result;
    }

    /**
     * The part of the result that the build's history stores. Rows of the report that succeeded without a change count as
     * succeeded, as they do in the report.
     */
    static OperationResult recorded(SyncSummary summary, SyncFindings findings, List<String> paths) {
        SyncPlan plan = summary.plan().orElse(SyncPlan.NONE);
        boolean isPlanOnly = summary.isPlanOnly();
        List<FailureGroup> failures = new ArrayList<>();
        for (SyncChange change : SyncChange.values()) {
            String word = change == SyncChange.NONE ? null : change.name();
            findings.reasons(change).list().forEach(reason -> failures.add(ArchivedSeatReport.recorded(reason, word)));
        }
        return OperationResult.ofSync(
                new OutcomeCounts(
                        summary.added() + summary.removed() + plan.unchanged() + plan.skipped(),
                        summary.failed(),
                        summary.unknown(),
                        summary.invalid(),
                        summary.notAttempted()),
                new SyncCounts(
                        isPlanOnly,
                        isPlanOnly ? plan.toAdd() : summary.added(),
                        isPlanOnly ? plan.toRemove() : summary.removed(),
                        plan.unchanged(),
                        plan.retained()),
                paths,
                failures);
    }
}
