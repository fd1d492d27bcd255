package io.jenkins.plugins.msstore.client.model;

import java.util.Locale;

/** What ids and names may hold, and how they are trimmed and compared. */
final class PlainText {

    private PlainText() {}

    /** The text without the white space around it, no-break spaces included; empty for null. */
    static String trimmed(String text) {
        if (text == null) {
            return "";
        }
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** The form by which texts are compared without regard to case: lower case, in no particular language. */
    static String folded(String text) {
        // Java makes one small letter or the other of the capital, by what stands around it
        return trimmed(text).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }

    /** Whether there are characters that nobody sees: control, format and line-separator characters, or halves of one. */
    static boolean hasInvisible(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isInvisible(c)) {
                return true;
            }
            i += Character.charCount(c);
        }
        return false;
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
