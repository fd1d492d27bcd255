package io.jenkins.plugins.msstore.client;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.msstore.client.auth.AccessToken;
import io.jenkins.plugins.msstore.client.auth.TokenException;
import io.jenkins.plugins.msstore.client.auth.TokenSource;
import io.jenkins.plugins.msstore.client.error.AccessDeniedException;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.client.error.Verdict;
import io.jenkins.plugins.msstore.client.http.Answer;
import io.jenkins.plugins.msstore.client.http.Cancellation;
import io.jenkins.plugins.msstore.client.http.HttpTransport;
import io.jenkins.plugins.msstore.client.http.Pace;
import io.jenkins.plugins.msstore.client.http.RetryListener;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.http.StoreJson;
import io.jenkins.plugins.msstore.client.http.StoreRequest;
import io.jenkins.plugins.msstore.util.Failures;
import io.jenkins.plugins.msstore.util.PrintableText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * One exchange with the service, start to end: a token, a request, an answer that is read or an error that is typed. Sends
 * a second time in one case alone: after 401, with a fresh token.
 */
final class StoreExchange {

    private static final int SHOWN_CHARACTERS = 120;

    private final HttpTransport transport;
    private final StoreEndpoint endpoint;
    private final TokenSource tokens;
    private final Pace pace;
    private final RetryListener listener;
    private final Cancellation cancellation;

    StoreExchange(
            HttpTransport transport,
            StoreEndpoint endpoint,
            TokenSource tokens,
            Pace pace,
            RetryListener listener,
            Cancellation cancellation) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.tokens = tokens;
        this.pace = pace;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * Sends a request and reads the JSON of its answer.
     *
     * @param type what the answer is read into
     * @return what was read; fails with a {@link StoreException}
     */
    <T> CompletableFuture<T> send(StoreRequest request, Class<T> type) {
        return send(request, type, () -> true);
    }

    /**
     * As {@link #send(StoreRequest, Class)}.
     *
     * @param mayLeave asked when the request is about to leave; where it says no, nothing is sent
     */
    <T> CompletableFuture<T> send(StoreRequest request, Class<T> type, BooleanSupplier mayLeave) {
        Subject subject = request.subject();
        return token(subject, tokens.token())
                .thenCompose(token -> sendWith(token, request, mayLeave)
                        .thenCompose(answer -> answer.status() == 401
                                ? sendRenewed(token, request, answer, mayLeave)
                                : CompletableFuture.completedFuture(answer)))
                .thenCompose(answer -> read(request, answer, type));
    }

    private CompletableFuture<Answer> sendWith(AccessToken token, StoreRequest request, BooleanSupplier mayLeave) {
        return cancellation
                .send(
                        transport.prepare(endpoint, request, token.value(), mayLeave),
                        pace,
                        wait -> listener.waiting(pausedWithOthers(request.subject(), wait), wait))
                .thenApply(answer -> answer.hiding(token.value()));
    }

    private static ThrottledException pausedWithOthers(Subject subject, Duration wait) {
        return new ThrottledException(subject, 0, wait, "the service asks everybody of the tenant to wait");
    }

    private CompletableFuture<Answer> sendRenewed(
            AccessToken rejected, StoreRequest request, Answer answer, BooleanSupplier mayLeave) {
        return token(request.subject(), tokens.renewed(rejected))
                .thenCompose(fresh -> fresh.equals(rejected)
                        ? CompletableFuture.completedFuture(answer)
                        : sendWith(fresh, request, mayLeave));
    }

    private static CompletableFuture<AccessToken> token(Subject subject, CompletableFuture<AccessToken> token) {
        return token.exceptionallyCompose(error -> CompletableFuture.failedFuture(
                Failures.unwrapped(error) instanceof TokenException refused ? noToken(subject, refused) : error));
    }

    private static StoreException noToken(Subject subject, TokenException refused) {
        return refused.isTransient()
                ? new UnreachableException(subject, refused.getMessage(), refused)
                : new AccessDeniedException(subject, 0, refused.getMessage(), refused);
    }

    private static <T> CompletableFuture<T> read(StoreRequest request, Answer answer, Class<T> type) {
        Subject subject = request.subject();
        if (!answer.isSuccess()) {
            return CompletableFuture.failedFuture(answer.error(subject));
        }
        try {
            // anything but an object could be read into a record with one component
            if (answer.body().stripLeading().startsWith("{")) {
                return CompletableFuture.completedFuture(StoreJson.MAPPER.readValue(answer.body(), type));
            }
        } catch (JsonProcessingException unreadable) {
            if (isAtEnd(unreadable.getLocation(), answer.body())) {
                return CompletableFuture.failedFuture(
                        new OutcomeUnknownException(subject, answer.status(), "the answer is cut off", null));
            }
        }
        return CompletableFuture.failedFuture(notExpected(request, answer));
    }

    /** An error at the end of the text means that text is missing; Jackson has several exceptions for it. */
    private static boolean isAtEnd(JsonLocation error, String body) {
        return !body.isBlank()
                && error != null
                && error.getCharOffset() >= body.stripTrailing().length();
    }

    private static UnexpectedAnswerException notExpected(StoreRequest request, Answer answer) {
        return new UnexpectedAnswerException(
                request.subject(), Verdict.UNKNOWN, answer.status(), described(request, answer));
    }

    private static String described(StoreRequest request, Answer answer) {
        if (answer.body().isBlank()) {
            return "the answer is empty";
        }
        String type = answer.contentType().isEmpty() ? "of no content type" : answer.contentType();
        String found = "the answer is not the expected JSON but " + type;
        return request.answerIsConfidential()
                ? found
                : found + " that begins with '" + PrintableText.of(answer.body(), SHOWN_CHARACTERS) + "'";
    }
}
