package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.model.PrintableText;

/** What the service says goes into logs, reports and results: it is one line there. */
final class WireText {

    private static final int MOST_CHARACTERS = 1000;

    private WireText() {}

    /** The text on one line; null where there is none. */
    static String line(String text) {
        return text == null ? null : PrintableText.of(text, MOST_CHARACTERS);
    }
}
