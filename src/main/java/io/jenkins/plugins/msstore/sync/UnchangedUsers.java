package io.jenkins.plugins.msstore.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import io.jenkins.plugins.msstore.util.LineFormat;
import io.jenkins.plugins.msstore.util.LineLog;
import io.jenkins.plugins.msstore.util.LineReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** File of the entries of the list for which nothing is done, one a line: they are rows of the report. */
final class UnchangedUsers implements Closeable {

    private static final int MAX_UNWRITTEN = 1000;

    /** How many entries of a file can be read. */
    static final class Counts {

        private int unchanged;
        private int skipped;
        private int invalid;
        private int lost;
        private DamagedLineException damage;

        private void add(UserOutcome user) {
            if (user.outcome() == Outcome.INVALID) {
                invalid++;
            } else if (user.withoutSeat()) {
                skipped++;
            } else {
                unchanged++;
            }
        }

        private void addLost(DamagedLineException problem) {
            lost++;
            damage = damage == null ? problem : damage;
        }

        /** The number of users with a seat. */
        int unchanged() {
            return unchanged;
        }

        /** The number of users that get no seat because of the mode. */
        int skipped() {
            return skipped;
        }

        /** The number of entries that are no users. */
        int invalid() {
            return invalid;
        }

        /** The number of entries whose line is damaged or missing. */
        int lost() {
            return lost;
        }

        /** The first damage; empty if there is none. */
        Optional<DamagedLineException> damage() {
            return Optional.ofNullable(damage);
        }
    }

    private static final LineFormat<UserOutcome> FORMAT = new LineFormat<>(
            UserOutcome.class,
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build());

    private final LineLog<UserOutcome> lines;
    private final List<UserOutcome> unwritten = new ArrayList<>();

    private UnchangedUsers(LineLog<UserOutcome> lines) {
        this.lines = lines;
    }

    /** Creates or replaces a file. */
    static UnchangedUsers write(Path file) throws IOException {
        Files.deleteIfExists(file);
        return new UnchangedUsers(LineLog.open(file, FORMAT));
    }

    void add(UserOutcome user) throws IOException {
        unwritten.add(user);
        if (unwritten.size() == MAX_UNWRITTEN) {
            flush();
        }
    }

    /** Forces all lines to the disk. */
    void force() throws IOException {
        flush();
        lines.force();
    }

    private void flush() throws IOException {
        lines.append(unwritten);
        unwritten.clear();
    }

    /**
     * Reads a file. An entry whose line is damaged or missing has its number in this file in place of its name, and the
     * damage as its reason.
     *
     * @param entries the number of entries that were written
     */
    static Counts read(Path file, int entries, BulkJournal.OutcomeReader reader) throws IOException {
        Counts counts = new Counts();
        try (LineReader<UserOutcome> lines = new LineReader<>(file, FORMAT)) {
            for (int number = 0; ; number++) {
                UserOutcome user;
                try {
                    user = next(lines, number, entries);
                    if (user == null) {
                        return counts;
                    }
                    counts.add(user);
                } catch (DamagedLineException e) {
                    user = UserOutcome.notAttempted("unchanged entry " + number + " (damaged)", e.getMessage());
                    counts.addLost(e);
                }
                reader.outcome(user);
            }
        }
    }

    /** Reads the next entry; null after the last one. */
    private static UserOutcome next(LineReader<UserOutcome> lines, int number, int entries) throws IOException {
        UserOutcome user = lines.next();
        if (user == null && number < entries) {
            throw lines.tooShort(entries);
        }
        return user;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
