package io.jenkins.plugins.msstore.seats;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The users of a run: each distinct one once, blank entries left out, entries that are no user principal names apart. */
public final class UserRoster {

    private final List<UserPrincipalName> valid = new ArrayList<>();
    private final List<InvalidUser> invalid = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int duplicates;

    /** The users of a list. */
    public static UserRoster of(List<String> users) {
        UserRoster roster = new UserRoster();
        users.forEach(user -> roster.add(new UserEntry(user, UserEntry.NO_LINE)));
        return roster;
    }

    /** Takes one entry more, unless it is blank or was there already. */
    void add(UserEntry entry) {
        if (entry.text() == null || entry.text().isBlank()) {
            return;
        }
        if (!seen.add(UserPrincipalName.normalized(entry.text()))) {
            duplicates++;
            return;
        }
        UserPrincipalName.problemOf(entry.text())
                .ifPresentOrElse(
                        problem -> invalid.add(InvalidUser.of(entry, problem)),
                        () -> valid.add(UserPrincipalName.of(entry.text())));
    }

    /** The users to work for, in the order of the input. */
    public List<UserPrincipalName> valid() {
        return Collections.unmodifiableList(valid);
    }

    /** The entries that are no users. */
    public List<InvalidUser> invalid() {
        return Collections.unmodifiableList(invalid);
    }

    /** How many entries were there already. */
    public int duplicates() {
        return duplicates;
    }

    /** How many distinct entries there are, invalid ones included. */
    public int requested() {
        return valid.size() + invalid.size();
    }
}
