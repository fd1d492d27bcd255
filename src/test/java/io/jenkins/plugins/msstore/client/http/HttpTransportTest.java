package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.error.Subject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class HttpTransportTest {

    /** One more than OkHttp sends at once by default. */
    private static final int REQUESTS = 65;

    @Test
    void requestsWithAPermitDoNotWaitInAnotherQueue() throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (MockWebServer server = new MockWebServer()) {
            CountDownLatch allArrived = new CountDownLatch(REQUESTS);
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                    allArrived.countDown();
                    boolean together = allArrived.await(20, TimeUnit.SECONDS);
                    return new MockResponse.Builder().code(together ? 200 : 500).build();
                }
            });
            server.start();
            HttpTransport transport = new HttpTransport(new OkHttpClient(), Duration.ofSeconds(60));
            ConcurrencyLimiter limiter = new ConcurrencyLimiter(REQUESTS, timer);
            StoreEndpoint endpoint = StoreEndpoint.of(server.url("/").toString());

            List<HttpCall> calls = Stream.generate(() -> transport.newCall(
                            endpoint, StoreRequest.of(Subject.of("Test"), "GET", "Inventory"), "token"))
                    .limit(REQUESTS)
                    .toList();
            for (HttpCall call : calls) {
                call.send(limiter.acquire(pause -> {}).join());
            }

            for (HttpCall call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
        } finally {
            timer.shutdownNow();
        }
    }
}
