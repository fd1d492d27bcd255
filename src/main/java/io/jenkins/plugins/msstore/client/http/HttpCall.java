package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One request and the future of its answer, whatever the answer's status. Without an answer it fails: with an {@link
 * UnreachableException} if nothing was sent, otherwise with an {@link OutcomeUnknownException}. Cancelling it before {@link
 * #send} keeps it from being sent; cancelling it afterwards ends it.
 */
public final class HttpCall extends CompletableFuture<Answer> implements Callback {

    private static final int MAX_CHARACTERS = 300;

    private final Call call;
    private final Subject subject;
    private volatile ConcurrencyLimiter.Permit permit;

    HttpCall(OkHttpClient client, Request request, Subject subject) {
        this.call = client.newCall(request);
        this.subject = subject;
    }

    /**
     * Sends the request; to be called once. Sends nothing if the call was cancelled already.
     *
     * @param granted given back before this future completes; if it is cancelled, when OkHttp's call has ended
     */
    public void send(ConcurrencyLimiter.Permit granted) {
        permit = granted;
        if (isDone()) {
            permit.release();
            return;
        }
        try {
            call.enqueue(this);
        } catch (RuntimeException | Error e) {
            // for instance, no thread could be created
            fail(e);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        call.cancel();
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public void onResponse(Call answered, Response response) {
        Answer answer;
        try (response) {
            answer = Answer.read(response);
            giveBackPermit(answer);
        } catch (IOException e) {
            fail(failure(e));
            return;
        } catch (RuntimeException e) {
            fail(failure(new UnreadableAnswerException("the response cannot be read", e)));
            return;
        } catch (Error e) {
            // OkHttp swallows the exception, so the future would never complete
            fail(e);
            return;
        }
        complete(answer);
    }

    @Override
    public void onFailure(Call failed, IOException e) {
        fail(failure(e));
    }

    /** Called before the future completes, so that the next request is sent while this answer is processed. */
    private void giveBackPermit(Answer answer) {
        if (answer.isThrottled()) {
            permit.throttled(answer.retryAfter().orElse(Duration.ZERO));
        } else if (answer.isServed()) {
            permit.served();
        } else {
            permit.release();
        }
    }

    private void fail(Throwable failure) {
        permit.release();
        completeExceptionally(failure);
    }

    private StoreException failure(IOException e) {
        SentListener sent = call.request().tag(SentListener.class);
        // a request that was not followed may have been sent
        if (sent == null || sent.isSent()) {
            return new OutcomeUnknownException(subject, 0, lost(e), e);
        }
        return new UnreachableException(subject, "no connection: " + described(e), e);
    }

    private static String lost(IOException e) {
        if (e instanceof UnreadableAnswerException) {
            return LogText.of(e.getMessage(), MAX_CHARACTERS);
        }
        return e instanceof InterruptedIOException
                ? "no response in time (" + described(e) + ")"
                : "the connection broke (" + described(e) + ")";
    }

    /** An I/O error in a few printable words, with its class, because a message may be no more than a host's name. */
    private static String described(IOException e) {
        String message = LogText.of(e.getMessage(), MAX_CHARACTERS);
        return e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }
}
