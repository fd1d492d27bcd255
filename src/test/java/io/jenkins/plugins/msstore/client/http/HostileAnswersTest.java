package io.jenkins.plugins.msstore.client.http;

import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.ThrottledException;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request ends with an answer or a typed error, and no thread with an exception, for any bytes that a server answers. */
class HostileAnswersTest {

    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH4R2R6", "0016");
    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");

    /** Headers that OkHttp or the client reads, and one that neither does. */
    private static final List<String> HEADERS = List.of(
            "Retry-After",
            "Date",
            "Location",
            "WWW-Authenticate",
            "Proxy-Authenticate",
            "Content-Type",
            "Content-Length",
            "Content-Encoding",
            "Transfer-Encoding",
            "Connection",
            "Set-Cookie",
            "Trailer",
            "X-Msstore-Retry-After",
            "X-Any");

    /** The parts of the values, besides random bytes. */
    private static final List<String> WORDS = List.of(
            "12",
            "0",
            "-1",
            "9223372036854775807",
            "99999999999999999999",
            "Sun, 01 Mar 2026 12:00:30 GMT",
            "Sunday, 01-Mar-26 12:00:30 GMT",
            "gzip",
            "chunked",
            "close",
            "application/json; charset=utf-16",
            "text/html; charset=\"",
            "Basic realm=\"x\"",
            "http://[",
            "\0",
            "\t",
            "\u001b",
            "\u007f",
            "\u00c3\u00a9",
            "\u00ff",
            ",",
            ";");

    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setUncaughtExceptionHandler((dead, error) -> uncaught.add(error));
        return thread;
    });
    private final OkHttpClient http =
            new OkHttpClient.Builder().dispatcher(new Dispatcher(threads)).build();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private RawServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RawServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        timer.shutdownNow();
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(uncaught).isEmpty();
    }

    private StoreClient client() {
        return StoreClient.builder(StoreEndpoint.of(server.url()), new FixedTokenSource("token"), http, timer)
                .retries(StoreFixture.AT_ONCE)
                .build();
    }

    private static byte[] answer(int status, String header, String value, String body) {
        return RawServer.bytes(
                "HTTP/1.1 " + status + " Status\r\nConnection: close\r\n" + header + ": " + value + "\r\n\r\n" + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12\u00c3\u00a90", "\u00ff", "1\u00002", "\u001b[2J", "12\u007f", "soon"})
    void throttlingWithoutAReadableTimeIsThrottling(String value) throws Exception {
        server.answer(answer(429, "Retry-After", value, ""));
        assertThat(failure(client().assignSeat(PRODUCT, ADA)))
                .isInstanceOfSatisfying(ThrottledException.class, failure -> {
                    assertThat(failure.retryAfter()).isEmpty();
                    assertThat(failure.attempts()).isEqualTo(StoreFixture.AT_ONCE.maxAttempts());
                });
        assertThat(server.requestLines())
                .hasSize(StoreFixture.AT_ONCE.maxAttempts())
                .allMatch(line -> line.startsWith("POST "));
    }

    /** As without the header: whether the seat was assigned is not known. */
    @ParameterizedTest
    @ValueSource(strings = {"12\u00c3\u00a90", "\u00ff", "1\u00002", "\u001b[2J", "12\u007f", "soon"})
    void aServiceThatIsUnavailableForAnUnreadableTimeIsUnavailable(String value) throws Exception {
        server.answer(answer(503, "Retry-After", value, ""));
        assertThat(failure(client().getSeat(PRODUCT, ADA)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("service unavailable (HTTP 503");
    }

    static List<Integer> statuses() {
        return IntStream.range(0, 10).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void anyHeaderOfAnyStatusEndsInAnAnswerOrATypedError(int hundreds) throws Exception {
        Random random = new Random(hundreds);
        for (int status = 100 * hundreds; status < 100 * hundreds + 100; status++) {
            for (int i = 0; i < 5; i++) {
                String header = HEADERS.get(random.nextInt(HEADERS.size()));
                server.answer(answer(status, header, value(random), value(random)));
                assertEndsInOrder();
            }
        }
    }

    @Test
    void bytesThatAreNotHttpEndInATypedError() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(RawServer.bytes("HTTP/1.1 200 OK\r\n".substring(0, random.nextInt(18))));
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            bytes.writeBytes(noise);
            server.answer(bytes.toByteArray());
            assertEndsInOrder();
        }
    }

    @Test
    void anAnswerIsReadToItsBoundAndNoFurther() throws Exception {
        server.answer(answer(400, "X-Any", "x", "a".repeat(Answer.MAX_BODY_BYTES)));
        assertThat(failure(client().getSeat(PRODUCT, ADA))).hasMessageContaining("HTTP 400");
        server.answer(answer(400, "X-Any", "x", "a".repeat(Answer.MAX_BODY_BYTES + 1)));
        assertThat(failure(client().getSeat(PRODUCT, ADA)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("the response has more than 16777216 bytes");
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int parts = random.nextInt(4); parts > 0; parts--) {
            value.append(WORDS.get(random.nextInt(WORDS.size())));
            if (random.nextInt(4) == 0) {
                value.append((char) random.nextInt(256));
            }
        }
        return value.toString();
    }

    private void assertEndsInOrder() throws Exception {
        Subject subject = Subject.of("Test");
        HttpCall call = new HttpTransport(http, Duration.ofSeconds(30))
                .newCall(StoreEndpoint.of(server.url()), StoreRequest.of(subject, "POST", "Inventory"), "token");
        call.send(new ConcurrencyLimiter(1, timer).acquire(pause -> {}).join());
        try {
            Answer answer = call.get(60, TimeUnit.SECONDS);
            // every status has a meaning, and none is an exception of another kind
            assertThat(answer.isSuccess() || answer.error(subject) != null).isTrue();
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOf(StoreException.class)
                    .hasMessageNotContaining("cancel")
                    .hasMessageNotContaining("cannot be read");
        }
        assertThat(uncaught).isEmpty();
    }
}
