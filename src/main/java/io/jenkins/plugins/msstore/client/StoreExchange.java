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
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.http.Answer;
import io.jenkins.plugins.msstore.client.http.Cancellation;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter.Permit;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter.RejectedByPauseException;
import io.jenkins.plugins.msstore.client.http.HttpCall;
import io.jenkins.plugins.msstore.client.http.HttpTransport;
import io.jenkins.plugins.msstore.client.http.RetryListener;
import io.jenkins.plugins.msstore.client.http.RetryWait;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.http.StoreJson;
import io.jenkins.plugins.msstore.client.http.StoreRequest;
import io.jenkins.plugins.msstore.util.Failures;
import io.jenkins.plugins.msstore.util.LogText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Sends one request to the service: gets a token and a permit, sends the request, and reads the answer as a value or a
 * typed error. Sends it a second time in one case only: after 401, with a fresh token.
 */
final class StoreExchange {

    private static final int MAX_CHARACTERS = 120;

    private final HttpTransport transport;
    private final StoreEndpoint endpoint;
    private final TokenSource tokens;
    private final ConcurrencyLimiter limiter;
    private final RetryListener listener;
    private final Cancellation cancellation;

    StoreExchange(
            HttpTransport transport,
            StoreEndpoint endpoint,
            TokenSource tokens,
            ConcurrencyLimiter limiter,
            RetryListener listener,
            Cancellation cancellation) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.tokens = tokens;
        this.limiter = limiter;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    boolean isThrottled() {
        return limiter.isThrottled();
    }

    /**
     * Sends a request and reads the JSON of its answer.
     *
     * @param type the type of the answer
     * @param isRepeat whether the operation was sent before; then it goes before requests that had no permit yet
     * @return the answer; fails with a {@link StoreException}
     */
    <T> CompletableFuture<T> send(StoreRequest request, Class<T> type, boolean isRepeat) {
        return token(request.subject(), tokens.token())
                .thenCompose(token -> sendWith(token, request, isRepeat)
                        .thenCompose(answer -> answer.status() == 401
                                ? sendRenewed(token, request, answer)
                                : CompletableFuture.completedFuture(answer)))
                .thenCompose(answer -> read(request, answer, type));
    }

    /** Sends the request as soon as it has a permit. A request that is cancelled while it waits is never sent. */
    private CompletableFuture<Answer> sendWith(AccessToken token, StoreRequest request, boolean isRepeat) {
        // tracked before it is sent: a cancellation in between would miss it
        HttpCall call = cancellation.trackRequest(transport.newCall(endpoint, request, token.value()));
        AtomicBoolean wasPaused = new AtomicBoolean();
        Consumer<Duration> onPause = pause -> {
            wasPaused.set(true);
            listener.onWait(pausedWithTenant(request.subject(), pause), RetryWait.ofPause(pause));
        };
        CompletableFuture<Permit> permit = isRepeat ? limiter.acquireAgain(onPause) : limiter.acquire(onPause);
        call.whenComplete((answer, error) -> {
            permit.cancel(false);
            if (wasPaused.get() && answer != null && answer.isServed()) {
                listener.onRecovered();
            }
        });
        permit.whenComplete((granted, rejection) -> {
            if (granted != null) {
                call.send(granted);
            } else if (rejection instanceof RejectedByPauseException paused) {
                call.complete(Answer.throttled(paused.remaining()));
            }
        });
        return call.thenApply(answer -> answer.hiding(token.value()));
    }

    private static ThrottledException pausedWithTenant(Subject subject, Duration pause) {
        return new ThrottledException(subject, 0, pause, "the service is throttling this tenant (HTTP 429)");
    }

    private CompletableFuture<Answer> sendRenewed(AccessToken rejected, StoreRequest request, Answer answer) {
        return token(request.subject(), tokens.renewed(rejected))
                .thenCompose(fresh -> fresh.equals(rejected)
                        ? CompletableFuture.completedFuture(answer)
                        : sendWith(fresh, request, true));
    }

    private static CompletableFuture<AccessToken> token(Subject subject, CompletableFuture<AccessToken> token) {
        return token.exceptionallyCompose(error -> CompletableFuture.failedFuture(
                Failures.unwrapped(error) instanceof TokenException rejected ? noToken(subject, rejected) : error));
    }

    private static StoreException noToken(Subject subject, TokenException rejected) {
        return rejected.isTransient()
                ? new UnreachableException(subject, rejected.getMessage(), rejected)
                : new AccessDeniedException(subject, 0, rejected.getMessage(), rejected);
    }

    private static <T> CompletableFuture<T> read(StoreRequest request, Answer answer, Class<T> type) {
        Subject subject = request.subject();
        if (!answer.isSuccess()) {
            Answer shown = request.answerIsConfidential() ? answer.withoutUrls() : answer;
            return CompletableFuture.failedFuture(shown.error(subject));
        }
        try {
            // Jackson would accept some other values, too, for a record with one component
            if (answer.body().stripLeading().startsWith("{")) {
                return CompletableFuture.completedFuture(StoreJson.MAPPER.readValue(answer.body(), type));
            }
        } catch (JsonProcessingException unreadable) {
            if (isAtEnd(unreadable.getLocation(), answer.body())) {
                return CompletableFuture.failedFuture(
                        new OutcomeUnknownException(subject, answer.status(), "the response is incomplete", null));
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
                request.subject(), WriteOutcome.UNKNOWN, answer.status(), described(request, answer));
    }

    private static String described(StoreRequest request, Answer answer) {
        if (answer.body().isBlank()) {
            return "the response is empty";
        }
        String type = answer.contentType().isEmpty() ? "without a content type" : answer.contentType();
        String found = "the response is not JSON but " + type;
        return request.answerIsConfidential()
                ? found
                : found + " that begins with '" + LogText.of(answer.body(), MAX_CHARACTERS) + "'";
    }
}
