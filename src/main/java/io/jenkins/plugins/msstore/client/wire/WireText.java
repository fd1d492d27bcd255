package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes the service's texts fit for logs, reports and results: one line each. */
final class WireText {

    /** The maximum length of a user name, because a shortened one would be another name. */
    private static final int MAX_CHARACTERS = UserPrincipalName.MAX_CHARACTERS;

    private WireText() {}

    private static final int MAX_TEXT_CHARACTERS = 64 * 1024;

    /** The text with its line breaks, for a place where it may have several lines; null if there is none. */
    static String lines(String text) {
        return text == null
                ? null
                : text.lines()
                        .map(line -> LogText.of(line, MAX_TEXT_CHARACTERS))
                        .collect(Collectors.joining("\n"));
    }

    /** The texts of a list, each on one line; empty if there is no list. */
    static List<String> all(List<String> texts) {
        return list(texts).stream().map(WireText::line).toList();
    }

    /** A list without nulls; empty if there is none. */
    static <T> List<T> list(List<T> values) {
        return values == null
                ? List.of()
                : values.stream().filter(Objects::nonNull).toList();
    }

    /** The text on one line; null if there is none. */
    static String line(String text) {
        return text == null ? null : LogText.of(text, MAX_CHARACTERS);
    }
}
