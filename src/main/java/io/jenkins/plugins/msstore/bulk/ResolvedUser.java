package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.RosterEntry;

/**
 * A user with an outcome, and the line of the journal for it.
 *
 * @param number the number of the user's entry in the roster
 * @param outcome the outcome
 */
record ResolvedUser(int number, UserOutcome outcome) implements JournalLine {

    ResolvedUser(RosterEntry entry, UserOutcome outcome) {
        this(entry.number(), outcome);
    }
}
