package io.jenkins.plugins.msstore.operation.listing;

import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.listing.ListJournal;
import io.jenkins.plugins.msstore.listing.ListReport;
import io.jenkins.plugins.msstore.listing.ListSummary;
import io.jenkins.plugins.msstore.listing.StoreList;
import io.jenkins.plugins.msstore.util.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The report of a list among a build's artifacts.
 *
 * @param work the folder of the journal
 */
record ArchivedListReport(ListJournal journal, StoreList list, Path work, String reportName) {

    /** The paths of the report among the artifacts, the CSV file first. */
    List<String> paths() {
        return files().stream()
                .map(file -> BuildArtifacts.path(list.reportFolder(), file))
                .toList();
    }

    private List<String> files() {
        return ReportWriter.fileNames(reportName);
    }

    /**
     * Renders the report from the journal, with masked secrets, and archives it.
     *
     * @return the result of the operation as plain values, without masking
     */
    Map<String, Object> archive(ListSummary summary, StoreSession session) throws IOException, InterruptedException {
        Map<String, Object> result = summary.plainValues(list, paths());
        Map<String, Object> beginning = session.secrets().maskMap(result);
        if (summary.resumptions() > 0) {
            beginning.put("resumptions", summary.resumptions());
        }
        ListReport.write(journal, list, work, reportName, beginning, session.secrets()::mask);
        session.artifacts().move(work, list.reportFolder(), files());
        return result;
    }
}
