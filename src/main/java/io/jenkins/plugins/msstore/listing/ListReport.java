package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.util.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes the report of a list, a CSV and a JSON file, row by row from its journal. */
public final class ListReport {

    private ListReport() {}

    /**
     * Writes both files; {@link ReportWriter#fileNames} has their names.
     *
     * @param journal the journal of a list that was read to its end
     * @param folder the folder of the files; it exists
     * @param result the result, for the JSON file
     * @param mask masks secrets in the texts of a row; the result is not masked
     */
    public static void write(
            ListJournal journal,
            StoreList list,
            Path folder,
            String reportName,
            Map<String, Object> result,
            UnaryOperator<String> mask)
            throws IOException {
        try (ReportWriter report = new ReportWriter(folder, reportName, list.columns())) {
            journal.read(row -> {
                ListRow shown = row.masked(mask);
                report.write(shown.plainValues(), shown.cells());
            });
            report.end(result);
        }
    }
}
