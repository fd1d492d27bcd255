package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.error.AccessDeniedException;
import io.jenkins.plugins.msstore.client.error.BadRequestException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each status has a typed error, and a text for users. */
class AnswerClassifierTest {

    private static StoreException error(int status, String body, Duration retryAfter) {
        return error(status, body, retryAfter, null, null);
    }

    private static StoreException error(
            int status, String body, Duration retryAfter, String location, String challenge) {
        return new Answer(
                        status,
                        "application/json",
                        body,
                        Optional.ofNullable(retryAfter),
                        Optional.ofNullable(location),
                        Optional.ofNullable(challenge))
                .error(Subject.of("Test"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, BadRequestException, REJECTED, bad request",
        "418, BadRequestException, REJECTED, bad request",
        "499, BadRequestException, REJECTED, bad request",
        "401, AccessDeniedException, REJECTED, the service does not accept the token",
        "403, AccessDeniedException, REJECTED, the application is not allowed to do this",
        "404, NotFoundException, REJECTED, not found",
        "408, OutcomeUnknownException, UNKNOWN, request timeout",
        "409, ConflictException, REJECTED, conflict",
        "429, ThrottledException, NOT_APPLIED, throttled",
        "500, OutcomeUnknownException, UNKNOWN, server error",
        "503, OutcomeUnknownException, UNKNOWN, service unavailable",
        "599, OutcomeUnknownException, UNKNOWN, server error",
        "399, UnexpectedAnswerException, REJECTED, the response is not one of the Store service: check the service URL"
    })
    void aStatusIsATypedError(int status, String type, WriteOutcome outcome, String reason) {
        StoreException error = error(status, "", null);
        assertThat(error.getClass().getSimpleName()).isEqualTo(type);
        assertThat(error.outcome()).isEqualTo(outcome);
        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error.httpStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {'itemType': 'Seat', 'value': 'x'} | not found: Seat x",
                "404 | {'message': 'Not found'} | not found",
                "404 | {'message': 'Not found: seat'} | Not found: seat",
                "409 | {'reason': 'Not online'} | conflict: Not online",
                "500 | <h1>nginx</h1> | server error: nginx",
                "400 | {'parameterName': 'skuId'} | bad request: parameter skuId"
            })
    void theReasonOfTheServiceFollowsTheMeaningOnce(int status, String body, String reason) {
        assertThat(error(status, body.replace('\'', '"'), null).reason()).isEqualTo(reason);
    }

    @Test
    void theRequestedWaitIsShown() {
        assertThat(error(503, "", Duration.ofSeconds(90)))
                .isInstanceOfSatisfying(ThrottledException.class, throttled -> {
                    assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(90));
                    assertThat(throttled.reason()).isEqualTo("throttled, retry after 90 s");
                });
    }

    @Test
    void theChallengeOfARejectedTokenIsShown() {
        assertThat(error(401, "", null, null, "Bearer error=\"invalid_token\""))
                .isInstanceOf(AccessDeniedException.class)
                .extracting(StoreException::reason)
                .isEqualTo("the service does not accept the token: Bearer error=\"invalid_token\"");
    }

    @Test
    void theTargetOfARedirectIsShown() {
        assertThat(error(302, "", null, "https://login.example/", null).reason())
                .isEqualTo(
                        "the server redirects to https://login.example/, but the Store service never redirects: check the"
                                + " service URL");
    }

    @Test
    void theParameterAndTheItemOfABodyAreKept() {
        assertThat(error(400, "{\"parameterName\": \"skuId\"}", null))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        bad -> assertThat(bad.parameter()).contains("skuId"));
        assertThat(error(404, "{\"itemType\": \"User\"}", null))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        notFound -> assertThat(notFound.item()).isEqualTo(NotFoundException.Item.USER));
    }
}
