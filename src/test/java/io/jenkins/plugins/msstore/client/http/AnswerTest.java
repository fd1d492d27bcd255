package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    private static Answer answer(int status, Duration retryAfter) {
        return new Answer(status, "", "", Optional.ofNullable(retryAfter), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"100, false", "199, false", "200, true", "204, true", "299, true", "300, false", "404, false"})
    void successIsAStatusFrom200To299(int status, boolean isSuccess) {
        assertThat(answer(status, null).isSuccess()).isEqualTo(isSuccess);
    }

    @Test
    void throttledIs429AndA503WithRetryAfter() {
        assertThat(answer(429, null).isThrottled()).isTrue();
        assertThat(answer(503, Duration.ZERO).isThrottled()).isTrue();
        assertThat(answer(503, null).isThrottled()).isFalse();
        assertThat(answer(500, Duration.ZERO).isThrottled()).isFalse();
        assertThat(Answer.throttled(Duration.ofSeconds(7))).isEqualTo(answer(429, Duration.ofSeconds(7)));
    }

    /** A served answer lets the limiter grant more permits. */
    @Test
    void anAnswerIsServedUnlessTheServerFailedOrThrottled() {
        for (int status : new int[] {200, 302, 400, 404, 499}) {
            assertThat(answer(status, null).isServed()).as("%s", status).isTrue();
        }
        for (int status : new int[] {408, 429, 500, 503, 599}) {
            assertThat(answer(status, null).isServed()).as("%s", status).isFalse();
        }
    }

    @Test
    void aSecretIsHiddenInEveryTextOfAnAnswer() {
        Answer answer = new Answer(
                302,
                "text/s3cret",
                "before s3cret s3cret after",
                Optional.of(Duration.ZERO),
                Optional.of("https://x/?s3cret"),
                Optional.of("Bearer s3cret"));
        assertThat(answer.hiding("s3cret"))
                .isEqualTo(new Answer(
                        302,
                        "text/***",
                        "before *** *** after",
                        Optional.of(Duration.ZERO),
                        Optional.of("https://x/?***"),
                        Optional.of("Bearer ***")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"licenseBlob\": \"PEw+\"}"})
    void theBodyOfAnAnswerIsNotLogged(String body) {
        assertThat(new Answer(200, "application/json", body, Optional.empty(), Optional.empty(), Optional.empty()))
                .hasToString("HTTP 200, " + body.length() + " characters of application/json");
    }
}
