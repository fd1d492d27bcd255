package io.jenkins.plugins.msstore.bulk.journal;

import io.jenkins.plugins.msstore.bulk.users.RosterNames;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import io.jenkins.plugins.msstore.util.LineReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a journal from its beginning. Lines that are damaged, or that contradict the lines before, are skipped; every other
 * line is proven by its checksum and is valid.
 */
final class JournalReplay {

    private final LineReader<JournalLine> lines;
    private final BulkJournal.OutcomeReader outcomes;
    private JournalState state;
    private DamagedLineException damage;

    private JournalReplay(LineReader<JournalLine> lines, BulkJournal.OutcomeReader outcomes) {
        this.lines = lines;
        this.outcomes = outcomes;
    }

    /**
     * Reads a journal and its roster.
     *
     * @param file the journal
     * @param users the roster's file
     * @throws DamagedLineException if the first line is damaged or missing: then nothing is known of the operation
     */
    static JournalReplay of(Path file, Path users) throws IOException {
        try (LineReader<JournalLine> lines = new LineReader<>(file, JournalLine.FORMAT)) {
            JournalReplay replay = new JournalReplay(lines, outcome -> {});
            JournalHeader header = replay.header();
            replay.readAll(header, RosterNames.of(header.roster(users)));
            return replay;
        }
    }

    /**
     * Reads a journal again.
     *
     * @param names the names of the users
     * @param outcomes receives the outcomes in the order in which they became known
     */
    static JournalReplay of(Path file, RosterNames names, BulkJournal.OutcomeReader outcomes) throws IOException {
        try (LineReader<JournalLine> lines = new LineReader<>(file, JournalLine.FORMAT)) {
            JournalReplay replay = new JournalReplay(lines, outcomes);
            replay.readAll(replay.header(), names);
            return replay;
        }
    }

    private JournalHeader header() throws IOException {
        if (lines.first() instanceof JournalHeader header) {
            return header;
        }
        throw lines.damaged("is not the beginning of an operation");
    }

    private void readAll(JournalHeader header, RosterNames names) throws IOException {
        state = new JournalState(header, names);
        for (boolean more = true; more; ) {
            try {
                JournalLine line = lines.next();
                more = line != null;
                if (more) {
                    take(line);
                }
            } catch (DamagedLineException e) {
                if (damage == null) {
                    damage = e;
                }
            }
        }
    }

    private void take(JournalLine line) throws IOException {
        Optional<String> problem = state.problem(line);
        if (problem.isPresent()) {
            throw lines.damaged(problem.get());
        }
        state.apply(line);
        if (line instanceof ResolvedUser user) {
            outcomes.outcome(user.outcome());
        }
    }

    /** The state after the last line. */
    JournalState state() {
        return state;
    }

    /** The first line that was skipped; empty if none was. */
    Optional<DamagedLineException> damage() {
        return Optional.ofNullable(damage);
    }
}
