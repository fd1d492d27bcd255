package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.util.DamagedLineException;
import io.jenkins.plugins.msstore.util.LineReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a roster, entry by entry. */
public final class RosterReader implements Closeable {

    private final LineReader<RosterLine> lines;

    RosterReader(Path file) throws IOException {
        lines = new LineReader<>(file, RosterLine.FORMAT);
    }

    /**
     * Reads the next entry; null after the last one.
     *
     * @throws DamagedLineException for a damaged entry; the next call reads the entry after it
     */
    public RosterEntry next() throws IOException {
        RosterLine line = lines.next();
        return line == null ? null : line.entry();
    }

    /** Reads the next entry and skips damaged ones; null after the last one. */
    public RosterEntry nextReadable() throws IOException {
        while (true) {
            try {
                return next();
            } catch (DamagedLineException e) {
                // the next one may be intact
            }
        }
    }

    /** Creates the error for a problem of the entry that was read last. */
    DamagedLineException damaged(String problem) {
        return lines.damaged(problem);
    }

    /** Creates the error for a file that has ended before the last of its entries. */
    DamagedLineException tooShort(int entries) {
        return lines.tooShort(entries);
    }

    /** The position of the next entry in the file. */
    long position() {
        return lines.position();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
