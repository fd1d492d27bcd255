package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.page.ColumnChart.Bar;
import io.jenkins.plugins.msstore.page.ColumnChart.Column;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The chart of a job's builds is read by the place of its bars, and no user is too few to be seen. */
class OutcomeColumnsTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static ColumnChart chart(OutcomeCounts... builds) {
        return OutcomeColumns.of(IntStream.range(0, builds.length)
                .mapToObj(i -> build(i + 1, new OperationResult(builds[i], null, null, null, List.of(), List.of())))
                .toList());
    }

    private static JobBuild build(int number, OperationResult result) {
        return JobBuild.of(
                number,
                List.of(new OperationRecord(
                        "an-id",
                        OperationDescription.of(OperationKind.BULK_ASSIGN),
                        NOON,
                        NOON.plusSeconds(1),
                        Ending.SUCCEEDED,
                        null,
                        result)),
                Set.of());
    }

    private static OutcomeCounts counts(long... outcomes) {
        long[] all = Arrays.copyOf(outcomes, 5);
        return new OutcomeCounts(all[0], all[1], all[2], all[3], all[4]);
    }

    @Test
    void usersThatSucceededAreAboveTheLineAndAllOthersBelow() {
        ColumnChart chart = chart(counts(60, 10, 0, 0, 10), counts(0, 0, 20, 20), counts(20));

        assertThat(chart.getLine()).isEqualTo(60);
        assertThat(chart.getHeight()).isEqualTo(100);
        assertThat(chart.getColumns().get(0).getBars())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new Bar("succeeded", 0, 60), new Bar("failed", 60, 10), new Bar("not-attempted", 70, 10));
        assertThat(chart.getColumns().get(1).getBars())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Bar("unknown", 60, 20), new Bar("invalid", 80, 20));
        assertThat(chart.getColumns().get(2).getBars())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Bar("succeeded", 40, 20));
    }

    @Test
    void oneUserAmongAMillionIsSeen() {
        ColumnChart chart = chart(counts(1_000_000, 1, 1, 1, 1), counts(1), counts(0, 1));

        for (Column column : chart.getColumns()) {
            double above = chart.getLine();
            double below = chart.getLine();
            for (Bar bar : column.getBars()) {
                assertThat(bar.getHeight()).isGreaterThanOrEqualTo(ColumnChart.MIN_HEIGHT);
                if (bar.getName().equals("succeeded")) {
                    assertThat(bar.getY() + bar.getHeight()).isCloseTo(above, within(1e-9));
                    assertThat(bar.getY()).isGreaterThanOrEqualTo(0);
                } else {
                    assertThat(bar.getY()).isCloseTo(below, within(1e-9));
                    below += bar.getHeight();
                }
            }
            assertThat(below).isLessThanOrEqualTo(chart.getHeight() + 1e-9);
        }
    }

    @Test
    void buildsWithoutUsersHaveMarksAlone() {
        ColumnChart chart = OutcomeColumns.of(List.of(build(1, OperationResult.NONE), JobBuild.unreadable(2)));

        assertThat(chart.getHeight()).isZero();
        assertThat(chart.getColumns())
                .allSatisfy(column -> assertThat(column.getBars()).isEmpty());
        assertThat(chart.getColumns())
                .extracting(column -> column.getMark().getName())
                .containsExactly("succeeded", "unreadable");
    }

    @Test
    void everyStatusHasAShapeOfItsOwn() {
        assertThat(Arrays.stream(OperationStatus.values())
                        .map(status -> StatusMark.of(status).getPath()))
                .doesNotHaveDuplicates()
                .doesNotContain(StatusMark.of(null).getPath());
    }
}
