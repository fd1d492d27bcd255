package io.jenkins.plugins.msstore.client.auth;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.jenkins.plugins.msstore.client.http.SingleShot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Lets MSAL4J send its requests through the host's OkHttp client, each exactly once and with a timeout. */
final class MsalHttpClient implements IHttpClient {

    /** The maximum size of an answer, far larger than any answer of an authority. */
    private static final long MAX_BODY_BYTES = 1024 * 1024;

    private final OkHttpClient client;
    private volatile int lastStatus;

    MsalHttpClient(OkHttpClient base, Duration timeout) {
        this.client = SingleShot.configure(base.newBuilder(), timeout).build();
    }

    /** The status of the newest answer; 0 before there is one. */
    int lastStatus() {
        return lastStatus;
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException {
        lastStatus = 0;
        Request.Builder http = new Request.Builder().url(request.url());
        if (request.headers() != null) {
            request.headers().forEach(http::header);
        }
        if (request.httpMethod() == HttpMethod.POST) {
            String body = request.body() == null ? "" : request.body();
            http.post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), null));
        }
        try (Response response = client.newCall(http.build()).execute()) {
            lastStatus = response.code();
            if (response.body().source().request(MAX_BODY_BYTES + 1)) {
                throw new IOException("the response has more than " + MAX_BODY_BYTES + " bytes");
            }
            HttpResponse answer = new HttpResponse()
                    .statusCode(response.code())
                    .body(response.body().string());
            answer.addHeaders(response.headers().toMultimap());
            return answer;
        }
    }
}
