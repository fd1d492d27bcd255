package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.auth.EntraAuthority;
import io.jenkins.plugins.msstore.client.auth.EntraCredential;
import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.client.auth.EntraTokenSource;
import io.jenkins.plugins.msstore.client.auth.MsalTokenEndpoint;
import io.jenkins.plugins.msstore.client.auth.TokenSource;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.util.Failures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Creates clients of a simulator, with everything that a client needs. */
public final class StoreFixture implements AutoCloseable {

    public static final ProductKey OPEN = key(DefaultWorld.OPEN);
    public static final ProductKey SCARCE = key(DefaultWorld.SCARCE);
    public static final ProductKey OFFLINE = key(DefaultWorld.OFFLINE);

    /** Retries without waiting. */
    public static final RetrySettings AT_ONCE =
            new RetrySettings(4, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(15));

    private static final int CONCURRENT_REQUESTS = 8;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(CONCURRENT_REQUESTS, timer);
    private final StoreSimulator simulator;
    private final OkHttpClient http;

    public StoreFixture(StoreSimulator simulator) {
        this.simulator = simulator;
        // HTTP/1.1, as on a controller. Over HTTP/2, a request often waits 40 ms until the one before is acknowledged
        this.http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(CONCURRENT_REQUESTS, 1, TimeUnit.MINUTES))
                .sslSocketFactory(simulator.sslContext().getSocketFactory(), simulator.trustManager())
                .build();
    }

    public static ProductKey key(io.jenkins.plugins.msstore.simulator.ProductKey key) {
        return new ProductKey(key.productId(), key.skuId());
    }

    public OkHttpClient http() {
        return http;
    }

    public ScheduledExecutorService timer() {
        return timer;
    }

    /** The simulator's default application with its current secret. */
    public EntraIdentity identity() {
        return identity(new EntraCredential.ClientSecret(simulator.clientSecret()));
    }

    public EntraIdentity identity(EntraCredential credential) {
        return new EntraIdentity(
                EntraAuthority.of(simulator.authorityUrl()),
                simulator.tenantId(),
                simulator.clientId(),
                simulator.scope(),
                credential);
    }

    public MsalTokenEndpoint tokenEndpoint() {
        return new MsalTokenEndpoint(http, Duration.ofSeconds(10), executor);
    }

    public TokenSource tokens() {
        return tokens(identity());
    }

    public TokenSource tokens(EntraIdentity identity) {
        return EntraTokenSource.alone(() -> identity, tokenEndpoint());
    }

    /** A client's builder that retries at once and shares its limiter with the others. */
    public StoreClient.Builder client(TokenSource tokens) {
        return StoreClient.builder(StoreEndpoint.of(simulator.storeUrl()), tokens, http, timer)
                .timeout(Duration.ofSeconds(10))
                .limiter(limiter)
                .retries(AT_ONCE);
    }

    public StoreClient client() {
        return client(tokens()).build();
    }

    /** The result of a future; fails after a minute. */
    public static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    /** Waits until a condition is true; fails after three minutes. */
    public static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited for in vain");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** The typed error that a future fails with. */
    public static StoreException failure(CompletableFuture<?> future) throws InterruptedException, TimeoutException {
        try {
            Object value = future.get(60, TimeUnit.SECONDS);
            throw new AssertionError("succeeded with " + value);
        } catch (ExecutionException e) {
            if (Failures.unwrapped(e.getCause()) instanceof StoreException failure) {
                return failure;
            }
            throw new AssertionError("failed with something else", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        executor.shutdownNow();
        http.dispatcher().executorService().shutdownNow();
        http.connectionPool().evictAll();
    }
}
