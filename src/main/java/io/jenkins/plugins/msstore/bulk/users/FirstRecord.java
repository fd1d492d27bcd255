package io.jenkins.plugins.msstore.bulk.users;

import java.io.IOException;
import java.io.LineNumberReader;

/** The first record of a users file, read ahead to see what kind of file it is. */
final class FirstRecord {

    private static final int MAX_CHARACTERS = 64 * 1024;

    /** What PowerShell's {@code Export-Csv} writes first unless told not to. */
    private static final String POWERSHELL_TYPE = "#TYPE ";

    /** The separator of a record that has but one cell. */
    static final char NO_SEPARATOR = 0;

    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final String text;

    private FirstRecord(String text) {
        this.text = text;
    }

    /**
     * Finds it: the first line that says something, with the lines that its quotes go on in.
     *
     * @param reader stands before it afterwards
     * @param fileName what the file is called in errors
     * @throws UsersFileException where it is longer than any user or header
     */
    static FirstRecord find(LineNumberReader reader, String fileName) throws IOException {
        String line;
        do {
            // every end of a line may be two characters
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

    /** Whether there is none: the file says nothing. */
    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether it is the first user of a plain list, and no header. */
    boolean isUser() {
        return text.contains("@") && separator() == NO_SEPARATOR;
    }

    /** What separates its cells: what stands most often outside quotes; {@link #NO_SEPARATOR} where nothing does. */
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
