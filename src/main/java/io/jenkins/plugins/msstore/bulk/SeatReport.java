package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.util.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes the report of a bulk operation, a CSV and a JSON file, row by row from its journal. */
public final class SeatReport {

    private SeatReport() {}

    /** The names of the files of a report. */
    public static List<String> fileNames(String reportName) {
        return ReportWriter.fileNames(reportName);
    }

    /**
     * Writes both files.
     *
     * @param journal the journal of an operation that ended, or will not be resumed
     * @param folder the folder of the files; it exists
     * @param result the result, which the JSON file begins with; the rows follow as {@code results}
     * @param mask masks secrets in the texts of a row; the result is not masked
     */
    public static void write(BulkJournal journal, Path folder, Map<String, Object> result, UnaryOperator<String> mask)
            throws IOException {
        Map<String, Object> beginning = new LinkedHashMap<>(result);
        int resumptions = journal.state().resumptions();
        if (resumptions > 0) {
            beginning.put("resumptions", resumptions);
        }
        try (ReportWriter report =
                new ReportWriter(folder, journal.reportName(), ReportRow.COLUMNS.toArray(String[]::new), beginning)) {
            journal.read(user -> {
                ReportRow row = ReportRow.of(journal.request(), user).masked(mask);
                report.write(row, row.cells());
            });
        }
    }
}
