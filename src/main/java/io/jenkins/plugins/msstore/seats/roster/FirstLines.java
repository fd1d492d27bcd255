package io.jenkins.plugins.msstore.seats.roster;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;

/**
 * The beginning of a users file, read ahead to see what kind of file it is: its first line that says something, or its
 * first record where that has line breaks in quotes.
 */
final class FirstLines {

    private static final int MAX_CHARACTERS = 64 * 1024;

    /** What PowerShell's {@code Export-Csv} writes first unless told not to. */
    private static final String POWERSHELL_TYPE = "#TYPE ";

    private final String text;
    private final long skipped;
    private final Reader rest;

    private FirstLines(String text, long skipped, Reader rest) {
        this.text = text;
        this.skipped = skipped;
        this.rest = rest;
    }

    /**
     * @param fileName what the file is called in errors
     * @throws UsersFileException where the first line is longer than any user or header
     */
    static FirstLines read(Reader reader, String fileName) throws IOException {
        long skipped = 0;
        StringBuilder line = new StringBuilder();
        while (readLine(reader, line, fileName)) {
            if (!line.toString().isBlank() && !line.toString().startsWith(POWERSHELL_TYPE)) {
                readRestOfRecord(reader, line, fileName);
                return new FirstLines(line.toString(), skipped, reader);
            }
            skipped++;
            line.setLength(0);
        }
        return new FirstLines("", skipped, reader);
    }

    /** The line, with the end of a line at its end; empty where the file says nothing. */
    String text() {
        return text;
    }

    /** How many lines come before it. */
    long skipped() {
        return skipped;
    }

    /** The file from this line to its end. */
    Reader withRest() {
        return new Chain(List.of(new StringReader(text), rest));
    }

    private static void readRestOfRecord(Reader reader, StringBuilder record, String fileName) throws IOException {
        boolean quoteIsOpen = hasOddQuotes(record, 0);
        int read = record.length();
        while (quoteIsOpen && readLine(reader, record, fileName)) {
            quoteIsOpen = !hasOddQuotes(record, read);
            read = record.length();
        }
    }

    private static boolean hasOddQuotes(StringBuilder text, int from) {
        boolean odd = false;
        for (int i = from; i < text.length(); i++) {
            odd ^= text.charAt(i) == '"';
        }
        return odd;
    }

    /** Appends a line and its end, whatever ends it, as {@code \n}; false at the end of the file. */
    private static boolean readLine(Reader reader, StringBuilder line, String fileName) throws IOException {
        int before = line.length();
        for (int c; (c = reader.read()) >= 0; ) {
            boolean ends = c == '\n' || c == '\r';
            line.append(ends ? '\n' : (char) c);
            if (line.length() > MAX_CHARACTERS) {
                throw new UsersFileException(
                        fileName,
                        "begins with more than " + MAX_CHARACTERS + " characters that are neither a user nor a header");
            }
            if (ends) {
                skipLineFeedAfter(reader, c);
                return true;
            }
        }
        return line.length() > before;
    }

    private static void skipLineFeedAfter(Reader reader, int lineEnd) throws IOException {
        if (lineEnd == '\r') {
            reader.mark(1);
            if (reader.read() != '\n') {
                reader.reset();
            }
        }
    }

    /** Readers one after the other. */
    private static final class Chain extends Reader {

        private final List<Reader> readers;
        private int current;

        Chain(List<Reader> readers) {
            this.readers = readers;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            while (current < readers.size()) {
                int read = readers.get(current).read(target, offset, length);
                if (read >= 0) {
                    return read;
                }
                current++;
            }
            return -1;
        }

        @Override
        public void close() throws IOException {
            for (Reader reader : readers) {
                reader.close();
            }
        }
    }
}
