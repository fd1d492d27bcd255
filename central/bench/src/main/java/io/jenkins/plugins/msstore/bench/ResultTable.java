package io.jenkins.plugins.msstore.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, aligned for people who read it as text. */
final class ResultTable {

    private final List<List<String>> rows = new ArrayList<>();

    ResultTable(String... columns) {
        rows.add(List.of(columns));
    }

    /** Adds a row. */
    void row(String scenario, String contender, int users, String... values) {
        List<String> row = new ArrayList<>(List.of(scenario, contender, String.format(Locale.ROOT, "%,d", users)));
        row.addAll(List.of(values));
        rows.add(row);
    }

    /** Formats a number with a given number of decimal places; empty for NaN. */
    static String number(double value, int digits) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    void print(PrintStream out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (int i = 0; i < rows.size(); i++) {
            out.println(line(rows.get(i), widths));
            if (i == 0) {
                out.println(rule(widths));
            }
        }
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String alignment = isText(i) ? "-" : "";
            line.append(' ')
                    .append(String.format(Locale.ROOT, "%" + alignment + widths[i] + "s", row.get(i)))
                    .append(" |");
        }
        return line.toString();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            rule.append('-').append("-".repeat(widths[i])).append(isText(i) ? "-|" : ":|");
        }
        return rule.toString();
    }

    private static boolean isText(int column) {
        return column < 2;
    }
}
