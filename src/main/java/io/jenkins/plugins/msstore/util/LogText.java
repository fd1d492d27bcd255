package io.jenkins.plugins.msstore.util;

/** Makes text from outside safe for one line of a log: replaces control characters by blanks and limits the length. */
public final class LogText {

    private LogText() {}

    /**
     * Makes a text safe.
     *
     * @param text text from the service or a user; may be null, for which the result is empty
     * @param maxCharacters the maximum length; an ellipsis marks that text was removed
     * @return one line without control, format and line-separator characters, white space collapsed
     */
    public static String of(String text, int maxCharacters) {
        if (text == null) {
            return "";
        }
        if (text.length() <= maxCharacters && isPlain(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        boolean blankPending = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!isPrintable(c)) {
                blankPending = line.length() > 0;
                continue;
            }
            if (line.length() >= maxCharacters) {
                return line + "…";
            }
            if (blankPending) {
                line.append(' ');
                blankPending = false;
            }
            line.appendCodePoint(c);
        }
        return line.toString();
    }

    /** Whether the text is ASCII without blanks, as most texts are: a fast check. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
