package io.jenkins.plugins.msstore.download;

import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.cdn.CdnClient;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.util.Failures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download ends, and gets its name only as a whole file, whatever the CDN sends. */
class HostileCdnTest {

    private static final int MEGABYTE = 1_000_000;
    private static final String FILE = "Contoso.Kiosk_1_x64__8.appx";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final RetrySettings FEW = new RetrySettings(3, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final MockWebServer server = new MockWebServer();
    private StoreSimulator simulator;
    private StoreFixture fixture;

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder().start();
        fixture = new StoreFixture(simulator);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        fixture.close();
        simulator.close();
        threads.shutdownNow();
    }

    private Object outcome(long size) throws Exception {
        return outcome(size, TIMEOUT);
    }

    private Object outcome(long size, Duration timeout) throws Exception {
        OkHttpClient http = new OkHttpClient();
        DownloadHost host = new DownloadHost(
                new CdnClient(http, timeout).withLoopback(http, timeout), new DownloadSlots(1, threads), FEW);
        DownloadUrl url = new DownloadUrl(server.url("/file?signature=s3cret").toString());
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            return get(new PackageDownload(
                            fixture.client(),
                            new ProductKey("9NBLGGH4R2R6", "0016"),
                            List.of(new PackageFile(FILE, size, "id", "id", url)),
                            new LocalFolder(folder),
                            journal,
                            host,
                            DownloadListener.NONE)
                    .run()
                    .handle((done, error) -> error == null ? done : Failures.unwrapped(error)));
        }
    }

    private static MockResponse.Builder file() {
        return new MockResponse.Builder().body(new Buffer().write(new byte[MEGABYTE]));
    }

    private static MockResponse.Builder halfAFile() {
        return file().onResponseBody(SocketEffect.ShutdownConnection.INSTANCE);
    }

    @Test
    void aConnectionThatAlwaysBreaksEndsTheDownloadIfNoPartCanBeContinued() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                // else a download that does not end would not fail the test either
                boolean isExpected = server.getRequestCount() <= FEW.maxAttempts();
                return isExpected
                        ? halfAFile().build()
                        : new MockResponse.Builder().code(400).build();
            }
        });

        assertThat(outcome(MEGABYTE))
                .asInstanceOf(throwable(DownloadException.class))
                .hasMessageStartingWith("Download of " + FILE + " failed: the connection to the CDN failed: ")
                .hasMessageEndingWith(" (after 3 attempts)");
    }

    @Test
    void aConnectionThatGoesSilentInTheMiddleIsBroken() throws Exception {
        for (int i = 0; i < FEW.maxAttempts(); i++) {
            server.enqueue(file().onResponseBody(SocketEffect.Stall.INSTANCE).build());
        }

        assertThat(outcome(MEGABYTE, Duration.ofMillis(300)))
                .asInstanceOf(throwable(DownloadException.class))
                .hasMessage("Download of " + FILE + " failed: the connection to the CDN failed: SocketTimeoutException"
                        + " (after 3 attempts)");
    }

    @Test
    void aPartWhoseValidatorCannotBeSentBackIsBegunAgain() throws Exception {
        server.enqueue(halfAFile()
                .headers(new Headers.Builder()
                        .addUnsafeNonAscii("ETag", "\"é\"")
                        .add("Content-Length", String.valueOf(MEGABYTE))
                        .build())
                .build());
        server.enqueue(file().build());

        assertThat(outcome(MEGABYTE)).asList().hasSize(1);
        server.takeRequest();
        assertThat(server.takeRequest().getHeaders().get("Range")).isNull();
        assertThat(folder.resolve(FILE)).hasSize(MEGABYTE);
    }

    @Test
    void aRestThatEndsEarlyIsNoWholeFileEvenIfTheServiceTellsNoSize() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String range = request.getHeaders().get("Range");
                if (range == null) {
                    return halfAFile().setHeader("ETag", "\"1\"").build();
                }
                long first = Long.parseLong(range.replaceAll("\\D", ""));
                return new MockResponse.Builder()
                        .code(206)
                        .setHeader("Content-Range", "bytes " + first + "-" + (first + 9) + "/" + MEGABYTE)
                        .body("0123456789")
                        .build();
            }
        });

        assertThat(outcome(-1))
                .asInstanceOf(throwable(DownloadException.class))
                .hasMessageMatching("Download of " + FILE + " failed: the file ends after \\d+ bytes, but the CDN says "
                        + MEGABYTE);
        assertThat(Files.exists(folder.resolve(FILE))).isFalse();
    }
}
