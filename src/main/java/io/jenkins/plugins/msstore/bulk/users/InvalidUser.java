package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LogText;

/**
 * An entry that is not a user principal name.
 *
 * @param text the entry, as shortened printable text
 * @param reason the problem, with the line for an entry of a file
 */
public record InvalidUser(String text, String reason) {

    /** A shortened entry is longer than any user name, so that it stays invalid if it is read again from a report. */
    private static final int MAX_SHOWN_CHARACTERS = UserPrincipalName.MAX_CHARACTERS;

    /**
     * Describes the problem of an entry.
     *
     * @param entry must not be a user principal name
     */
    static InvalidUser of(UserEntry entry) {
        String problem = UserPrincipalName.problemOf(entry.text()).orElseThrow();
        String where = entry.line() == UserEntry.NO_LINE ? "" : "line " + entry.line() + ": ";
        return new InvalidUser(LogText.of(entry.text(), MAX_SHOWN_CHARACTERS), where + problem);
    }
}
