package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.RosterEntry;

/**
 * A user with an outcome, and the line that says so.
 *
 * @param number the number of the user's entry in the roster
 * @param outcome what became of it
 */
record ResolvedUser(int number, UserOutcome outcome) implements JournalLine {

    ResolvedUser(RosterEntry entry, UserOutcome outcome) {
        this(entry.number(), outcome);
    }
}
