package io.jenkins.plugins.msstore.seats.roster;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The users of a run: each distinct one once, blank entries left out, entries that are no user principal names marked. Kept
 * in a file, an entry a line, for there may be a million, and for going on after a restart.
 *
 * @param file where the entries stand
 * @param requested how many distinct entries there are, invalid ones included
 * @param valid how many of them are users
 * @param duplicates how many entries were dropped because they were there already
 */
public record Roster(Path file, int requested, int valid, int duplicates) {

    /** Where entries come from. */
    @FunctionalInterface
    public interface Source {

        /**
         * Gives every entry, in the order of the input.
         *
         * @throws IOException where the input cannot be read
         */
        void read(Consumer<UserEntry> entries) throws IOException;
    }

    /** The entries of a list. */
    public static Source list(List<String> users) {
        return entries -> users.forEach(user -> entries.accept(new UserEntry(user, UserEntry.NO_LINE)));
    }

    /**
     * Writes a roster.
     *
     * @param file is made, or replaced
     * @param source the input, read once
     * @throws IOException where the input cannot be read, or the file not be written
     */
    public static Roster write(Path file, Source source) throws IOException {
        try (FileOutputStream bytes = new FileOutputStream(file.toFile());
                BufferedWriter out =
                        new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8.newEncoder()))) {
            Writing writing = new Writing(out);
            source.read(writing);
            out.flush();
            // a journal that outlives the machine is worth nothing without it
            bytes.getFD().sync();
            return new Roster(file, writing.requested, writing.valid, writing.duplicates);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Opens it for reading from its beginning. */
    public RosterReader open() throws IOException {
        return new RosterReader(file);
    }

    /** A roster in the making. */
    private static final class Writing implements Consumer<UserEntry> {

        private final BufferedWriter out;
        private final NameIndex seen = new NameIndex();
        private int requested;
        private int valid;
        private int duplicates;

        Writing(BufferedWriter out) {
            this.out = out;
        }

        @Override
        public void accept(UserEntry entry) {
            if (entry.text() == null || entry.text().isBlank()) {
                return;
            }
            if (!seen.add(UserPrincipalName.normalized(entry.text()), requested)) {
                duplicates++;
                return;
            }
            RosterEntry distinct = RosterEntry.of(requested, entry);
            requested++;
            if (distinct.isValid()) {
                valid++;
            }
            try {
                out.write(distinct.line());
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
