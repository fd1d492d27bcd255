package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the users of a roster by name, without regard to case. */
public final class RosterIndex implements Closeable {

    private final NameIndex numbers = new NameIndex();

    /** The position in the file of each entry, and the end of the last one. */
    private final long[] positions;

    private final Path path;
    private final RandomAccessFile file;

    /** Builds the index; reads the roster once. */
    public RosterIndex(Roster roster) {
        path = roster.file();
        positions = new long[roster.requested() + 1];
        try (RosterReader reader = roster.open()) {
            for (RosterEntry entry; (entry = reader.next()) != null; ) {
                positions[entry.number() + 1] = reader.position();
                if (entry.isValid()) {
                    numbers.add(entry.user().foldCase(), entry.number());
                }
            }
            file = new RandomAccessFile(path.toFile(), "r");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entry of a user; empty if the user is not in the roster. */
    public Optional<RosterEntry> find(String userName) {
        int number = numbers.get(UserPrincipalName.foldCase(userName));
        if (number == NameIndex.ABSENT) {
            return Optional.empty();
        }
        byte[] line = new byte[(int) (positions[number + 1] - positions[number] - 1)];
        try {
            file.seek(positions[number]);
            file.readFully(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<RosterLine> entry = RosterLine.FORMAT.read(line);
        if (entry.isEmpty()) {
            throw new UncheckedIOException(new DamagedLineException(path, number + 1L, "is incomplete or was changed"));
        }
        return entry.map(RosterLine::entry);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
