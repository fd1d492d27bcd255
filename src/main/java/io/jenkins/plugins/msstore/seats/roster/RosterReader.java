package io.jenkins.plugins.msstore.seats.roster;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a roster, entry by entry. */
public final class RosterReader implements Closeable {

    private final BufferedReader in;
    private int number;

    RosterReader(Path file) throws IOException {
        in = Files.newBufferedReader(file);
    }

    /** The next entry; null after the last one. */
    public RosterEntry next() throws IOException {
        String line = in.readLine();
        return line == null ? null : RosterEntry.parse(number++, line);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
