package io.jenkins.plugins.msstore.simulator;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The organisation's users: all names but a few, or only given names. */
final class UserDirectory {
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final Set<String> onlyKnown = ConcurrentHashMap.newKeySet();

    /** A user name in the one spelling under which it is kept: user names are compared without regard to case. */
    static String folded(String userName) {
        return userName.toLowerCase(Locale.ROOT);
    }

    /** Whether a text has the shape of a user principal name: something on both sides of an {@code @}. */
    static boolean isUserPrincipalName(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && at < text.length() - 1 && text.chars().noneMatch(Character::isISOControl);
    }

    void addUnknown(String userName) {
        unknown.add(folded(userName));
    }

    void addOnlyKnown(Collection<String> userNames) {
        userNames.forEach(user -> onlyKnown.add(folded(user)));
    }

    boolean knows(String userName) {
        String user = folded(userName);
        return !unknown.contains(user) && (onlyKnown.isEmpty() || onlyKnown.contains(user));
    }
}
