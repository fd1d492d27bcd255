package io.jenkins.plugins.msstore.client.model;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user principal name (UPN), {@code user@domain}: how the service names a person. Two names are equal without regard to
 * case, as in Microsoft Entra, where a name holds the letters A to Z alone; other letters are compared likewise, but never
 * equal to one of these. Guests have names such as {@code ada_fabrikam.com#EXT#@contoso.onmicrosoft.com}.
 *
 * @param text the name as it was written, without surrounding white space
 */
public record UserPrincipalName(String text) implements Serializable {

    /** Far more than a directory allows, and few enough for a path. */
    public static final int MAX_CHARACTERS = 1024;

    /** Whatever has an {@code @}, percent-encoded too. */
    private static final Pattern ANYBODY = Pattern.compile("[^\\s'\"/()<>,;]*(@|%40)[^\\s'\"/()<>,;]*");

    private static final String HIDDEN = "***";

    /** What a report has where a build masks a secret. */
    private static final String MASKED = "****";

    public UserPrincipalName {
        Objects.requireNonNull(text, "text");
    }

    /**
     * A name from what somebody typed: trimmed and checked.
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
     * @return empty for what is none, see {@link #problemOf}
     */
    public static Optional<UserPrincipalName> find(String text) {
        return problemOf(text).isPresent()
                ? Optional.empty()
                : Optional.of(new UserPrincipalName(PlainText.trimmed(text)));
    }

    /**
     * What is wrong with a text as a user principal name, as the end of a sentence; empty when it is one.
     *
     * @param text as somebody typed it; may be null
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
            // from a report that is read again, perhaps: no user has this name, and another may be meant
            return Optional.of("must not contain '" + MASKED + "', which stands for a masked secret");
        }
        if (!LogText.of(name, MAX_CHARACTERS).equals(name)) {
            // answers are read as such text: what the service says of this user would never be recognised
            return Optional.of("must not contain characters that cannot be told apart from others");
        }
        if (PlainText.trimmed(name.substring(0, Math.max(0, name.lastIndexOf('@'))))
                        .isEmpty()
                || PlainText.trimmed(name.substring(name.indexOf('@') + 1)).isEmpty()) {
            return Optional.of("is not a user principal name (user@domain)");
        }
        return Optional.empty();
    }

    /** The form by which names are compared without regard to case. */
    public String foldCase() {
        return foldCase(text);
    }

    /** The form by which any user name of the service's answers is compared. */
    public static String foldCase(String text) {
        return PlainText.foldCase(text);
    }

    /** A text of the service's, which may name users, for places where none may be named: they are personal data. */
    public static String hiddenIn(String text) {
        return ANYBODY.matcher(text).replaceAll(HIDDEN);
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
