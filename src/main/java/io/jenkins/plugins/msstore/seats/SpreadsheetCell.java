package io.jenkins.plugins.msstore.seats;

/** Writes text into a cell so that no spreadsheet takes it for a formula. */
final class SpreadsheetCell {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private SpreadsheetCell() {}

    /**
     * @param text may be null
     * @return the text, behind an apostrophe where a spreadsheet would run it; empty for null
     */
    static String of(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
