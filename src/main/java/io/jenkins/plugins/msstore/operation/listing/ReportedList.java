package io.jenkins.plugins.msstore.operation.listing;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.execution.JournalsOfBuild;
import io.jenkins.plugins.msstore.execution.ReportNames;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.listing.ListJournal;
import io.jenkins.plugins.msstore.listing.ListTally;
import io.jenkins.plugins.msstore.listing.StoreList;
import io.jenkins.plugins.msstore.operation.ResultLimit;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A list that a build reads, with the checked arguments of its report.
 *
 * @param texts the lines in the build's log
 * @param warnBelow a product with fewer available seats makes the build unstable; empty for no warning
 * @param reportName the name of the report that the user chose; null for none
 * @param resultLimit the maximum number of entries in the result
 */
record ReportedList(
        StoreList list,
        ListTexts texts,
        Optional<CountOrPercent> warnBelow,
        @CheckForNull String reportName,
        int resultLimit) {

    /**
     * @throws io.jenkins.plugins.msstore.util.InvalidParameterException naming {@code reportName} or {@code resultLimit}
     */
    ReportedList {
        reportName = reportName == null ? null : ReportNames.checked(reportName);
        ResultLimit.checked(resultLimit, texts.entries());
    }

    /**
     * Reads the list into a journal in the build's folder, which stays there until the build ends, because until then another
     * process may resume the operation. A journal that is there already is continued.
     *
     * @param resumed whether another process began the operation
     * @return the result as plain values
     */
    CompletableFuture<Map<String, Object>> read(StoreSession session, boolean resumed) throws IOException {
        // saved when the report's name is reserved
        JournalsOfBuild.mark(session.run());
        String name = ReportNames.reserve(session, reportName, list.reportPrefix());
        Path work = session.artifacts().workFolder(session.id());
        ListJournal journal = ListJournal.open(work, new ListTally(resultLimit, warnBelow));
        return new JournaledListExecution(session, this, journal, new ArchivedListReport(journal, list, work, name))
                .start(resumed);
    }
}
