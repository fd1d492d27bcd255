package io.jenkins.plugins.msstore.connection;

import hudson.model.Computer;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.auth.EntraTokenSource;
import io.jenkins.plugins.msstore.client.auth.MsalTokenEndpoint;
import io.jenkins.plugins.msstore.client.auth.TokenEndpoint;
import io.jenkins.plugins.msstore.client.auth.TokenSource;
import io.jenkins.plugins.msstore.client.auth.TokenSources;
import io.jenkins.plugins.msstore.client.cdn.CdnClient;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.http.RetryListener;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.download.DownloadHost;
import io.jenkins.plugins.msstore.download.DownloadSlots;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Creates clients of the service that share the connections, threads, tokens and limiters of the controller. */
@Restricted(NoExternalUse.class)
public final class StoreConnections {

    /** Idle time in seconds after which a thread ends. */
    private static final long IDLE_SECONDS = 30;

    private static final int MAX_IDLE_CONNECTIONS = 64;

    /**
     * Shorter than the usual timeout of servers and gateways: using a connection that they have closed costs an attempt.
     */
    private static final int IDLE_CONNECTION_SECONDS = 20;

    /** Enough for a fast connection, and few enough to leave some of it to others. */
    private static final int MAX_DOWNLOADS = 4;

    private static final StoreConnections INSTANCE = new StoreConnections();

    /** Unbounded, because the limiters limit the requests in flight. */
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new NamingThreadFactory(new DaemonThreadFactory(), "microsoft-store"));

    /**
     * The base of all clients. Asks for the controller's proxy at every connection, not only now. Created once, because
     * clients share connections only if they share the proxy selector. HTTP/1.1, so that a broken connection leaves the
     * outcome of only one request unknown.
     */
    private final OkHttpClient base = JenkinsOkHttpClient.newClientBuilder(new OkHttpClient())
            .protocols(List.of(Protocol.HTTP_1_1))
            .addInterceptor(new ControllerProxy())
            .dispatcher(new Dispatcher(threads))
            .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, IDLE_CONNECTION_SECONDS, TimeUnit.SECONDS))
            .build();

    /** For plain http, which goes to loopback addresses alone: no proxy could reach them, and a token would cross the network in clear. */
    private final OkHttpClient direct = withoutProxy(base);

    private final DownloadSlots downloadSlots = new DownloadSlots(MAX_DOWNLOADS, threads);

    private final TokenSources tokenSources = new TokenSources();
    private final ConcurrencyLimiters limiters = new ConcurrencyLimiters();

    private StoreConnections() {}

    private static OkHttpClient withoutProxy(OkHttpClient client) {
        OkHttpClient.Builder direct = client.newBuilder().proxy(Proxy.NO_PROXY);
        direct.interceptors().removeIf(ControllerProxy.class::isInstance);
        return direct.build();
    }

    /** The controller's connections. */
    public static StoreConnections get() {
        return INSTANCE;
    }

    /**
     * Creates a client for one operation.
     *
     * @param settings the service and how it is used
     * @param identity the identity of the operation
     * @param listener called before waits
     * @throws io.jenkins.plugins.msstore.util.InvalidParameterException if a setting is not valid
     */
    public StoreClient client(StoreSettings settings, StoreIdentity identity, RetryListener listener) {
        return client(settings, tokens(settings, identity), limiter(settings, identity), listener);
    }

    /**
     * Creates a client for a test of a connection. It does not share its token, because a token from the cache would
     * prove nothing; and it has its own limiter, because the tested settings may never be saved.
     */
    StoreClient clientWithNewToken(StoreSettings settings, StoreIdentity identity) {
        StoreSettings.checkedMaxConcurrentRequests(settings.maxConcurrentRequests());
        TokenSource tokens = identity instanceof StoreIdentity.Application application
                ? EntraTokenSource.alone(application.lookup(), tokenEndpoint(settings))
                : tokens(settings, identity);
        return client(settings, tokens, new ConcurrencyLimiter(1, Timer.get()), RetryListener.NONE);
    }

    /** What downloads need: connections through the controller's proxy, and slots that all operations share. */
    public DownloadHost downloads(StoreSettings settings) {
        CdnClient cdn = new CdnClient(base, settings.requestTimeout());
        return new DownloadHost(
                settings.storeEndpoint().isLoopback() ? cdn.withLoopback(direct, settings.requestTimeout()) : cdn,
                downloadSlots,
                retries(settings));
    }

    private static RetrySettings retries(StoreSettings settings) {
        return RetrySettings.DEFAULT.withMaxAttempts(StoreSettings.checkedMaxAttempts(settings.maxAttempts()));
    }

    /** Drops the token of a credential that was changed or deleted. */
    public void forgetToken(CredentialsLocation location) {
        tokenSources.forget(location);
    }

    private StoreClient client(
            StoreSettings settings, TokenSource tokens, ConcurrencyLimiter limiter, RetryListener listener) {
        StoreEndpoint endpoint = settings.storeEndpoint();
        return StoreClient.builder(endpoint, tokens, endpoint.isHttps() ? base : direct, Timer.get())
                .limiter(limiter)
                .timeout(settings.requestTimeout())
                .retries(retries(settings))
                .reclaimMethod(settings.reclaimMethod())
                .listener(listener)
                .build();
    }

    private TokenSource tokens(StoreSettings settings, StoreIdentity identity) {
        if (identity instanceof StoreIdentity.Application application) {
            return tokenSources.of(
                    application.location(), application.entra(), application.lookup(), tokenEndpoint(settings));
        }
        StoreIdentity.ReadyMadeToken readyMade = (StoreIdentity.ReadyMadeToken) identity;
        // an application may have been stored here before
        tokenSources.forget(readyMade.location());
        return readyMade.tokens();
    }

    private TokenEndpoint tokenEndpoint(StoreSettings settings) {
        return new MsalTokenEndpoint(base, settings.requestTimeout(), Computer.threadPoolForRemoting);
    }

    /** The limiter with the newest setting, which applies to all clients that share it. */
    private ConcurrencyLimiter limiter(StoreSettings settings, StoreIdentity identity) {
        int maximum = StoreSettings.checkedMaxConcurrentRequests(settings.maxConcurrentRequests());
        ConcurrencyLimiter limiter = limiters.get(
                settings.storeEndpoint(), identity.limiterKey(), () -> new ConcurrencyLimiter(maximum, Timer.get()));
        limiter.setMaxLimit(maximum);
        return limiter;
    }
}
