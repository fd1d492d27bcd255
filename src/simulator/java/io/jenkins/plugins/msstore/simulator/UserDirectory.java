package io.jenkins.plugins.msstore.simulator;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The organisation's users: every name with some exceptions, or only given names. */
final class UserDirectory {
    private static final Pattern USER_PRINCIPAL_NAME = Pattern.compile(
            "[^@\\s\\p{Cntrl}<>()\\[\\]|,;:\"\\\\]+@[^@\\s\\p{Cntrl}<>()\\[\\]|,;:\"\\\\]+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final Set<String> onlyKnown = ConcurrentHashMap.newKeySet();

    /** The case-folded form of a user name, because user names are compared without regard to case. */
    static String folded(String userName) {
        return userName.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a text has the shape of a user principal name: text on both sides of one {@code @}, without white space,
     * control characters and the characters of display names, lists and tables.
     */
    static boolean isUserPrincipalName(String text) {
        return USER_PRINCIPAL_NAME.matcher(text).matches();
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
