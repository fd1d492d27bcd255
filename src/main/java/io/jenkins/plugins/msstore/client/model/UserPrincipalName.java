package io.jenkins.plugins.msstore.client.model;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user principal name (UPN), {@code user@domain}: the name of a user in Microsoft Entra. Two names are equal without regard
 * to case. Names in Microsoft Entra hold the letters A to Z alone; other letters are compared in the same way, but are never
 * equal to one of these. Guests have names such as {@code ada_fabrikam.com#EXT#@contoso.onmicrosoft.com}.
 *
 * <p>{@link #of} checks names that users type. The constructor does not, because the service may send other names.
 *
 * @param text the name as it was written, without surrounding white space
 */
public record UserPrincipalName(String text) implements Serializable {

    /** The maximum length of a name: far more than a directory allows, and short enough for a path. */
    public static final int MAX_CHARACTERS = 1024;

    /** Any text with an {@code @}, percent-encoded too. */
    private static final Pattern NAME_IN_TEXT = Pattern.compile("[^\\s'\"/()<>,;]*(@|%40)[^\\s'\"/()<>,;]*");

    private static final String HIDDEN = "***";

    /** Characters of display names, lists and tables. */
    private static final String NOT_ALLOWED = "<>()[]|,;:\"\\";

    /** The character that decoders put in place of malformed text. */
    private static final String REPLACEMENT = "\uFFFD";

    private static final String NOT_A_NAME = "is not a user principal name (user@domain)";

    /** The text that replaces a masked secret in a report. */
    private static final String MASKED = "****";

    public UserPrincipalName {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Trims and checks the text that a user typed.
     *
     * @throws InvalidParameterException naming {@code userName}
     */
    public static UserPrincipalName of(String text) {
        return find(text)
                .orElseThrow(() -> new InvalidParameterException(
                        "userName", text, problemOf(text).orElseThrow()));
    }

    /**
     * As {@link #of}.
     *
     * @return empty for a text that is not a user principal name, see {@link #problemOf}
     */
    public static Optional<UserPrincipalName> find(String text) {
        return problemOf(text).isPresent()
                ? Optional.empty()
                : Optional.of(new UserPrincipalName(PlainText.trimmed(text)));
    }

    /**
     * The problem of a text that is not a user principal name, as the end of a sentence; empty for a user principal name.
     *
     * @param text the text as a user typed it; may be null
     */
    public static Optional<String> problemOf(String text) {
        String name = PlainText.trimmed(text);
        if (name.isEmpty()) {
            return Optional.of("must not be blank");
        }
        if (PlainText.hasInvisible(name)) {
            return Optional.of("must not contain control characters");
        }
        if (name.length() > MAX_CHARACTERS) {
            return Optional.of("is longer than " + MAX_CHARACTERS + " characters");
        }
        if (name.contains(MASKED)) {
            // perhaps from a report that is read again: the user behind the mask is not known
            return Optional.of("must not contain '" + MASKED + "', which stands for a masked secret");
        }
        for (int i = 0; i < name.length(); i++) {
            if (NOT_ALLOWED.indexOf(name.charAt(i)) >= 0) {
                return Optional.of(NOT_A_NAME + ": the character " + name.charAt(i) + " is not allowed");
            }
        }
        if (PlainText.hasWhiteSpace(name)) {
            return Optional.of(NOT_A_NAME + ": white space is not allowed");
        }
        if (name.contains(REPLACEMENT)) {
            return Optional.of(NOT_A_NAME + ": U+FFFD stands for a character that could not be read");
        }
        if (!LogText.of(name, MAX_CHARACTERS).equals(name)) {
            // answers are read as text for logs, so the service's answer about this user would not be recognized
            return Optional.of("must not contain characters that Unicode does not define");
        }
        int at = name.indexOf('@');
        if (at <= 0 || at == name.length() - 1) {
            return Optional.of(NOT_A_NAME);
        }
        if (at != name.lastIndexOf('@')) {
            return Optional.of(NOT_A_NAME + ": only one @ is allowed");
        }
        return Optional.empty();
    }

    /** The case-folded form, by which names are compared without regard to case. */
    public String foldCase() {
        return foldCase(text);
    }

    /** The case-folded form of a user name that is not checked, such as one of the service. */
    public static String foldCase(String text) {
        return PlainText.foldCase(text);
    }

    /** Replaces user names in a text of the service, because they are personal data. */
    public static String hiddenIn(String text) {
        return NAME_IN_TEXT.matcher(text).replaceAll(HIDDEN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserPrincipalName name && foldCase().equals(name.foldCase());
    }

    @Override
    public int hashCode() {
        return foldCase().hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
