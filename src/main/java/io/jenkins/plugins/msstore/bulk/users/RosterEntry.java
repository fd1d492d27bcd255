package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;

/**
 * One distinct entry of a run's input.
 *
 * @param number counts the entries of the run, from 0
 * @param user the user; null where the entry is none
 * @param invalid what stands there instead; null where it is a user
 */
public record RosterEntry(int number, UserPrincipalName user, InvalidUser invalid) {

    static RosterEntry of(int number, UserEntry entry) {
        return UserPrincipalName.find(entry.text())
                .map(user -> new RosterEntry(number, user, null))
                .orElseGet(() -> new RosterEntry(number, null, InvalidUser.of(entry)));
    }

    /** Whether it is a user. */
    public boolean isValid() {
        return user != null;
    }
}
