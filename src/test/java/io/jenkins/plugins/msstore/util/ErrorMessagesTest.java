package io.jenkins.plugins.msstore.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the error lines that users read. */
class ErrorMessagesTest {

    @Test
    void aRejectedParameterIsNamedWithItsValueOnOneLine() {
        InvalidParameterException error = new InvalidParameterException("skuId", "a\nb", "is too long");
        assertThat(error).hasMessage("skuId 'a b' is too long");
        assertThat(error.parameter()).isEqualTo("skuId");
        assertThat(new InvalidParameterException("skuId", null, "is missing")).hasMessage("skuId is missing");
        assertThat(new InvalidParameterException("skuId", "x".repeat(201), "is too long"))
                .hasMessage("skuId '" + "x".repeat(200) + "…' is too long");
    }

    @Test
    void aDamagedFileIsNamedWithItsFolder() {
        assertThat(new DamagedLineException(Path.of("/home/builds/7/journal"), 3, "is missing"))
                .hasMessage(Path.of("7/journal") + " is damaged: line 3 is missing");
        assertThat(new DamagedLineException(Path.of("7/journal"), 3, "is missing"))
                .hasMessage(Path.of("7/journal") + " is damaged: line 3 is missing");
    }

    @Test
    void theFailureWithoutTheWrappersOfFuturesIsShown() {
        IOException failure = new IOException("no connection");
        assertThat(Failures.unwrapped(new CompletionException(new CompletionException(failure))))
                .isSameAs(failure);
        assertThat(Failures.unwrapped(failure)).isSameAs(failure);
        CompletionException alone = new CompletionException("alone", null);
        assertThat(Failures.unwrapped(alone)).isSameAs(alone);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, plain",
                "two words, two words",
                "` a \t\r\n b `, a b",
                "a\u202eb, a b",
                "a\u2028b, a b",
                "ab\ud83d, ab",
                "tilde~, tilde~",
                "\u00e4\u00f6, \u00e4\u00f6",
                "12345678901, 1234567890…",
                "123456789\ud83d\ude00, 123456789\ud83d\ude00"
            })
    void textFromOutsideIsOnePrintableLine(String text, String line) {
        assertThat(LogText.of(text, 10)).isEqualTo(line);
    }

    @Test
    void noTextIsTheEmptyText() {
        assertThat(LogText.of(null, 10)).isEmpty();
        assertThat(LogText.of("\n", 10)).isEmpty();
    }
}
