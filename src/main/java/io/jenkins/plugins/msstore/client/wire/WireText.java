package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LogText;

/** Makes the service's texts fit for logs, reports and results: one line each. */
final class WireText {

    /** A shortened user name would be another name. */
    private static final int MAX_CHARACTERS = UserPrincipalName.MAX_CHARACTERS;

    private WireText() {}

    /** The text on one line; null stays null. */
    static String line(String text) {
        return text == null ? null : LogText.of(text, MAX_CHARACTERS);
    }
}
