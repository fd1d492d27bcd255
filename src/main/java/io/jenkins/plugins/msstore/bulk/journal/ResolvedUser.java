package io.jenkins.plugins.msstore.bulk.journal;

import io.jenkins.plugins.msstore.bulk.users.RosterEntry;

/**
 * A user with an outcome, and the line of the journal for it.
 *
 * @param number the number of the user's entry in the roster
 * @param outcome the outcome
 */
public record ResolvedUser(int number, UserOutcome outcome) implements JournalLine {

    public ResolvedUser(RosterEntry entry, UserOutcome outcome) {
        this(entry.number(), outcome);
    }
}
