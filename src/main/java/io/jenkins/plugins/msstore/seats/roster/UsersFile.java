package io.jenkins.plugins.msstore.seats.roster;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.jenkins.plugins.msstore.client.model.InvalidParameterException;
import io.jenkins.plugins.msstore.client.model.PrintableText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Reads the users of a file as people have them: a plain list with one user principal name a line, or CSV (RFC 4180) with a
 * header, separated by comma, semicolon or tab. A first line that is one cell with an {@code @} makes it a plain list.
 */
public final class UsersFile {

    /** The column that is read where none is named, as Microsoft's own exports call it. */
    public static final String DEFAULT_COLUMN = "UserPrincipalName";

    private static final int SHOWN_CHARACTERS = 300;

    /** In characters: a quote that is never closed must not fill the memory. */
    private static final int LONGEST_FIELD = 1 << 20;

    /** Far more than a tenant has, and as many as a controller has the memory to tell apart. */
    private static final int MOST_ENTRIES = 5_000_000;

    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final String fileName;
    private final String column;

    /**
     * @param fileName what the file is called, for errors
     * @param column the column to read, compared without regard to case; null for {@value #DEFAULT_COLUMN} or else the only
     *     one
     */
    public UsersFile(String fileName, String column) {
        this.fileName = fileName;
        this.column = column;
    }

    /**
     * Reads the file to its end, never holding more of it than a line.
     *
     * @param entries takes what stands there, entry by entry; may be blank
     * @throws UsersFileException for text that is not UTF-8 or UTF-16, or CSV that is malformed, with its line; and for
     *     more entries than {@value #MOST_ENTRIES}
     * @throws InvalidParameterException naming {@code column}, where the header has no such one
     */
    public void read(InputStream in, Consumer<UserEntry> entries) throws IOException {
        FirstLines first = FirstLines.read(new BufferedReader(StrictReader.open(in, fileName)), fileName);
        if (first.text().isEmpty()) {
            return;
        }
        char separator = separatorOf(first.text());
        Consumer<UserEntry> bounded = bounded(entries);
        try {
            if (first.text().contains("@") && separator == 0) {
                readList(first, bounded);
            } else {
                readCsv(first, separator, bounded);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Consumer<UserEntry> bounded(Consumer<UserEntry> entries) {
        AtomicInteger count = new AtomicInteger();
        return entry -> {
            if (count.incrementAndGet() > MOST_ENTRIES) {
                throw new UncheckedIOException(
                        new UsersFileException(fileName, "holds more than " + MOST_ENTRIES + " entries"));
            }
            entries.accept(entry);
        };
    }

    /** The separator that stands most often outside quotes; 0 where none does. */
    private static char separatorOf(String header) {
        char mostFrequent = 0;
        long most = 0;
        String unquoted = header.replaceAll("\"[^\"]*\"", "");
        for (char separator : SEPARATORS) {
            long count = unquoted.chars().filter(c -> c == separator).count();
            if (count > most) {
                most = count;
                mostFrequent = separator;
            }
        }
        return mostFrequent;
    }

    private static void readList(FirstLines first, Consumer<UserEntry> entries) throws IOException {
        try (BufferedReader reader = new BufferedReader(first.withRest())) {
            long number = first.skipped();
            for (String line; (line = reader.readLine()) != null; ) {
                number++;
                entries.accept(new UserEntry(unquoted(line.strip()), number));
            }
        }
    }

    /** One cell is one cell, in quotes or not. */
    private static String unquoted(String cell) {
        return cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
                ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
                : cell;
    }

    private void readCsv(FirstLines first, char separator, Consumer<UserEntry> entries) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator == 0 ? ',' : separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_FIELD)
                .trimWhitespacesAroundQuotes(true)
                .ofCsvRecord(first.withRest())) {
            int index = -1;
            for (CsvRecord row : csv) {
                if (index < 0) {
                    if (row.getFields().stream().anyMatch(cell -> !cell.isBlank())) {
                        index = indexOfColumn(row.getFields());
                    }
                } else if (index < row.getFieldCount()) {
                    entries.accept(new UserEntry(row.getField(index), first.skipped() + row.getStartingLineNumber()));
                }
            }
        } catch (CsvParseException e) {
            throw unreadable(e);
        }
    }

    private IOException unreadable(CsvParseException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UsersFileException already) {
                return already;
            }
        }
        return new UsersFileException(
                fileName, "is not well-formed CSV: " + PrintableText.of(error.getMessage(), SHOWN_CHARACTERS));
    }

    private int indexOfColumn(List<String> header) {
        String wanted = column == null ? DEFAULT_COLUMN : column.strip();
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).strip().equalsIgnoreCase(wanted)) {
                return i;
            }
        }
        if (column == null && header.size() == 1) {
            return 0;
        }
        String columns = String.join(", ", header);
        throw new InvalidParameterException(
                "column",
                wanted,
                columns.contains("@")
                        ? "cannot be found: the first line of '" + fileName + "' holds a user, not a header"
                        : "is not in the header of '" + fileName + "': " + PrintableText.of(columns, SHOWN_CHARACTERS));
    }
}
