package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.util.PrintableText;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Sends one request exactly once and reads its answer, whatever it is. Tells a request that never left from one whose fate
 * is unknown.
 */
public final class HttpTransport {

    /** No answer of the service is near as large: what lies beyond is not read. */
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private static final MediaType JSON = MediaType.get("application/json");

    private static final RequestBody EMPTY = RequestBody.create(new byte[0], null);

    /** Not part of what is said; JSON may be read without it (RFC 8259, section 8.1). */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int SHOWN_CHARACTERS = 300;

    private final OkHttpClient client;

    /**
     * @param base the host's client: its proxy, trust, connection pool and the dispatcher's threads are used; its
     *     retries and redirects are not, nor the dispatcher's limits: the {@link Pace} decides what may leave
     * @param timeout how long one request may take altogether, from the moment when it may leave to its last byte
     */
    public HttpTransport(OkHttpClient base, Duration timeout) {
        this.client = SingleShot.configure(base.newBuilder().dispatcher(unlimited(base.dispatcher())), timeout)
                .eventListener(new SentListener())
                .build();
    }

    /** The same threads without a limit of their own: a request that may leave must not wait in a second queue. */
    private static Dispatcher unlimited(Dispatcher base) {
        Dispatcher dispatcher = new Dispatcher(base.executorService());
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    /**
     * Makes a request ready.
     *
     * @param mayLeave asked when the request is about to leave: as long as it was not asked, a request that is cancelled was
     *     certainly not sent; where it says no, nothing is sent
     * @return the answer to come, whatever its status; fails with {@link UnreachableException} where nothing was sent and with
     *     {@link OutcomeUnknownException} where something was. Cancelling it cancels the request.
     */
    public PreparedRequest prepare(
            StoreEndpoint endpoint, StoreRequest request, String bearerToken, BooleanSupplier mayLeave) {
        HttpUrl.Builder url = endpoint.resolve(request.segments()).newBuilder();
        request.query().forEach(url::addQueryParameter);
        Sent sent = new Sent(mayLeave);
        Request http = new Request.Builder()
                .url(url.build())
                .method(request.method(), body(request))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + bearerToken)
                .header("MS-CV", request.subject().correlationVector())
                .tag(Sent.class, sent)
                .build();
        return new CallToAnswer(client.newCall(http), request.subject(), sent);
    }

    private static RequestBody body(StoreRequest request) {
        if (request.json().isPresent()) {
            return RequestBody.create(request.json().get().getBytes(StandardCharsets.UTF_8), JSON);
        }
        return request.method().equals("POST") ? EMPTY : null;
    }

    private final class CallToAnswer extends PreparedRequest implements Callback {

        private final Call call;
        private final Subject subject;
        private final Sent sent;
        private volatile Pace.Place place;

        CallToAnswer(Call call, Subject subject, Sent sent) {
            this.call = call;
            this.subject = subject;
            this.sent = sent;
        }

        @Override
        void send(Pace.Place given) {
            place = given;
            if (isDone()) {
                place.free();
            } else {
                call.enqueue(this);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            call.cancel();
            return super.cancel(mayInterruptIfRunning);
        }

        /** The next request leaves while this answer is made use of. */
        @Override
        public void onResponse(Call answered, Response response) {
            Runnable outcome = outcome(response);
            place.free();
            outcome.run();
        }

        private Runnable outcome(Response response) {
            try (response) {
                Answer answer = read(response);
                place.answered(answer);
                return () -> complete(answer);
            } catch (IOException e) {
                return () -> completeExceptionally(failure(e));
            } catch (RuntimeException e) {
                return () -> completeExceptionally(failure(new IOException("an answer that cannot be read", e)));
            } catch (Error e) {
                // OkHttp tells nobody: without this the operation would never end
                return () -> completeExceptionally(e);
            }
        }

        @Override
        public void onFailure(Call failed, IOException e) {
            place.free();
            completeExceptionally(failure(e));
        }

        private StoreException failure(IOException e) {
            if (sent.bytes.get()) {
                return new OutcomeUnknownException(subject, 0, "no complete answer came: " + described(e), e);
            }
            return new UnreachableException(subject, "no connection: " + described(e), e);
        }
    }

    /** An I/O error in a few printable words; its class says what a message such as a bare host name does not. */
    private static String described(IOException e) {
        String message = PrintableText.of(e.getMessage(), SHOWN_CHARACTERS);
        return e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }

    private Answer read(Response response) throws IOException {
        ResponseBody body = response.body();
        MediaType type = body.contentType();
        return new Answer(
                response.code(),
                type == null ? "" : type.type() + "/" + type.subtype(),
                text(body, type),
                RetryAfter.read(response.headers(), Instant.now()),
                Optional.ofNullable(response.header("Location")),
                Optional.ofNullable(response.header("WWW-Authenticate")));
    }

    private static String text(ResponseBody body, MediaType type) throws IOException {
        if (body.source().request(MAX_BODY_BYTES + 1L)) {
            throw new IOException("an answer of more than " + MAX_BODY_BYTES + " bytes");
        }
        Charset charset = type == null ? null : type.charset();
        String text = body.source().readString(charset == null ? StandardCharsets.UTF_8 : charset);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /** Whether any byte of a request has left. */
    private static final class Sent {
        private final AtomicBoolean bytes = new AtomicBoolean();
        private final BooleanSupplier mayLeave;

        Sent(BooleanSupplier mayLeave) {
            this.mayLeave = mayLeave;
        }
    }

    private static final class SentListener extends EventListener {
        /** OkHttp looks once more between this and the first byte whether the call was cancelled. */
        @Override
        public void connectionAcquired(Call call, Connection connection) {
            Sent sent = call.request().tag(Sent.class);
            if (sent != null && !sent.mayLeave.getAsBoolean()) {
                call.cancel();
            }
        }

        @Override
        public void requestHeadersStart(Call call) {
            Sent sent = call.request().tag(Sent.class);
            if (sent != null) {
                sent.bytes.set(true);
            }
        }
    }
}
