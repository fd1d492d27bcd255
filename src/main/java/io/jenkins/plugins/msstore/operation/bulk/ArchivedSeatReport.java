package io.jenkins.plugins.msstore.operation.bulk;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.bulk.FailureReasons;
import io.jenkins.plugins.msstore.bulk.PlainValues;
import io.jenkins.plugins.msstore.bulk.SeatReport;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.history.FailedUser;
import io.jenkins.plugins.msstore.history.FailureGroup;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The report of a bulk operation among a build's artifacts. */
@Restricted(NoExternalUse.class)
public final class ArchivedSeatReport {

    /** The folder of the reports below the plugin's own among the artifacts. */
    public static final String FOLDER = "seats";

    private final Path folder;
    private final SecretMask secrets;
    private final List<String> files;
    private final SeatReport report;

    /**
     * Begins the report, in the folder of the journal. It is to be {@linkplain #archive archived}.
     *
     * @param folder the folder of the journal
     * @param secrets masked in the report
     */
    ArchivedSeatReport(BulkJournal journal, Path folder, SecretMask secrets) throws IOException {
        this.folder = folder;
        this.secrets = secrets;
        this.files = SeatReport.fileNames(journal.reportName());
        this.report = SeatReport.begin(journal, folder, secrets::mask);
    }

    /** The paths of the report among the artifacts, the CSV file first. */
    List<String> paths() {
        return files.stream().map(file -> BuildArtifacts.path(FOLDER, file)).toList();
    }

    /**
     * Ends the report and archives it.
     *
     * @return the result of the operation as plain values, without masking
     */
    Map<String, Object> archive(BulkSummary summary, BuildArtifacts artifacts)
            throws IOException, InterruptedException {
        Map<String, Object> result = PlainValues.of(summary, paths());
        report.end(secrets.maskMap(result));
        artifacts.move(folder, FOLDER, files);
        return result;
    }

    /**
     * The part of the result that the build's history stores.
     *
     * @param reasons the reasons why users did not succeed
     */
    static OperationResult recorded(BulkSummary summary, FailureReasons reasons, List<String> paths) {
        return new OperationResult(
                new OutcomeCounts(
                        summary.succeeded(),
                        summary.failed(),
                        summary.unknown(),
                        summary.invalid(),
                        summary.notAttempted()),
                summary.wouldChange().map(Integer::longValue).orElse(null),
                summary.withoutSeat().map(Integer::longValue).orElse(null),
                null,
                paths,
                reasons.list().stream().map(reason -> recorded(reason, null)).toList());
    }

    /**
     * A reason as the build's history stores it.
     *
     * @param change the change that failed; null if the operation makes only one kind of change
     */
    public static FailureGroup recorded(FailureReasons.Reason reason, @CheckForNull String change) {
        return new FailureGroup(
                reason.text().orElse(null),
                reason.count(),
                reason.users().stream()
                        .map(user -> new FailedUser(user.userName(), reason.detail(user)))
                        .toList(),
                change);
    }
}
