package io.jenkins.plugins.msstore.util;

/**
 * Escapes text for a cell of a CSV file so that no spreadsheet takes it for a formula.
 *
 * <p>A spreadsheet that expects another separator than the comma splits a cell into parts, and runs each part that begins
 * with a sign of a formula. White space and quotation marks before the sign may be taken away on the way. Such a part gets
 * an apostrophe in front; so does a part that begins with an apostrophe of its own, so that the text can be read back.
 */
public final class SpreadsheetCell {

    /** The characters that formulas begin with, also in the full-width forms of East Asian keyboards. */
    private static final String FORMULA_SIGNS = "=+-@＝＋－＠";

    private static final char ESCAPE = '\'';

    private SpreadsheetCell() {}

    /**
     * Escapes a text.
     *
     * @param text may be null
     * @return the cell; empty for null
     */
    public static String of(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder escaped = new StringBuilder();
        int copied = 0;
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            if (atStart && (text.charAt(i) == ESCAPE || isFormula(text, i))) {
                escaped.append(text, copied, i).append(ESCAPE);
                copied = i;
            }
            atStart = endsPart(text.charAt(i));
        }
        return escaped.isEmpty()
                ? text
                : escaped.append(text, copied, text.length()).toString();
    }

    /** Restores the text of a cell that {@link #of} escaped. */
    public static String textOf(String cell) {
        StringBuilder text = new StringBuilder(cell.length());
        boolean atStart = true;
        for (int i = 0; i < cell.length(); i++) {
            if (!atStart || cell.charAt(i) != ESCAPE) {
                text.append(cell.charAt(i));
            }
            atStart = endsPart(cell.charAt(i));
        }
        return text.toString();
    }

    private static boolean isFormula(String text, int start) {
        int i = start;
        while (i < text.length() && mayBeTakenAway(text.charAt(i))) {
            i++;
        }
        return i < text.length() && FORMULA_SIGNS.indexOf(text.charAt(i)) >= 0;
    }

    private static boolean mayBeTakenAway(char c) {
        return !endsPart(c)
                && (c == '"'
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isIdentifierIgnorable(c));
    }

    /** Whether a spreadsheet may begin another cell after this character: other list separators, and line ends. */
    private static boolean endsPart(char c) {
        return switch (c) {
            case ';', '|', '\t', '\r', '\n' -> true;
            default -> false;
        };
    }
}
