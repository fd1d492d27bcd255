package io.jenkins.plugins.msstore.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {

    private static final Pattern FORMULA = Pattern.compile("(^|[;|\\t\\r\\n])[\\s\\u00a0\\u3000\"]*[=+\\-@＝＋－＠]");

    /** All characters with a meaning for a spreadsheet or for the escape, and some others. */
    private static final String ALPHABET = "=+-@＝＋－＠;|\t\r\n'\" \u00a0\u3000\u200b,a0";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "=1+1, '=1+1",
                "+1, '+1",
                "-1, '-1",
                "@SUM(A1), '@SUM(A1)",
                "＝1, '＝1",
                "＋1, '＋1",
                "－1, '－1",
                "＠x, '＠x",
                "a;=1, a;'=1",
                "a|＝1, a|'＝1",
                "`a\t@x`, `a\t'@x`",
                "`a\r\n=1`, `a\r\n'=1`",
                "` =1`, `' =1`",
                "`\u000b=1`, `'\u000b=1`",
                "`\u200b=1`, `'\u200b=1`",
                "`\t=1`, `\t'=1`",
                "`a;\u00a0\u3000=1`, `a;'\u00a0\u3000=1`",
                "a;\"=1, a;'\"=1",
                "'=1, ''=1",
                "'quoted', ''quoted'",
                "=cmd|' /C calc'!A0, '=cmd|'' /C calc'!A0"
            })
    void aPartThatASpreadsheetWouldRunIsEscaped(String text, String cell) {
        assertThat(SpreadsheetCell.of(text)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@contoso.com",
                "2026-01-01T00:00:00Z",
                "a=b",
                "it's",
                "conflict; reason: none",
                "a,-1",
                "",
                ";",
                "\t"
            })
    void anyOtherTextStaysAsItIs(String text) {
        assertThat(SpreadsheetCell.of(text)).isEqualTo(text);
    }

    @Test
    void noTextIsAnEmptyCell() {
        assertThat(SpreadsheetCell.of(null)).isEmpty();
    }

    @Test
    void noCellIsRunAndEveryTextIsReadBack() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            String text = text(random);
            String cell = SpreadsheetCell.of(text);
            assertThat(FORMULA.matcher(cell).find()).as(cell).isFalse();
            assertThat(SpreadsheetCell.textOf(cell)).isEqualTo(text);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
