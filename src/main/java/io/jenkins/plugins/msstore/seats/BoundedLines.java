package io.jenkins.plugins.msstore.seats;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

/** Lines of a users file, none of them longer than what could be a user: a file of one line must not fill the memory. */
final class BoundedLines implements Closeable {

    private final BufferedReader in;
    private final String fileName;
    private final StringBuilder line = new StringBuilder();
    private long number;
    private boolean lineFeedMayFollow;

    /**
     * @param fileName what the file is called in errors
     * @param skipped how many lines of the file come before
     */
    BoundedLines(Reader in, String fileName, long skipped) {
        this.in = new BufferedReader(in);
        this.fileName = fileName;
        this.number = skipped;
    }

    /**
     * The next line without its end, which is {@code \n}, {@code \r} or both.
     *
     * @return null at the end of the file
     * @throws UsersFileException where the line is too long
     */
    String next() throws IOException {
        line.setLength(0);
        number++;
        boolean any = false;
        for (int c; (c = in.read()) >= 0; ) {
            if (c == '\n' && lineFeedMayFollow) {
                lineFeedMayFollow = false;
                continue;
            }
            lineFeedMayFollow = c == '\r';
            if (c == '\n' || c == '\r') {
                return line.toString();
            }
            any = true;
            line.append((char) c);
            if (line.length() > FirstLines.MAX_CHARACTERS) {
                throw new UsersFileException(
                        fileName, number, "is longer than " + FirstLines.MAX_CHARACTERS + " characters");
            }
        }
        return any ? line.toString() : null;
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
