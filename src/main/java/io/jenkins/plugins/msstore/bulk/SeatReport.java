package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.util.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The report of a bulk operation, a CSV and a JSON file. Its rows are written while the operation runs, so that little is left to
 * do when it ends; the rows of an operation that is resumed are written again, from its journal.
 */
public final class SeatReport {

    private final BulkJournal journal;
    private final UnaryOperator<String> mask;
    private final ReportWriter writer;
    private IOException failure;

    private SeatReport(BulkJournal journal, UnaryOperator<String> mask, ReportWriter writer) {
        this.journal = journal;
        this.mask = mask;
        this.writer = writer;
    }

    /** The names of the files of a report. */
    public static List<String> fileNames(String reportName) {
        return ReportWriter.fileNames(reportName);
    }

    /**
     * Begins the report: writes a row for each user with an outcome, and from now on for each user who gets one.
     *
     * @param folder the folder of the files; it exists
     * @param mask masks secrets in the texts of a row
     */
    public static SeatReport begin(BulkJournal journal, Path folder, UnaryOperator<String> mask) throws IOException {
        ReportWriter writer = new ReportWriter(folder, journal.reportName(), ReportRow.COLUMNS.toArray(String[]::new));
        try {
            SeatReport report = new SeatReport(journal, mask, writer);
            journal.follow(report::add);
            return report;
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** A row that cannot be written is an error of the report, not of the operation. */
    private synchronized void add(UserOutcome user) {
        if (failure == null) {
            try {
                ReportRow row = ReportRow.of(journal.request(), user).masked(mask);
                writer.write(row, row.cells());
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /**
     * Writes the rest, and closes both files.
     *
     * @param result the result, for the JSON file; it is not masked
     * @throws IOException if one of the rows could not be written
     */
    public synchronized void end(Map<String, Object> result) throws IOException {
        try (writer) {
            if (failure != null) {
                throw failure;
            }
            Map<String, Object> end = new LinkedHashMap<>(result);
            int resumptions = journal.state().resumptions();
            if (resumptions > 0) {
                end.put("resumptions", resumptions);
            }
            writer.end(end);
        }
    }
}
