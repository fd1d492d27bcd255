package io.jenkins.plugins.msstore.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

/** {@code maxRemovals} and {@code warnBelow} take a number or a percentage. */
class CountOrPercentTest {

    @ParameterizedTest
    @CsvSource({
        "25, 1000, 25",
        "' 25 ', 0, 25",
        "0, 1000, 0",
        "10%, 1000, 100",
        "10 %, 1009, 100",
        "10%, 5, 1",
        "10%, 0, 1",
        "1%, 99, 1",
        "0%, 1000, 0",
        "100%, 7, 7",
        "33%, 9223372036854775807, 3043712772162076016"
    })
    void aPercentageIsRoundedDownButOneAboveZeroIsAtLeastOne(String given, long total, long number) {
        assertThat(CountOrPercent.of("warnBelow", given).of(total)).isEqualTo(number);
    }

    @Test
    void aNumberOfAnyTypeIsACount() {
        assertThat(Stream.of(7, 7L, BigInteger.valueOf(7)).map(given -> CountOrPercent.of("warnBelow", given)))
                .containsOnly(new CountOrPercent(7, false));
        assertThat(CountOrPercent.of("warnBelow", "10 %")).hasToString("10%");
    }

    static List<Object> wrong() {
        return List.of("", "ten", "-1", -1, "1.5", 1.5, "10%%", "101%", "%", true, List.of(1), "9".repeat(30), "٣");
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("wrong")
    void anythingElseIsRefused(Object given) {
        assertThatThrownBy(() -> CountOrPercent.of("warnBelow", given))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("warnBelow" + (given == null ? " must" : " '" + given + "' must"));
    }
}
