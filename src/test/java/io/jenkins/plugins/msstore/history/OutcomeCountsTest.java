package io.jenkins.plugins.msstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counts on a build's page. */
class OutcomeCountsTest {

    @Test
    void countsOfTwoOperationsAddUp() {
        assertThat(new OutcomeCounts(1, 2, 3, 4).plus(new OutcomeCounts(10, 20, 30, 40)))
                .isEqualTo(new OutcomeCounts(11, 22, 33, 44));
    }

    @Test
    void everyUserIsCounted() {
        assertThat(new OutcomeCounts(1, 20, 300, 4000).total()).isEqualTo(4321);
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 0, 0, true", "0, 0, 0, 0, true", "5, 1, 0, 0, false", "5, 0, 1, 0, false", "5, 0, 0, 1, false"})
    void aUserWhoFailedIsInvalidOrWasNotAttemptedDidNotSucceed(
            long succeeded, long failed, long invalid, long notAttempted, boolean allSucceeded) {
        assertThat(new OutcomeCounts(succeeded, failed, invalid, notAttempted).allSucceeded())
                .isEqualTo(allSucceeded);
    }
}
