package io.jenkins.plugins.msstore.seats.roster;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;

/**
 * One distinct entry of a run's input.
 *
 * @param number counts the entries of the run, from 0
 * @param user the user; null where the entry is none
 * @param invalid what stands there instead; null where it is a user
 */
public record RosterEntry(int number, UserPrincipalName user, InvalidUser invalid) {

    private static final char INVALID_MARK = '\t';

    static RosterEntry of(int number, UserEntry entry) {
        return UserPrincipalName.find(entry.text())
                .map(user -> new RosterEntry(number, user, null))
                .orElseGet(() -> new RosterEntry(number, null, InvalidUser.of(entry)));
    }

    /** Whether it is a user. */
    public boolean isValid() {
        return user != null;
    }

    /** The line of the roster's file: no user's name begins with a tab, and none of the parts holds one or a line's end. */
    String line() {
        return isValid() ? user.text() : INVALID_MARK + invalid.reason() + INVALID_MARK + invalid.text();
    }

    static RosterEntry parse(int number, String line) {
        if (line.isEmpty() || line.charAt(0) != INVALID_MARK) {
            return new RosterEntry(number, new UserPrincipalName(line), null);
        }
        int middle = line.indexOf(INVALID_MARK, 1);
        return new RosterEntry(number, null, new InvalidUser(line.substring(middle + 1), line.substring(1, middle)));
    }
}
