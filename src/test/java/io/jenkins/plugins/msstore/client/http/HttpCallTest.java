package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter.Permit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests when a call is sent, and when it gives its permit back. */
class HttpCallTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final MockWebServer server = new MockWebServer();
    private final HandTimer timer = new HandTimer(Runnable::run);
    private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, timer, timer::nanoTime);
    private final Permit permit = limiter.acquire(pause -> {}).join();
    private final CompletableFuture<Permit> next = limiter.acquire(pause -> {});

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpCall call(OkHttpClient http, BooleanSupplier beforeSending) {
        return new HttpTransport(http, TIMEOUT)
                .newCall(
                        StoreEndpoint.of(server.url("/").toString()),
                        StoreRequest.of(Subject.of("Test"), "GET", "Inventory").withBeforeSending(beforeSending),
                        "token");
    }

    private HttpCall call() {
        return call(new OkHttpClient(), () -> true);
    }

    private static OkHttpClient clientWithoutThreads(Error failure) {
        ExecutorService noThread = new AbstractExecutorService() {
            @Override
            public void execute(Runnable command) {
                throw failure;
            }

            @Override
            public void shutdown() {}

            @Override
            public List<Runnable> shutdownNow() {
                return List.of();
            }

            @Override
            public boolean isShutdown() {
                return false;
            }

            @Override
            public boolean isTerminated() {
                return false;
            }

            @Override
            public boolean awaitTermination(long timeout, TimeUnit unit) {
                return false;
            }
        };
        return new OkHttpClient.Builder().dispatcher(new Dispatcher(noThread)).build();
    }

    @Test
    void permitIsGivenBackBeforeTheAnswerIsKnown() throws Exception {
        server.enqueue(new MockResponse.Builder().code(200).build());
        HttpCall call = call();
        CompletableFuture<Boolean> isNextGranted = call.thenApply(answer -> next.isDone());
        call.send(permit);
        assertThat(StoreFixture.get(isNextGranted)).isTrue();
    }

    @Test
    void throttledCallPausesTheLimiter() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "30")
                .build());
        HttpCall call = call();
        call.send(permit);
        StoreFixture.get(call);
        assertThat(next).isNotDone();
        timer.advance(Duration.ofSeconds(30));
        assertThat(next).isCompleted();
    }

    @Test
    void callThatIsCancelledBeforeItIsSentIsNeverSent() {
        HttpCall call = call();
        call.cancel(true);
        call.send(permit);
        assertThat(next).isCompleted();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void nothingIsSentIfTheCallbackBeforeSendingReturnsFalse() throws Exception {
        HttpCall call = call(new OkHttpClient(), () -> false);
        call.send(permit);
        assertThat(StoreFixture.failure(call)).isInstanceOf(UnreachableException.class);
        assertThat(next).isCompleted();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void callThatCannotBeStartedGivesItsPermitBack() {
        OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
        HttpCall call = call(clientWithoutThreads(noThread), () -> true);
        call.send(permit);
        assertThat(call).failsWithin(TIMEOUT).withThrowableThat().havingCause().isSameAs(noThread);
        assertThat(next).isCompleted();
    }
}
