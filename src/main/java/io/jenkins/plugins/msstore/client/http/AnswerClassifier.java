package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.AccessDeniedException;
import io.jenkins.plugins.msstore.client.error.BadRequestException;
import io.jenkins.plugins.msstore.client.error.ConflictException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.Locale;

/** Turns an answer without success into a typed error, by the service's error table. */
final class AnswerClassifier {

    private static final int MAX_CHARACTERS = 200;

    private AnswerClassifier() {}

    static StoreException error(Subject subject, Answer answer) {
        ErrorBody body = ErrorBody.read(answer.body());
        if (answer.isThrottled()) {
            return throttled(subject, answer, body);
        }
        int status = answer.status();
        return switch (status) {
            case 401, 403 -> new AccessDeniedException(subject, status, said(body, denied(answer)), null);
            case 404 ->
                new NotFoundException(
                        subject, NotFoundException.Item.of(body.itemType().orElse(null)), said(body, "not found"));
            case 409 -> new ConflictException(subject, said(body, "conflict"));
            case 503 -> new OutcomeUnknownException(subject, status, said(body, "service unavailable"), null);
            case 408 -> new OutcomeUnknownException(subject, status, said(body, "request timeout"), null);
            default -> other(subject, answer, body);
        };
    }

    private static StoreException other(Subject subject, Answer answer, ErrorBody body) {
        int status = answer.status();
        if (status >= 500) {
            return new OutcomeUnknownException(subject, status, said(body, "server error"), null);
        }
        if (status >= 400) {
            return new BadRequestException(
                    subject, status, body.parameterName().orElse(null), said(body, "bad request"));
        }
        String found = answer.location()
                .map(location -> "the server redirects to " + LogText.of(location, MAX_CHARACTERS)
                        + ", but the Store service never redirects")
                .orElse("the response is not one of the Store service");
        return new UnexpectedAnswerException(subject, WriteOutcome.REJECTED, status, found + ": check the service URL");
    }

    private static ThrottledException throttled(Subject subject, Answer answer, ErrorBody body) {
        String asked = answer.retryAfter()
                .map(wait -> "throttled, retry after " + wait.toSeconds() + " s")
                .orElse("throttled");
        return new ThrottledException(
                subject, answer.status(), answer.retryAfter().orElse(null), said(body, asked));
    }

    private static String denied(Answer answer) {
        String meaning = answer.status() == 401
                ? "the service does not accept the token"
                : "the application is not allowed to do this";
        return meaning
                + answer.challenge()
                        .map(challenge -> ": " + LogText.of(challenge, MAX_CHARACTERS))
                        .orElse("");
    }

    /** The meaning of the status, followed by the service's own words if there are any. */
    private static String said(ErrorBody body, String meaning) {
        String summary = body.summary();
        if (summary.isEmpty() || summary.equalsIgnoreCase(meaning)) {
            return meaning;
        }
        return summary.toLowerCase(Locale.ROOT).startsWith(meaning) ? summary : meaning + ": " + summary;
    }
}
