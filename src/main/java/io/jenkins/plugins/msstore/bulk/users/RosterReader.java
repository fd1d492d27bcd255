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
     * The next entry; null after the last one.
     *
     * @throws DamagedLineException for an entry that is not what was written; the next call goes on behind it
     */
    public RosterEntry next() throws IOException {
        RosterLine line = lines.next();
        return line == null ? null : line.entry();
    }

    /** The next entry that can be read, damaged ones passed by; null after the last one. */
    public RosterEntry nextReadable() throws IOException {
        while (true) {
            try {
                return next();
            } catch (DamagedLineException e) {
                // the next one may be as it was written
            }
        }
    }

    /** The error that says what is wrong with the entry that was read last. */
    DamagedLineException damaged(String problem) {
        return lines.damaged(problem);
    }

    /** Where in the file the next entry begins. */
    long position() {
        return lines.position();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
