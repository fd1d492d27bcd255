package io.jenkins.plugins.msstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counts on a build's page. */
class OutcomeCountsTest {

    @Test
    void countsOfTwoOperationsAddUp() {
        assertThat(new OutcomeCounts(1, 2, 3, 4, 5).plus(new OutcomeCounts(10, 20, 30, 40, 50)))
                .isEqualTo(new OutcomeCounts(11, 22, 33, 44, 55));
    }

    @Test
    void everyUserIsCounted() {
        assertThat(new OutcomeCounts(1, 20, 300, 4000, 50000).total()).isEqualTo(54321);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0, 0, 0, 0, true",
        "0, 0, 0, 0, 0, true",
        "5, 1, 0, 0, 0, false",
        "5, 0, 1, 0, 0, false",
        "5, 0, 0, 1, 0, false",
        "5, 0, 0, 0, 1, false"
    })
    void aUserWithAnyOtherOutcomeDidNotSucceed(
            long succeeded, long failed, long unknown, long invalid, long notAttempted, boolean allSucceeded) {
        assertThat(new OutcomeCounts(succeeded, failed, unknown, invalid, notAttempted).allSucceeded())
                .isEqualTo(allSucceeded);
    }
}
