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
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.http.RetryListener;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
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

/**
 * Makes clients of the service that share what a controller has once: connections, threads, tokens, and how many requests
 * may be in flight.
 */
@Restricted(NoExternalUse.class)
public final class StoreConnections {

    /** Threads end when they have had nothing to do for this long. */
    private static final long IDLE_SECONDS = 30;

    private static final int MOST_IDLE_CONNECTIONS = 64;

    /** Less than servers and what stands before them wait: a connection that they have closed costs an attempt. */
    private static final int IDLE_CONNECTION_SECONDS = 20;

    private static final StoreConnections INSTANCE = new StoreConnections();

    /** Bounded by the limiters, which limit the requests in flight. */
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new NamingThreadFactory(new DaemonThreadFactory(), "microsoft-store"));

    /**
     * Asks for the controller's proxy at every connection, not only now. Made once, for clients share connections only
     * where they share what chooses the proxy. HTTP/1.1, so that a connection that breaks leaves the outcome of one request
     * unknown and not of all that are under way.
     */
    private final OkHttpClient base = JenkinsOkHttpClient.newClientBuilder(new OkHttpClient())
            .protocols(List.of(Protocol.HTTP_1_1))
            .addInterceptor(new ControllerProxy())
            .dispatcher(new Dispatcher(threads))
            .connectionPool(new ConnectionPool(MOST_IDLE_CONNECTIONS, IDLE_CONNECTION_SECONDS, TimeUnit.SECONDS))
            .build();

    private final TokenSources tokenSources = new TokenSources();
    private final ConcurrencyLimiters limiters = new ConcurrencyLimiters();

    private StoreConnections() {}

    /** The controller's connections. */
    public static StoreConnections get() {
        return INSTANCE;
    }

    /**
     * A client for one operation.
     *
     * @param settings where the service is and how it is used
     * @param identity who the operation acts as
     * @param listener hears of waits
     * @throws io.jenkins.plugins.msstore.util.InvalidParameterException for settings that cannot be
     */
    public StoreClient client(StoreSettings settings, StoreIdentity identity, RetryListener listener) {
        return client(settings, tokens(settings, identity), limiter(settings, identity), listener);
    }

    /**
     * A client for tests of a connection. It shares its token with nobody, for a token of yesterday proves nothing; nor its
     * limiter, for what is tested may be neither saved nor there tomorrow.
     */
    StoreClient clientWithNewToken(StoreSettings settings, StoreIdentity identity) {
        StoreSettings.checkedMaxConcurrentRequests(settings.maxConcurrentRequests());
        TokenSource tokens = identity instanceof StoreIdentity.Application application
                ? EntraTokenSource.alone(application.lookup(), tokenEndpoint(settings))
                : tokens(settings, identity);
        return client(settings, tokens, new ConcurrencyLimiter(1, Timer.get()), RetryListener.NONE);
    }

    /** Drops the token of a credential that was found changed or missing. */
    public void forgetToken(CredentialsLocation location) {
        tokenSources.forget(location);
    }

    private StoreClient client(
            StoreSettings settings, TokenSource tokens, ConcurrencyLimiter limiter, RetryListener listener) {
        StoreEndpoint endpoint = settings.storeEndpoint();
        OkHttpClient http = base;
        if (!endpoint.isHttps()) {
            // a loopback address: no proxy could reach it, and the token would cross the network in clear
            OkHttpClient.Builder direct = base.newBuilder().proxy(Proxy.NO_PROXY);
            direct.interceptors().removeIf(ControllerProxy.class::isInstance);
            http = direct.build();
        }
        return StoreClient.builder(endpoint, tokens, http, Timer.get())
                .limiter(limiter)
                .timeout(settings.requestTimeout())
                .retries(
                        RetrySettings.DEFAULT.withMaxAttempts(StoreSettings.checkedMaxAttempts(settings.maxAttempts())))
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
        // there may have been an application before
        tokenSources.forget(readyMade.location());
        return readyMade.tokens();
    }

    private TokenEndpoint tokenEndpoint(StoreSettings settings) {
        return new MsalTokenEndpoint(base, settings.requestTimeout(), Computer.threadPoolForRemoting);
    }

    /** The newest setting holds for all who share the limiter. */
    private ConcurrencyLimiter limiter(StoreSettings settings, StoreIdentity identity) {
        int maximum = StoreSettings.checkedMaxConcurrentRequests(settings.maxConcurrentRequests());
        ConcurrencyLimiter limiter = limiters.get(
                settings.storeEndpoint(), identity.limitedAs(), () -> new ConcurrencyLimiter(maximum, Timer.get()));
        limiter.setMaxLimit(maximum);
        return limiter;
    }
}
