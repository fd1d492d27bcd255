package io.jenkins.plugins.msstore.bulk.users;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.io.LineNumberReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a users file: a plain list with one user principal name a line, or CSV (RFC 4180) with a header, separated by comma,
 * semicolon or tab. A file whose first record is a single cell with an {@code @} is a plain list. The report of a bulk
 * operation is refused, unless the reader is made for {@linkplain #orReport the rest of a report}.
 */
public final class UsersFile {

    /** The default column, as in Microsoft's exports. */
    public static final String DEFAULT_COLUMN = "UserPrincipalName";

    private static final int MAX_SHOWN_CHARACTERS = 300;

    private final String fileName;
    private final String column;

    /** The action and product that a report must be about; null if reports are refused. */
    private final ReportSubject report;

    /**
     * @param fileName the name of the file in errors
     * @param column the column to read, compared without regard to case; null for {@value #DEFAULT_COLUMN} or else the only
     *     one
     */
    public UsersFile(String fileName, String column) {
        this(fileName, column, null);
    }

    private UsersFile(String fileName, String column, ReportSubject report) {
        this.fileName = fileName;
        this.column = column;
        this.report = report;
    }

    /**
     * Creates a reader that also accepts the report of a bulk operation, and reads the users in it that did not succeed, so
     * that the operation can be repeated for them.
     *
     * @param action the action that the report must be about
     * @param product the product that the report must be about
     */
    public UsersFile orReport(SeatAction action, ProductKey product) {
        return new UsersFile(fileName, column, new ReportSubject(action, product));
    }

    /**
     * Reads the file to its end, one record at a time.
     *
     * @param entries receives each entry; may be blank
     * @return the counts of a report; empty for any other file
     * @throws UsersFileException with the line, if the text is neither UTF-8 nor UTF-16; for malformed CSV, an unsupported
     *     separator or an Excel workbook; for a report, if reports are refused; and if the file exceeds {@link
     *     UsersFileLimits}
     * @throws InvalidParameterException naming {@code column}, if the header has no such column
     */
    public Optional<ReportedUsers> read(InputStream in, Consumer<UserEntry> entries) throws IOException {
        UsersFileLimits limits = new UsersFileLimits(fileName);
        try (LineNumberReader text = new LineNumberReader(StrictReader.open(in, fileName, limits))) {
            FirstRecord first = FirstRecord.find(text, fileName);
            if (first.isEmpty()) {
                return Optional.empty();
            }
            EntryConsumer counted = entry -> {
                limits.countEntry();
                entries.accept(entry);
            };
            if (first.isUser()) {
                readList(text, counted);
                return Optional.empty();
            }
            return readCsv(text, first.separator(), counted);
        }
    }

    @FunctionalInterface
    private interface EntryConsumer {
        void accept(UserEntry entry) throws IOException;
    }

    private static void readList(LineNumberReader text, EntryConsumer entries) throws IOException {
        for (String line; (line = text.readLine()) != null; ) {
            entries.accept(new UserEntry(unquoted(line.strip()), text.getLineNumber()));
        }
    }

    /** Removes the quotes of a quoted cell. */
    private static String unquoted(String cell) {
        return cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
                ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
                : cell;
    }

    private Optional<ReportedUsers> readCsv(LineNumberReader text, char separator, EntryConsumer entries)
            throws IOException {
        long linesBefore = text.getLineNumber();
        CsvRecordHandler records =
                CsvRecordHandler.of(handler -> handler.maxFieldSize(UsersFileLimits.MAX_RECORD_CHARACTERS)
                        .maxRecordSize(UsersFileLimits.MAX_RECORD_CHARACTERS));
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator == FirstRecord.NO_SEPARATOR ? ',' : separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(UsersFileLimits.MAX_RECORD_CHARACTERS)
                .trimWhitespacesAroundQuotes(true)
                .build(records, text)) {
            TableRows rows = null;
            for (CsvRecord row : csv) {
                if (rows == null) {
                    rows = TableRows.isBlank(row) ? null : rows(row.getFields());
                    continue;
                }
                Optional<UserEntry> entry = rows.entry(row, linesBefore + row.getStartingLineNumber());
                if (entry.isPresent()) {
                    entries.accept(entry.get());
                }
            }
            return rows == null ? Optional.empty() : rows.report();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw unreadable(e);
        }
    }

    private IOException unreadable(CsvParseException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UsersFileException unreadable) {
                return unreadable;
            }
        }
        return new UsersFileException(
                fileName, "is not well-formed CSV: " + LogText.of(error.getMessage(), MAX_SHOWN_CHARACTERS));
    }

    private TableRows rows(List<String> header) throws UsersFileException {
        if (!ReportRows.isHeader(header)) {
            return TableRows.ofColumn(indexOfColumn(header));
        }
        if (report == null) {
            throw new UsersFileException(fileName, "is a report, not a list of users");
        }
        if (column != null && !column.strip().equalsIgnoreCase(header.get(0).strip())) {
            throw new InvalidParameterException(
                    "column",
                    column,
                    "must not be given: '" + fileName + "' is a report, and has its own column of users");
        }
        return new ReportRows(fileName, header, report);
    }

    private int indexOfColumn(List<String> header) throws UsersFileException {
        String wanted = column == null ? DEFAULT_COLUMN : column.strip();
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).strip().equalsIgnoreCase(wanted)) {
                return i;
            }
        }
        String columns = String.join(", ", header);
        if (columns.contains("|")) {
            throw new UsersFileException(
                    fileName,
                    "has '|' in its header, which is not understood as a separator: use commas, semicolons or tabs");
        }
        if (column == null && header.size() == 1) {
            return 0;
        }
        throw new InvalidParameterException(
                "column",
                wanted,
                columns.contains("@")
                        ? "cannot be found: the first line of '" + fileName + "' holds a user, not a header"
                        : "is not in the header of '" + fileName + "': " + LogText.of(columns, MAX_SHOWN_CHARACTERS));
    }
}
