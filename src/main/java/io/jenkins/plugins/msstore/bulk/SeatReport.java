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
    private final Path folder;
    private final UnaryOperator<String> mask;
    private final ReportWriter writer;

    /** Whether each outcome that was passed on has its row. */
    private boolean isComplete = true;

    private SeatReport(BulkJournal journal, Path folder, UnaryOperator<String> mask) throws IOException {
        this.journal = journal;
        this.folder = folder;
        this.mask = mask;
        this.writer = newWriter();
    }

    private ReportWriter newWriter() throws IOException {
        return new ReportWriter(folder, journal.reportName(), ReportRow.COLUMNS.toArray(String[]::new));
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
        SeatReport report = new SeatReport(journal, folder, mask);
        try {
            journal.follow(report::add);
            return report;
        } catch (IOException | RuntimeException e) {
            report.writer.close();
            throw e;
        }
    }

    /** A row that cannot be written does not end the operation: the disk may be full for a while. */
    private synchronized void add(UserOutcome user) {
        if (isComplete) {
            try {
                write(writer, user);
            } catch (IOException e) {
                isComplete = false;
            }
        }
    }

    private void write(ReportWriter target, UserOutcome user) throws IOException {
        ReportRow row = ReportRow.of(journal.request(), user).masked(mask);
        target.write(row, row.cells());
    }

    /**
     * Writes the rest, and closes both files. If a row could not be written before, writes both again, from the journal.
     *
     * @param result the result, for the JSON file; it is not masked
     */
    public synchronized void end(Map<String, Object> result) throws IOException {
        Map<String, Object> end = new LinkedHashMap<>(result);
        int resumptions = journal.state().resumptions();
        if (resumptions > 0) {
            end.put("resumptions", resumptions);
        }
        if (isComplete) {
            try (writer) {
                writer.end(end);
            }
        } else {
            closeIncomplete();
            try (ReportWriter again = newWriter()) {
                journal.read(user -> write(again, user));
                again.end(end);
            }
        }
    }

    private void closeIncomplete() {
        try {
            writer.close();
        } catch (IOException e) {
            // as for the row before; both files are closed
        }
    }
}
