package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.msstore.history.OutcomeCounts;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.localizer.LocaleProvider;

/** The bar shows the shares of outcomes, and every outcome is visible. */
class OutcomeChartTest {

    @Test
    void everySegmentIsAsWideAsItsShare() {
        OutcomeChart chart = new OutcomeChart(new OutcomeCounts(50, 25, 0, 0, 25));

        assertThat(chart.getSegments())
                .extracting(OutcomeChart.Segment::getOutcome)
                .containsExactly("succeeded", "failed", "not-attempted");
        assertThat(chart.getSegments()).extracting(OutcomeChart.Segment::getX).containsExactly(0.0, 500.0, 750.0);
        assertThat(chart.getSegments())
                .extracting(OutcomeChart.Segment::getWidth)
                .containsExactly(500.0, 250.0, 250.0);
    }

    @ParameterizedTest
    @CsvSource({"999999,1,0,0,0", "1,1,1,1,1000000", "0,0,1,1,1", "1,0,0,0,0", "2,2,2,2,2", "2147483647,1,1,1,1"})
    void everyUserIsSeenAndTheBarIsFull(long succeeded, long failed, long unknown, long invalid, long notAttempted) {
        OutcomeChart chart = new OutcomeChart(new OutcomeCounts(succeeded, failed, unknown, invalid, notAttempted));

        double end = 0;
        for (OutcomeChart.Segment segment : chart.getSegments()) {
            assertThat(segment.getX()).isCloseTo(end, within(1e-6));
            assertThat(segment.getWidth()).isGreaterThanOrEqualTo(OutcomeChart.MIN_WIDTH);
            end = segment.getX() + segment.getWidth();
        }
        assertThat(end).isCloseTo(OutcomeChart.WIDTH, within(1e-6));
    }

    @Test
    void saysTheSameInWords() {
        LocaleProvider before = LocaleProvider.getProvider();
        try {
            LocaleProvider.setProvider(in(Locale.ENGLISH));
            assertThat(new OutcomeChart(new OutcomeCounts(1234, 2, 5, 1, 3)).getText())
                    .isEqualTo("1,234 succeeded, 2 failed, 5 unknown, 1 invalid, 3 not attempted");
            assertThat(new OutcomeChart(OutcomeCounts.NONE).getText()).isEqualTo("0 users");
            LocaleProvider.setProvider(in(Locale.GERMAN));
            assertThat(new OutcomeChart(new OutcomeCounts(1234, 2, 5, 1, 3)).getText())
                    .isEqualTo("1.234 erfolgreich, 2 fehlgeschlagen, 5 unbekannt, 1 ung\u00fcltig, 3 nicht versucht");
        } finally {
            LocaleProvider.setProvider(before);
        }
    }

    private static LocaleProvider in(Locale locale) {
        return new LocaleProvider() {
            @Override
            public Locale get() {
                return locale;
            }
        };
    }
}
