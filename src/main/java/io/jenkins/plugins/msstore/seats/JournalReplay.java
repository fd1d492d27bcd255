package io.jenkins.plugins.msstore.seats;

import io.jenkins.plugins.msstore.seats.roster.Roster;
import io.jenkins.plugins.msstore.seats.roster.RosterNames;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import io.jenkins.plugins.msstore.util.LineReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a journal from its beginning. A line that is damaged, or that cannot come where it stands, is passed by: every other
 * one proves itself, and what it says holds.
 */
final class JournalReplay {

    private final LineReader<JournalLine> lines;
    private final OutcomeReader outcomes;
    private JournalState state;
    private DamagedLineException damage;
    private DamagedLineException rosterDamage;

    private JournalReplay(LineReader<JournalLine> lines, OutcomeReader outcomes) {
        this.lines = lines;
        this.outcomes = outcomes;
    }

    /** Takes the outcome of a user. */
    @FunctionalInterface
    interface OutcomeReader {
        void outcome(UserOutcome outcome) throws IOException;
    }

    /**
     * Reads a journal.
     *
     * @param file the journal
     * @param users the roster's file
     * @param outcomes takes the outcomes in the order in which they became known
     * @return empty where the journal has not begun
     * @throws DamagedLineException where its first line is damaged: what the run is about is not known
     */
    static Optional<JournalReplay> of(Path file, Path users, OutcomeReader outcomes) throws IOException {
        try (LineReader<JournalLine> lines = new LineReader<>(file, JournalLine.FORMAT)) {
            JournalReplay replay = new JournalReplay(lines, outcomes);
            if (!replay.begin(users)) {
                return Optional.empty();
            }
            replay.readAll();
            return Optional.of(replay);
        }
    }

    private boolean begin(Path users) throws IOException {
        JournalLine first = lines.next();
        if (first == null) {
            return false;
        }
        if (!(first instanceof JournalHeader header)) {
            throw lines.damaged("is not the beginning of a run");
        }
        Roster roster = new Roster(users, header.requested(), header.valid(), header.duplicates());
        RosterNames names = RosterNames.of(roster);
        rosterDamage = names.damage().orElse(null);
        state = new JournalState(header, roster, names);
        return true;
    }

    private void readAll() throws IOException {
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

    /** What the lines say. */
    JournalState state() {
        return state;
    }

    /** The first line of the journal that was passed by; empty where none was. */
    Optional<DamagedLineException> damage() {
        return Optional.ofNullable(damage);
    }

    /** What is wrong with the roster; empty where nothing is. */
    Optional<DamagedLineException> rosterDamage() {
        return Optional.ofNullable(rosterDamage);
    }
}
