package io.jenkins.plugins.msstore.client.cdn;

import io.jenkins.plugins.msstore.client.http.SingleShot;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Route;

/**
 * Makes requests to the CDN. They carry no token, follow redirects by a rule of their own, and are sent once. Goes over https
 * alone, and never to a loopback address, also not by a name that leads to one: the URLs of the Store must not reach this
 * machine's own services. {@link #withLoopback} lifts both for loopback addresses.
 */
public final class CdnClient {

    /** Looks at the address itself, which only a connection knows; of one through a proxy, only the proxy knows it. */
    private static final Interceptor NOT_THIS_MACHINE = chain -> {
        Route route = Objects.requireNonNull(chain.connection()).route();
        InetAddress address = route.socketAddress().getAddress();
        if (route.proxy().type() == Proxy.Type.DIRECT && (address.isLoopbackAddress() || address.isAnyLocalAddress())) {
            throw new ThisMachineException();
        }
        return chain.proceed(chain.request());
    };

    private final OkHttpClient https;

    /** For plain http to a loopback address; empty where loopback addresses are not reached at all. */
    private final Optional<OkHttpClient> loopback;

    /**
     * @param base the host's client: its proxy, trust and connection pool are used
     * @param timeout the maximum duration of connecting and of each read. There is no limit for a file as a whole
     */
    public CdnClient(OkHttpClient base, Duration timeout) {
        this(
                configured(base, timeout)
                        .newBuilder()
                        .addNetworkInterceptor(NOT_THIS_MACHINE)
                        .build(),
                Optional.empty());
    }

    private CdnClient(OkHttpClient https, Optional<OkHttpClient> loopback) {
        this.https = https;
        this.loopback = loopback;
    }

    /**
     * Returns a client that reaches loopback addresses, too: for a Store that is at one itself.
     *
     * @param base the host's client for plain http, without a proxy
     * @param timeout as of the constructor
     */
    public CdnClient withLoopback(OkHttpClient base, Duration timeout) {
        OkHttpClient.Builder anywhere = https.newBuilder();
        anywhere.networkInterceptors().remove(NOT_THIS_MACHINE);
        return new CdnClient(anywhere.build(), Optional.of(configured(base, timeout)));
    }

    private static OkHttpClient configured(OkHttpClient base, Duration timeout) {
        return SingleShot.configure(base.newBuilder(), timeout)
                .callTimeout(Duration.ZERO)
                .build();
    }

    /**
     * Makes the call for a file, not yet sent.
     *
     * @param url the file's URL
     * @param present the part that is there already; empty to get the file from its beginning
     */
    public CdnCall newCall(DownloadUrl url, Optional<PartOfFile> present) {
        return new CdnCall(this, url, present);
    }

    /** A name leads to this machine; nothing was sent. */
    static final class ThisMachineException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The client for a URL; empty where the URL must not be reached. */
    Optional<OkHttpClient> clientFor(HttpUrl url) {
        if (StoreEndpoint.isLoopback(url.host())) {
            return loopback.map(plain -> url.isHttps() ? https : plain);
        }
        return url.isHttps() ? Optional.of(https) : Optional.empty();
    }
}
