package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A chart with a column for each build, which is a link to the build's page. */
@Restricted(NoExternalUse.class)
public final class ColumnChart {

    /** The minimum height of a bar, in a chart of height 100, so that one user among a million is visible. */
    static final double MIN_HEIGHT = 4;

    private final double height;
    private final double line;
    private final List<Column> columns;

    /**
     * @param height the height of all columns; 0 for columns without bars
     * @param line the distance of a horizontal line from the top
     * @param columns from left to right
     */
    ColumnChart(double height, double line, List<Column> columns) {
        this.height = height;
        this.line = line;
        this.columns = List.copyOf(columns);
    }

    /**
     * The height of a bar.
     *
     * @param count what the bar counts
     * @param most the count of a bar of height 100
     */
    static double height(long count, long most) {
        return count <= 0 ? 0 : Math.max(MIN_HEIGHT, 100.0 * count / most);
    }

    /** The height of all columns; 0 for columns without bars. */
    public double getHeight() {
        return height;
    }

    /** The distance of the horizontal line from the top. */
    public double getLine() {
        return line;
    }

    /** The columns from left to right. */
    public List<Column> getColumns() {
        return columns;
    }

    /** The column of a build. */
    public static final class Column {

        private final int build;
        private final String text;
        private final StatusMark mark;
        private final List<Bar> bars;

        /**
         * @param build the number of the build
         * @param text what the column shows, in words
         * @param mark the mark below the bars; null for none
         */
        Column(int build, String text, @CheckForNull StatusMark mark, List<Bar> bars) {
            this.build = build;
            this.text = text;
            this.mark = mark;
            this.bars = List.copyOf(bars);
        }

        /** The URL of the build's page, relative to the job. */
        public String getHref() {
            return build + "/microsoft-store/";
        }

        /** What the column shows, in words. */
        public String getText() {
            return text;
        }

        /** The mark below the bars; null for none. */
        @CheckForNull
        public StatusMark getMark() {
            return mark;
        }

        /** The bars; a later one is painted over an earlier one. */
        public List<Bar> getBars() {
            return bars;
        }
    }

    /** A bar of a column. */
    public static final class Bar {

        private final String name;
        private final double y;
        private final double height;

        Bar(String name, double y, double height) {
            this.name = name;
            this.y = y;
            this.height = height;
        }

        /** The name of what the bar counts in the style sheet. */
        public String getName() {
            return name;
        }

        /** The distance from the top. */
        public double getY() {
            return y;
        }

        /** The height. */
        public double getHeight() {
            return height;
        }
    }
}
