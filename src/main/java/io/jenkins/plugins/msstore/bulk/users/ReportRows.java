package io.jenkins.plugins.msstore.bulk.users;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.jenkins.plugins.msstore.util.LogText;
import io.jenkins.plugins.msstore.util.SpreadsheetCell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the report of a bulk operation as the list of users in it that did not succeed, so that the rest is tried again. */
final class ReportRows implements TableRows {

    /** The first columns of a report, by which it is recognized. */
    private static final List<String> FIRST_COLUMNS =
            List.of("username", "outcome", "state", "dateassigned", "failurereason", "correlationvector");

    private static final int USER_NAME = 0;
    private static final int OUTCOME = 1;

    private static final String SUCCEEDED = "SUCCEEDED";
    private static final Set<String> UNSUCCESSFUL = Set.of("FAILED", "UNKNOWN", "INVALID", "NOT_ATTEMPTED");

    private static final String ZEROS_REMOVED =
            ": a spreadsheet that saves a report removes zeros, so use the report as it was archived";

    private static final int MAX_SHOWN_CHARACTERS = 100;

    private final String fileName;
    private final ReportSubject expected;
    private final int action;
    private final int productId;
    private final int skuId;
    private final int wouldChange;
    private int total;
    private int unsuccessful;

    /**
     * @param fileName the name of the file in errors
     * @param header the header of a report
     * @param expected the subject that the report must have
     * @throws UsersFileException for a report or plan of a sync, and if a column is missing
     */
    ReportRows(String fileName, List<String> header, ReportSubject expected) throws UsersFileException {
        this.fileName = fileName;
        this.expected = expected;
        List<String> columns = folded(header);
        if (columns.contains("change")) {
            throw new UsersFileException(
                    fileName, "is a report or plan of msStoreSyncSeats, but this operation is " + expected);
        }
        action = indexOf(columns, "action");
        productId = indexOf(columns, "productId");
        skuId = indexOf(columns, "skuId");
        wouldChange = indexOf(columns, "wouldChange");
    }

    /** Whether a header is that of a report. */
    static boolean isHeader(List<String> header) {
        return header.size() >= FIRST_COLUMNS.size()
                && folded(header.subList(0, FIRST_COLUMNS.size())).equals(FIRST_COLUMNS);
    }

    private static List<String> folded(List<String> header) {
        return header.stream()
                .map(column -> column.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private int indexOf(List<String> columns, String column) throws UsersFileException {
        int index = columns.indexOf(column.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new UsersFileException(fileName, "is a report without the column '" + column + "'");
        }
        return index;
    }

    @Override
    public Optional<UserEntry> entry(CsvRecord row, long line) throws UsersFileException {
        if (TableRows.isBlank(row)) {
            return Optional.empty();
        }
        requireSubject(row, line);
        String userName = text(row, USER_NAME);
        if (userName.isBlank()) {
            throw new UsersFileException(fileName, line, "has no user name, but is a row of a report");
        }
        String outcome = text(row, OUTCOME).strip();
        total++;
        if (outcome.equals(SUCCEEDED)) {
            return Optional.empty();
        }
        if (!UNSUCCESSFUL.contains(outcome)) {
            throw new UsersFileException(
                    fileName, line, "has the outcome '" + shown(outcome) + "', which no report of this plugin has");
        }
        unsuccessful++;
        return Optional.of(new UserEntry(userName, line));
    }

    private void requireSubject(CsvRecord row, long line) throws UsersFileException {
        String ofAction = text(row, action);
        String ofProduct = text(row, productId);
        String ofSku = text(row, skuId);
        String subject = shown(ofAction + " of " + ofProduct + "/" + ofSku);
        if (!text(row, wouldChange).isBlank()) {
            throw new UsersFileException(
                    fileName,
                    "is the report of a dry run (" + subject + "), which changed nothing, but this operation is "
                            + expected + ": use the users of the dry run instead");
        }
        if (ofAction.isBlank() && ofProduct.isBlank() && ofSku.isBlank()) {
            throw new UsersFileException(
                    fileName,
                    line,
                    "names no action and no product, as every row of a report does: the file is incomplete or was"
                            + " changed");
        }
        if (!expected.matches(ofAction, ofProduct, ofSku)) {
            throw new UsersFileException(
                    fileName,
                    "is a report of another operation (line " + line + ": " + subject + "), but this operation is "
                            + expected + (expected.lacksZeros(ofProduct, ofSku) ? ZEROS_REMOVED : ""));
        }
    }

    /** The text of a cell; empty if the row is too short, as spreadsheets write it where the last cells are empty. */
    private static String text(CsvRecord row, int index) {
        return index < row.getFieldCount() ? SpreadsheetCell.textOf(row.getField(index)) : "";
    }

    private static String shown(String text) {
        return LogText.of(text, MAX_SHOWN_CHARACTERS);
    }

    @Override
    public Optional<ReportedUsers> report() {
        return Optional.of(new ReportedUsers(total, unsuccessful));
    }
}
