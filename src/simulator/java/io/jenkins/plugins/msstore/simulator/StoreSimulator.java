package io.jenkins.plugins.msstore.simulator;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/**
 * A simulated Store for Business with its authority, on 127.0.0.1.
 *
 * <pre>{@code
 * try (StoreSimulator simulator = StoreSimulator.builder().start()) {
 *     // talk to simulator.storeUrl() and simulator.authorityUrl(), trusting simulator.certificateAuthority()
 *     assertThat(simulator.seats(DefaultWorld.OPEN)).isEmpty();
 * }
 * }</pre>
 *
 * <p>All methods may be called at any time from any thread.
 */
public final class StoreSimulator implements AutoCloseable {
    private static final int SECRET_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final SimulatorTls tls = new SimulatorTls();
    private final ApplicationRegistry applications = new ApplicationRegistry();
    private final AccessTokens tokens = new AccessTokens();
    private final UserDirectory directory = new UserDirectory();
    private final FaultRules faults = new FaultRules();
    private final ConcurrencyGauge gauge = new ConcurrencyGauge();
    private final Pause pause = new Pause();
    private final Throttle throttle;
    private final Catalog catalog;
    private final RequestLog log;
    private final Clock clock;
    private final String pathPrefix;
    private final int port;
    private final int authorityPort;
    private final LoopbackServer store;
    private final LoopbackServer authority;
    private final LoopbackServer cdnServer;
    private final Cdn cdn;
    private final SimulatorDispatcher storeDispatcher;
    private final SimulatorDispatcher authorityDispatcher;
    private final SimulatorDispatcher cdnDispatcher;
    private volatile Application application;
    private volatile String secret;

    StoreSimulator(StoreSimulatorBuilder builder) {
        catalog = new Catalog(builder.revokedSeats());
        log = new RequestLog(builder.recordsRequests());
        clock = builder.clock();
        throttle = new Throttle(builder.throttle());
        pathPrefix = builder.pathPrefix();
        port = builder.port();
        authorityPort = builder.authorityPort();
        store = new LoopbackServer(builder.isPlainHttp() ? null : tls, builder.httpVersion());
        authority = builder.hasSeparateAuthority() ? new LoopbackServer(tls, builder.httpVersion()) : store;

        cdnServer = new LoopbackServer(builder.isPlainHttp() ? null : tls, builder.httpVersion());
        cdn = new Cdn(catalog, cdnServer::url, builder.downloadLifetime());

        secret = newSecret();
        application =
                Application.of(DefaultWorld.TENANT_ID, DefaultWorld.CLIENT_ID).secret(secret);
        applications.put(application);
        builder.applications().forEach(applications::put);
        builder.products().forEach(catalog::put);
        builder.unknownUsers().forEach(directory::addUnknown);
        directory.addOnlyKnown(builder.onlyKnownUsers());
        builder.faults().forEach(faults::add);

        Exchange exchange = exchange(builder);
        ControlEndpoint control = new ControlEndpoint(catalog, tokens, faults, throttle, log, gauge);
        AnswerWriter writer = new AnswerWriter(builder.dialect());
        storeDispatcher = new SimulatorDispatcher(store.server(), store.connections(), exchange, control, writer);
        authorityDispatcher =
                new SimulatorDispatcher(authority.server(), authority.connections(), exchange, control, writer);
        cdnDispatcher = new SimulatorDispatcher(cdnServer.server(), cdnServer.connections(), exchange, control, writer);
    }

    /** Creates a builder. */
    public static StoreSimulatorBuilder builder() {
        return new StoreSimulatorBuilder();
    }

    /** The Store's root URL, path prefix included, without {@code /V1} and without a slash at its end. */
    public String storeUrl() {
        return store.url() + pathPrefix;
    }

    /** The authority's URL without a tenant and without a slash at its end. */
    public String authorityUrl() {
        return authority.url();
    }

    /** The URL of the CDN that holds the packages' files, without a slash at its end. */
    public String cdnUrl() {
        return cdnServer.url();
    }

    /** Expires the URLs of files that were signed so far: the CDN answers 403 to them. */
    public void expireDownloads() {
        cdn.expireAll();
    }

    /** The scope for which the authority gives tokens. */
    public String scope() {
        return DefaultWorld.RESOURCE + "/.default";
    }

    /** The default application's tenant. */
    public String tenantId() {
        return application.tenantId();
    }

    /** The default application's id. */
    public String clientId() {
        return application.clientId();
    }

    /** The default application's present secret. */
    public String clientSecret() {
        return secret;
    }

    /** The certificate of the authority that signed the server's certificate. */
    public X509Certificate certificateAuthority() {
        return tls.authority();
    }

    /** The same certificate in PEM. */
    public String certificateAuthorityPem() {
        return tls.authorityPem();
    }

    /** A TLS context for clients that trusts this simulator and nothing else. */
    public SSLContext sslContext() {
        return tls.clientContext();
    }

    /** A trust manager for clients that trusts this simulator and nothing else. */
    public X509TrustManager trustManager() {
        return tls.clientTrustManager();
    }

    /** Gives the default application a new secret. The old one is no longer accepted; its tokens still are. */
    public String rotateSecret() {
        String fresh = newSecret();
        applications.change(application, present -> present.onlySecret(fresh));
        secret = fresh;
        return fresh;
    }

    /** Lets the secret of the default application expire. */
    public void expireSecret() {
        applications.change(application, Application::withExpiredSecrets);
    }

