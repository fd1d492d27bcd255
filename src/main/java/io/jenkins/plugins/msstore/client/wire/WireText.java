package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LogText;

/** What the service says goes into logs, reports and results: it is one line there. */
final class WireText {

    /** A user's name must not be cut: it would be nobody's. */
    private static final int MOST_CHARACTERS = UserPrincipalName.MAX_CHARACTERS;

    private WireText() {}

    /** The text on one line; null where there is none. */
    static String line(String text) {
        return text == null ? null : LogText.of(text, MOST_CHARACTERS);
    }
}
