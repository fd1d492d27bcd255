package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LineLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        // what a process that ended had written
        Files.deleteIfExists(file);
        try (LineLog<RosterLine> lines = LineLog.open(file, RosterLine.FORMAT)) {
            Writing writing = new Writing(lines);
            source.read(writing);
            writing.flush();
            // a journal that outlives the machine is worth nothing without it
            lines.force();
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

        private static final int LINES_AT_ONCE = 1000;

        private final LineLog<RosterLine> lines;
        private final List<RosterLine> unwritten = new ArrayList<>();
        private final NameIndex seen = new NameIndex();
        private int requested;
        private int valid;
        private int duplicates;

        Writing(LineLog<RosterLine> lines) {
            this.lines = lines;
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
            unwritten.add(RosterLine.of(distinct));
            if (unwritten.size() == LINES_AT_ONCE) {
                try {
                    flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        void flush() throws IOException {
            lines.append(unwritten);
            unwritten.clear();
        }
    }
}
