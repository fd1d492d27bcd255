package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;

/**
 * One distinct entry of the input of a bulk operation.
 *
 * @param number the index of the entry, from 0
 * @param user the user; null for an invalid entry
 * @param invalid the invalid entry; null for a user
 */
public record RosterEntry(int number, UserPrincipalName user, InvalidUser invalid) {

    static RosterEntry of(int number, UserEntry entry) {
        return UserPrincipalName.find(entry.text())
                .map(user -> new RosterEntry(number, user, null))
                .orElseGet(() -> new RosterEntry(number, null, InvalidUser.of(entry)));
    }

    /** Whether the entry is a user. */
    public boolean isValid() {
        return user != null;
    }
}
