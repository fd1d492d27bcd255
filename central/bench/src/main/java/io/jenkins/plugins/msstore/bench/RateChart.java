package io.jenkins.plugins.msstore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws the quota and the served and refused requests over time, as an SVG for light and dark pages. */
final class RateChart {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 320;
    private static final int LEFT = 50;
    private static final int RIGHT = 15;
    private static final int TOP = 35;
    private static final int BOTTOM = 40;
    private static final int GRID_CALLS = 20;
    private static final int GRID_SECONDS = 10;

    private static final String STYLE = """
            text { font: 13px sans-serif; fill: #24292f }
            .grid { stroke: #d0d7de; stroke-width: 1 }
            path { fill: none; stroke-width: 2 }
            .quota { stroke: #8c959f; stroke-dasharray: 6 4 }
            .served { stroke: #0969da }
            .refused { stroke: #cf222e }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .grid { stroke: #30363d }
              .quota { stroke: #8b949e }
              .served { stroke: #58a6ff }
              .refused { stroke: #ff7b72 }
            }
            """;

    private final List<QuotaHistory.Bin> seconds;
    private final double most;

    private RateChart(List<QuotaHistory.Bin> seconds) {
        this.seconds = seconds;
        this.most = GRID_CALLS
                * Math.ceil(seconds.stream()
                                .mapToInt(second -> Math.max(second.served(), second.perSecond()))
                                .max()
                                .orElse(1)
                        / (double) GRID_CALLS);
    }

    /** Writes the chart of a history, one point for each whole second. */
    static void write(Path file, QuotaHistory history) throws IOException {
        List<QuotaHistory.Bin> bins = history.bins();
        List<QuotaHistory.Bin> seconds = IntStream.range(0, bins.size() / QuotaHistory.BINS_PER_SECOND)
                .mapToObj(second -> bins.subList(
                        second * QuotaHistory.BINS_PER_SECOND, (second + 1) * QuotaHistory.BINS_PER_SECOND))
                .map(tenths -> new QuotaHistory.Bin(
                        tenths.get(0).perSecond(),
                        tenths.stream().mapToInt(QuotaHistory.Bin::served).sum(),
                        tenths.stream().mapToInt(QuotaHistory.Bin::refused).sum()))
                .toList();
        Files.writeString(file, new RateChart(seconds).svg());
    }

    private String svg() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n"
                        + "<title>Calls a second: what the service offers, serves and refuses</title>%n<style>%n%s</style>%n",
                WIDTH,
                HEIGHT,
                STYLE));
        for (int calls = 0; calls <= most; calls += GRID_CALLS) {
            svg.append(line(LEFT, y(calls), WIDTH - RIGHT, y(calls)));
            svg.append(text(LEFT - 8, y(calls) + 4, "end", Integer.toString(calls)));
        }
        for (int second = 0; second <= seconds.size(); second += GRID_SECONDS) {
            svg.append(text(x(second), HEIGHT - BOTTOM + 20, "middle", second + " s"));
        }
        svg.append(path("quota", QuotaHistory.Bin::perSecond));
        svg.append(path("served", QuotaHistory.Bin::served));
        svg.append(path("refused", QuotaHistory.Bin::refused));
        legend(svg, 0, "quota", "calls a second that the service serves at most");
        legend(svg, 1, "served", "served");
        legend(svg, 2, "refused", "refused");
        return svg.append("</svg>\n").toString();
    }

    private static void legend(StringBuilder svg, int index, String style, String title) {
        double x = LEFT + (index == 0 ? 0 : 330 + (index - 1) * 100);
        svg.append(String.format(Locale.ROOT, "<path class=\"%s\" d=\"M%.1f 15h24\"/>%n", style, x));
        svg.append(text(x + 30, 19, "start", title));
    }

    private String path(String style, ToDoubleFunction<QuotaHistory.Bin> value) {
        String points = IntStream.range(0, seconds.size())
                .mapToObj(i ->
                        String.format(Locale.ROOT, "%.1f %.1f", x(i + 0.5), y(value.applyAsDouble(seconds.get(i)))))
                .collect(Collectors.joining("L", "M", ""));
        return String.format(Locale.ROOT, "<path class=\"%s\" d=\"%s\"/>%n", style, points);
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                x1,
                y1,
                x2,
                y2);
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
    }

    private double x(double second) {
        return LEFT + second / seconds.size() * (WIDTH - LEFT - RIGHT);
    }

    private double y(double calls) {
        return HEIGHT - BOTTOM - calls / most * (HEIGHT - TOP - BOTTOM);
    }
}
