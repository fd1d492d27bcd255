package io.jenkins.plugins.msstore.client.model;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A language of a product's texts, such as {@code en-us} (BCP 47). Two languages are equal without regard to case.
 *
 * @param text the language, without surrounding white space
 */
public record Language(String text) implements Serializable {

    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}");

    public Language {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Trims and checks the language that a user typed.
     *
     * @throws InvalidParameterException naming {@code languages}
     */
    public static Language of(String text) {
        return of("languages", text);
    }

    /**
     * Trims and checks the language that is the value of a parameter.
     *
     * @throws InvalidParameterException naming the parameter
     */
    public static Language of(String parameter, String text) {
        String tag = PlainText.trimmed(text);
        if (!TAG.matcher(tag).matches()) {
            throw new InvalidParameterException(parameter, text, "is not a language such as en-us");
        }
        return new Language(tag);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Language language && text.equalsIgnoreCase(language.text);
    }

    @Override
    public int hashCode() {
        return PlainText.foldCase(text).hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
