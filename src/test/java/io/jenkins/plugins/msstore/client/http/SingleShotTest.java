package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.error.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OkHttp repeats and redirects no request on its own, whatever the answer. */
class SingleShotTest {

    private final MockWebServer server = new MockWebServer();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final HttpTransport transport = new HttpTransport(new OkHttpClient(), Duration.ofSeconds(10));

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        timer.shutdownNow();
    }

    private Answer send(String method) throws Exception {
        Subject subject = new Subject("Test", Optional.empty(), Optional.empty(), "vector");
        HttpCall call = transport.newCall(
                StoreEndpoint.of(server.url("/").toString()), StoreRequest.of(subject, method, "Inventory"), "token");
        call.send(new ConcurrencyLimiter(1, timer).acquire(pause -> {}).join());
        return call.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, 503, Retry-After, 0",
        "GET, 503, Retry-After, 0",
        "DELETE, 503, Retry-After, 0",
        "POST, 408, Retry-After, 0",
        "GET, 408, X-Nothing, 0",
        "POST, 302, Location, /elsewhere",
        "DELETE, 302, Location, /elsewhere",
        "GET, 302, Location, /elsewhere",
        "POST, 307, Location, /elsewhere",
        "DELETE, 308, Location, /elsewhere",
        "GET, 401, WWW-Authenticate, Basic realm=x",
        "POST, 421, X-Nothing, 0",
        "GET, 300, Location, /elsewhere"
    })
    void anAnswerOfAnyStatusIsReturnedAtOnce(String method, int status, String header, String value) throws Exception {
        server.enqueue(
                new MockResponse.Builder().code(status).setHeader(header, value).build());
        server.enqueue(new MockResponse.Builder().code(200).body("{}").build());
        assertThat(send(method).status()).isEqualTo(status);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7"})
    void retryAfterIsStillRead(String seconds) throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", seconds)
                .build());
        assertThat(send("POST").retryAfter()).contains(Duration.ofSeconds(Long.parseLong(seconds)));
    }

    @Test
    void aServerCannotSetTheHeaderThatKeepsRetryAfter() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("X-Msstore-Retry-After", "60")
                .build());
        assertThat(send("POST").retryAfter()).isEmpty();
    }
}
