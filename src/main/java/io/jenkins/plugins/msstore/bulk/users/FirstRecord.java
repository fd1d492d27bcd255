package io.jenkins.plugins.msstore.bulk.users;

import java.io.IOException;
import java.io.LineNumberReader;

/** The first record of a users file, read ahead to detect the kind of file. */
final class FirstRecord {

    private static final int MAX_CHARACTERS = 64 * 1024;

    /** The first line of PowerShell's {@code Export-Csv}, unless it is suppressed. */
    private static final String POWERSHELL_TYPE = "#TYPE ";

    /** The separator of a record with a single cell. */
    static final char NO_SEPARATOR = 0;

    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final String text;

    private FirstRecord(String text) {
        this.text = text;
    }

    /**
     * Reads the first line that is not blank, with the lines in which its quotes continue.
     *
     * @param reader is reset to before the record
     * @param fileName the name of the file in errors
     * @throws UsersFileException if the record is longer than any user or header
     */
    static FirstRecord find(LineNumberReader reader, String fileName) throws IOException {
        String line;
        do {
            // each line end may be two characters
            reader.mark(2 * MAX_CHARACTERS + 2);
            line = reader.readLine();
        } while (line != null && (line.isBlank() || line.startsWith(POWERSHELL_TYPE)));
        StringBuilder record = new StringBuilder();
        boolean quoteIsOpen = false;
        while (line != null) {
            record.append(line).append('\n');
            if (record.length() > MAX_CHARACTERS) {
                throw new UsersFileException(
                        fileName,
                        "begins with more than " + MAX_CHARACTERS + " characters that are neither a user nor a header");
            }
            quoteIsOpen ^= line.chars().filter(c -> c == '"').count() % 2 == 1;
            line = quoteIsOpen ? reader.readLine() : null;
        }
        reader.reset();
        return new FirstRecord(record.toString());
    }

    /** Whether the file has no record. */
    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether the record is the first user of a plain list, not a header. */
    boolean isUser() {
        return text.contains("@") && separator() == NO_SEPARATOR;
    }

    /** The most frequent separator outside quotes; {@link #NO_SEPARATOR} if there is none. */
    char separator() {
        char mostFrequent = NO_SEPARATOR;
        long most = 0;
        String unquoted = text.replaceAll("\"[^\"]*\"", "");
        for (char separator : SEPARATORS) {
            long count = unquoted.chars().filter(c -> c == separator).count();
            if (count > most) {
                most = count;
                mostFrequent = separator;
            }
        }
        return mostFrequent;
    }
}
