package io.jenkins.plugins.msstore.client.http;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Authenticator;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Configures an OkHttp client to send each request once, without retries, redirects or authentication of its own: only
 * {@link Retries} decides what is sent again.
 */
public final class SingleShot {

    /**
     * OkHttp repeats any request, a POST too, on 503 with {@code Retry-After: 0}, whatever its settings say (5.3.2). So the
     * header is renamed before OkHttp sees it.
     */
    static final String RETRY_AFTER_KEPT = "X-Msstore-Retry-After";

    private SingleShot() {}

    /**
     * @param builder of a client; its proxy, its proxy's authenticator, trust and pools stay as they are
     * @param timeout the maximum duration of a call
     * @return the same builder
     */
    public static OkHttpClient.Builder configure(OkHttpClient.Builder builder, Duration timeout) {
        return builder.retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .callTimeout(timeout)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .addNetworkInterceptor(SingleShot::hideRetryAfter);
    }

    private static Response hideRetryAfter(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String value = response.header("Retry-After");
        Headers.Builder renamed =
                response.headers().newBuilder().removeAll("Retry-After").removeAll(RETRY_AFTER_KEPT);
        if (value != null) {
            // unchecked, because a server may send characters that OkHttp rejects in requests
            renamed.addUnsafeNonAscii(RETRY_AFTER_KEPT, value);
        }
        return response.newBuilder().headers(renamed.build()).build();
    }
}
