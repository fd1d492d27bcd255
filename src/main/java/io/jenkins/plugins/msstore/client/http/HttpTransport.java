package io.jenkins.plugins.msstore.client.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Makes HTTP calls of requests. Each call sends its request at most once, follows no redirect, and distinguishes a request
 * that was not sent from one whose outcome is unknown.
 */
public final class HttpTransport {

    private static final MediaType JSON = MediaType.get("application/json");

    private static final RequestBody EMPTY = RequestBody.create(new byte[0], null);

    private final OkHttpClient client;

    /**
     * @param base the host's client: its proxy, trust, connection pool and the dispatcher's threads are used; its
     *     retries, its redirects and the dispatcher's limits are replaced; a {@link ConcurrencyLimiter} sets the limit
     * @param timeout the maximum duration of one request, from {@link HttpCall#send} to the last byte of its answer
     */
    public HttpTransport(OkHttpClient base, Duration timeout) {
        this.client = SingleShot.configure(base.newBuilder().dispatcher(unlimited(base.dispatcher())), timeout)
                .eventListenerFactory(call -> call.request().tag(SentListener.class))
                .build();
    }

    /** The same threads without a limit of their own: a request with a permit must not wait in a second queue. */
    private static Dispatcher unlimited(Dispatcher base) {
        Dispatcher dispatcher = new Dispatcher(base.executorService());
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    /**
     * Makes the call of a request.
     *
     * @return the call, not yet sent
     */
    public HttpCall newCall(StoreEndpoint endpoint, StoreRequest request, String bearerToken) {
        HttpUrl.Builder url = endpoint.resolve(request.segments()).newBuilder();
        request.query().forEach(url::addQueryParameter);
        Request http = new Request.Builder()
                .url(url.build())
                .method(request.method(), body(request))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + bearerToken)
                .header("MS-CV", request.subject().correlationVector())
                .tag(SentListener.class, new SentListener(request.beforeSending()))
                .build();
        return new HttpCall(client, http, request.subject());
    }

    private static RequestBody body(StoreRequest request) {
        if (request.json().isPresent()) {
            return RequestBody.create(request.json().get().getBytes(StandardCharsets.UTF_8), JSON);
        }
        return request.method().equals("POST") ? EMPTY : null;
    }
}
