package io.jenkins.plugins.msstore.page;

import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.page.ColumnChart.Bar;
import io.jenkins.plugins.msstore.page.ColumnChart.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Draws the outcomes of builds: the users that succeeded above a line, all others below it, so that failures are seen
 * without colours. The columns of all builds have one scale.
 */
final class OutcomeColumns {

    private OutcomeColumns() {}

    /**
     * Draws the chart.
     *
     * @param builds from left to right
     */
    static ColumnChart of(List<JobBuild> builds) {
        long most = max(builds, OutcomeCounts::succeeded) + max(builds, OutcomeColumns::others);
        double above = 0;
        double below = 0;
        for (JobBuild build : builds) {
            above = Math.max(above, ColumnChart.height(build.users().succeeded(), most));
            below = Math.max(below, end(othersBelow(0, build.users(), most), 0));
        }
        List<Column> columns = new ArrayList<>();
        for (JobBuild build : builds) {
            List<Bar> bars = new ArrayList<>();
            double height = ColumnChart.height(build.users().succeeded(), most);
            add(bars, "succeeded", above - height, height);
            bars.addAll(othersBelow(above, build.users(), most));
            columns.add(new Column(build.getNumber(), build.getText(), build.getMark(), bars));
        }
        return new ColumnChart(above + below, above, columns);
    }

    private static long max(List<JobBuild> builds, ToLongFunction<OutcomeCounts> count) {
        return builds.stream().map(JobBuild::users).mapToLong(count).max().orElse(0);
    }

    private static long others(OutcomeCounts users) {
        return users.total() - users.succeeded();
    }

    private static List<Bar> othersBelow(double line, OutcomeCounts users, long most) {
        List<Bar> bars = new ArrayList<>();
        add(bars, "failed", end(bars, line), ColumnChart.height(users.failed(), most));
        add(bars, "unknown", end(bars, line), ColumnChart.height(users.unknown(), most));
        add(bars, "invalid", end(bars, line), ColumnChart.height(users.invalid(), most));
        add(bars, "not-attempted", end(bars, line), ColumnChart.height(users.notAttempted(), most));
        return bars;
    }

    private static double end(List<Bar> bars, double line) {
        return bars.isEmpty()
                ? line
                : bars.get(bars.size() - 1).getY() + bars.get(bars.size() - 1).getHeight();
    }

    private static void add(List<Bar> bars, String name, double y, double height) {
        if (height > 0) {
            bars.add(new Bar(name, y, height));
        }
    }
}
