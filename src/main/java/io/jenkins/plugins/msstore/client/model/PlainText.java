package io.jenkins.plugins.msstore.client.model;

/** Trims, compares and checks ids and names. */
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

    /** Whether a text holds white space, no-break spaces included. */
    static boolean hasWhiteSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBlank(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /**
     * The case-folded form of a text without the white space around it. Two texts are the same without regard to case if
     * these forms are equal.
     *
     * <p>Letters are the same as for {@link String#equalsIgnoreCase}, with four exceptions: the dotless ı, the dotted İ, the
     * long ſ and the Kelvin sign, which would become letters of A to Z, equal only themselves. Names in Microsoft Entra
     * contain no other letters than A to Z, so a text with one of these four is a misspelling. If it were equal to the name
     * that it resembles, it would replace that name in a list of users; as another name, it is rejected by the service.
     */
    static String foldCase(String text) {
        String trimmed = trimmed(text);
        StringBuilder folded = new StringBuilder(trimmed.length());
        for (int i = 0; i < trimmed.length(); ) {
            int c = trimmed.codePointAt(i);
            folded.appendCodePoint(foldCase(c));
            i += Character.charCount(c);
        }
        return folded.toString();
    }

    private static int foldCase(int c) {
        int folded = Character.toLowerCase(Character.toUpperCase(c));
        return isAscii(folded) == isAscii(c) ? folded : c;
    }

    private static boolean isAscii(int c) {
        return c < 0x80;
    }

    /** Whether a text holds invisible characters: control, format and line-separator characters, or lone surrogates. */
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
