package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LineLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The users of a bulk operation, without blank entries and duplicates; invalid entries are marked. Kept in a file with one
 * entry a line, because there may be a million users, and to resume after a restart.
 *
 * @param file the file
 * @param requested the number of distinct entries, invalid ones included
 * @param valid the number of entries that are users
 * @param duplicates the number of entries that were dropped because they repeat another one
 * @param report the counts of the report that the users were read from; empty if they were not read from a report
 */
public record Roster(Path file, int requested, int valid, int duplicates, Optional<ReportedUsers> report) {

    /** A roster of an operation that is resumed: the kind of its input does not matter any more. */
    public Roster(Path file, int requested, int valid, int duplicates) {
        this(file, requested, valid, duplicates, Optional.empty());
    }

    /** A source of entries. */
    @FunctionalInterface
    public interface Source {

        /**
         * Passes every entry on, in the order of the input.
         *
         * @return the counts of a report; empty for any other input
         * @throws IOException if the input cannot be read
         */
        Optional<ReportedUsers> read(Consumer<UserEntry> entries) throws IOException;
    }

    /** A source of the entries of a list. */
    public static Source list(List<String> users) {
        return entries -> {
            users.forEach(user -> entries.accept(new UserEntry(user, UserEntry.NO_LINE)));
            return Optional.empty();
        };
    }

    /**
     * Writes a roster.
     *
     * @param file is created or replaced
     * @param source the input, read once
     * @throws IOException if the input cannot be read, or the file cannot be written
     */
    public static Roster write(Path file, Source source) throws IOException {
        // may be left from a process that ended
        Files.deleteIfExists(file);
        try (LineLog<RosterLine> lines = LineLog.open(file, RosterLine.FORMAT)) {
            Writing writing = new Writing(lines);
            Optional<ReportedUsers> report = source.read(writing);
            writing.flush();
            // the journal, which is forced to the disk, is useless without the roster
            lines.force();
            return new Roster(file, writing.requested, writing.valid, writing.duplicates, report);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether the users were read from a report in which all succeeded: then nothing is left to do, and no user is missing. */
    public boolean isNothingLeft() {
        return report.filter(ReportedUsers::allSucceeded).isPresent();
    }

    /** Opens a reader at the first entry. */
    public RosterReader open() throws IOException {
        return new RosterReader(file);
    }

    /** Drops duplicates, numbers the entries, and writes them. */
    private static final class Writing implements Consumer<UserEntry> {

        private static final int MAX_UNWRITTEN = 1000;

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
            String name = UserPrincipalName.foldCase(entry.text());
            if (name.isEmpty()) {
                return;
            }
            if (!seen.add(name, requested)) {
                duplicates++;
                return;
            }
            RosterEntry distinct = RosterEntry.of(requested, entry);
            requested++;
            if (distinct.isValid()) {
                valid++;
            }
            unwritten.add(RosterLine.of(distinct));
            if (unwritten.size() == MAX_UNWRITTEN) {
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