    /** Registers a certificate for the default application, beside its secret. */
    public void registerCertificate(X509Certificate certificate) {
        applications.change(application, present -> present.certificate(certificate));
    }

    /** Registers an application, its tenant included, or replaces it. */
    public void application(Application registered) {
        applications.put(registered);
    }

    /** Issues a token for the default application, valid for an hour, without a request. */
    public String issueToken() {
        return tokens.issue(application, clock.instant(), Duration.ofHours(1));
    }

    /** Accepts a token from elsewhere as if it were one of the default application. */
    public void acceptToken(String token) {
        tokens.accept(token, application, Instant.MAX);
    }

    /** Expires all tokens issued so far: the Store answers 401 to them. */
    public void expireTokens() {
        tokens.expireAll();
    }

    /** Adds a product, or changes the one with the same key, which keeps its seats. */
    public void product(Product product) {
        catalog.put(product);
    }

    /** Removes a product with its seats. */
    public void removeProduct(ProductKey key) {
        catalog.remove(key);
    }

    /** Removes users from the directory; they keep their seats. */
    public void unknownUsers(String... users) {
        List.of(users).forEach(directory::addUnknown);
    }

    /**
     * Gives users a seat, without a request.
     *
     * @throws IllegalArgumentException if there is no such product
     * @throws IllegalStateException if no seat is left
     */
    public void assignSeats(ProductKey key, String... users) {
        SeatBook book = book(key);
        for (String user : users) {
            book.assign(user, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .orElseThrow(() -> new IllegalStateException("No seat of " + key + " is left for " + user));
        }
    }

    /**
     * Takes users' seats, without a request. A user without a seat is no error.
     *
     * @throws IllegalArgumentException if there is no such product
     */
    public void reclaimSeats(ProductKey key, String... users) {
        SeatBook book = book(key);
        List.of(users).forEach(book::reclaim);
    }

    /**
     * A product's seats as they are now, by user name.
     *
     * @throws IllegalArgumentException if there is no such product
     */
    public List<Seat> seats(ProductKey key) {
        return book(key).all();
    }

    /** The same as {@link #seats(ProductKey)}. */
    public List<Seat> seats(String productId, String skuId) {
        return seats(new ProductKey(productId, skuId));
    }

    /** The requests so far, in the order of arrival; empty if requests are not recorded. */
    public List<SimulatorRequest> requests() {
        return log.requests();
    }

    /** The requests of one operation so far, in the order of arrival. */
    public List<SimulatorRequest> requests(Operation operation) {
        return log.requests().stream()
                .filter(request -> request.operation() == operation)
                .toList();
    }

    /** Forgets the requests so far; the counters stay. */
    public void forgetRequests() {
        log.forget();
    }

    /** The number of requests of this operation so far. */
    public long count(Operation operation) {
        return log.count(operation);
    }

    /** The maximum number of requests to the Store that were in flight at once. */
    public int maxConcurrent() {
        return gauge.most();
    }

    /** The same for the tokens of one tenant. */
    public int maxConcurrent(String tenantId) {
        return gauge.most(tenantId);
    }

    /** Adds a fault rule after the others. */
    public void fault(FaultRule rule) {
        faults.add(rule);
    }

    /** Changes the number of requests per second that the service admits; the bucket is full again. 0 admits all. */
    public void throttlePerSecond(int requests) {
        throttle.set(ThrottleSchedule.of(requests));
    }

    /** Removes all fault rules. */
    public void clearFaults() {
        faults.clear();
    }

    /** The number of requests that a fault was injected into so far. */
    public long faultsFired() {
        return faults.fired();
    }

    /** Closes all connections, in use or idle, as a server or a firewall may. */
    public void closeConnections() {
        store.connections().closeAll();
        authority.connections().closeAll();
        cdnServer.connections().closeAll();
    }

    /** The number of open connections to the Store. */
    public int openConnections() {
        return store.connections().open();
    }

    /** Stops the simulator; delayed answers are not sent. */
    @Override
    public void close() {
        pause.end();
        store.close();
        cdnServer.close();
        if (authority != store) {
            authority.close();
        }
    }

    void start() throws IOException {
        try {
            store.start(storeDispatcher, port);
            cdnServer.start(cdnDispatcher, 0);
            if (authority != store) {
                authority.start(authorityDispatcher, authorityPort);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Exchange exchange(StoreSimulatorBuilder builder) {
        boolean emptyTokens = builder.dialect().emptyTokens();
        StoreService service = new StoreService(
                new SeatOperations(catalog, directory, emptyTokens),
                new ProductOperations(catalog, DefaultWorld.TENANT_ID, emptyTokens, cdn),
                () -> authorityUrl() + "/" + DefaultWorld.TENANT_ID + "/oauth2/authorize",
                builder.dialect().errors());
        return new Exchange(
                new Router(pathPrefix, builder.reclaimMethod()),
                service,
                new TokenEndpoint(
                        applications, tokens, this::authorityUrl, DefaultWorld.RESOURCE, builder.tokenLifetime()),
                new DiscoveryEndpoint(this::authorityUrl),
                cdn,
                tokens,
                faults,
                throttle,
                log,
                gauge,
                pause,
                builder.latency(),
                clock);
    }

    private SeatBook book(ProductKey key) {
        return catalog.find(key).orElseThrow(() -> new IllegalArgumentException("No such product: " + key));
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
