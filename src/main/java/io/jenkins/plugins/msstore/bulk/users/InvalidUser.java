package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LogText;

/**
 * An entry that is no user principal name.
 *
 * @param text what stands there, cut to printable text
 * @param reason what is wrong with it, with its line where it came from a file
 */
public record InvalidUser(String text, String reason) {

    private static final int MAX_SHOWN_CHARACTERS = 300;

    /**
     * @param entry is no user principal name
     */
    static InvalidUser of(UserEntry entry) {
        String problem = UserPrincipalName.problemOf(entry.text()).orElseThrow();
        String where = entry.line() == UserEntry.NO_LINE ? "" : "line " + entry.line() + ": ";
        return new InvalidUser(LogText.of(entry.text(), MAX_SHOWN_CHARACTERS), where + problem);
    }
}
