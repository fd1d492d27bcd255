package io.jenkins.plugins.msstore.simulator;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Sets up a {@link StoreSimulator}. The default is the {@link DefaultWorld}: an https service on a free
 * port that speaks HTTP/1.1 and HTTP/2, knows every user, and keeps a record of all requests.
 */
public final class StoreSimulatorBuilder {
    private final List<Application> applications = new ArrayList<>();
    private final List<Product> products = new ArrayList<>(DefaultWorld.products());
    private final List<String> unknownUsers = new ArrayList<>();
    private final List<String> onlyKnownUsers = new ArrayList<>();
    private final List<FaultRule> faults = new ArrayList<>();
    private Dialect dialect = Dialect.DOCUMENTED;
    private ReclaimMethod reclaimMethod = ReclaimMethod.DELETE;
    private RevokedSeats revokedSeats = RevokedSeats.FORGOTTEN;
    private HttpVersion httpVersion = HttpVersion.HTTP_2;
    private boolean plainHttp;
    private boolean separateAuthority;
    private int port;
    private int authorityPort;
    private String pathPrefix = "";
    private Duration downloadLifetime = Duration.ofHours(1);
    private Duration tokenLifetime = Duration.ofHours(1);
    private Duration latency = Duration.ZERO;
    private ThrottleSchedule throttle = ThrottleSchedule.of(0);
    private boolean recordRequests = true;
    private Clock clock = Clock.systemUTC();

    StoreSimulatorBuilder() {}

    /** Registers an application, its tenant included, beside the default one. */
    public StoreSimulatorBuilder application(Application application) {
        applications.add(application);
        return this;
    }

    /** Adds a product, or replaces the default one with the same key. */
    public StoreSimulatorBuilder product(Product product) {
        products.add(product);
        return this;
    }

    /** Removes the default products. */
    public StoreSimulatorBuilder withoutDefaultProducts() {
        products.removeAll(DefaultWorld.products());
        return this;
    }

    /** Users that the directory does not know: 404 for the item type {@code User}. */
    public StoreSimulatorBuilder unknownUsers(String... users) {
        unknownUsers.addAll(List.of(users));
        return this;
    }

    /** The only users that the directory knows. */
    public StoreSimulatorBuilder onlyUsers(Collection<String> users) {
        onlyKnownUsers.addAll(users);
        return this;
    }

    /** Adds a fault rule. */
    public StoreSimulatorBuilder fault(FaultRule rule) {
        faults.add(rule);
        return this;
    }

    /** The spelling of answers. */
    public StoreSimulatorBuilder dialect(Dialect spelling) {
        dialect = spelling;
        return this;
    }

    /** The method that reclaims a seat. */
    public StoreSimulatorBuilder reclaimMethod(ReclaimMethod method) {
        reclaimMethod = method;
        return this;
    }

    /** The way in which a reclaimed seat is shown. */
    public StoreSimulatorBuilder revokedSeats(RevokedSeats policy) {
        revokedSeats = policy;
        return this;
    }

    /** The HTTP versions offered. */
    public StoreSimulatorBuilder httpVersion(HttpVersion version) {
        httpVersion = version;
        return this;
    }

    /** Serves the Store over plain HTTP/1.1. The authority stays on TLS, on a port of its own. */
    public StoreSimulatorBuilder plainHttp() {
        plainHttp = true;
        return this;
    }

    /** Serves the authority on a port of its own. */
    public StoreSimulatorBuilder separateAuthority() {
        separateAuthority = true;
        return this;
    }

    /** The Store's port; 0 for any free one. */
    public StoreSimulatorBuilder port(int number) {
        port = number;
        return this;
    }

    /** The authority's own port; 0 for any free one. */
    public StoreSimulatorBuilder authorityPort(int number) {
        authorityPort = number;
        separateAuthority = true;
        return this;
    }

    /** The path before {@code /V1} in the Store's paths, e.g. {@code /gateway/mts}. */
    public StoreSimulatorBuilder pathPrefix(String prefix) {
        if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
            throw new IllegalArgumentException("A path prefix starts with a slash and ends without one: " + prefix);
        }
        pathPrefix = prefix;
        return this;
    }

    /** The lifetime of tokens, in whole seconds. */
    public StoreSimulatorBuilder tokenLifetime(Duration lifetime) {
        tokenLifetime = lifetime;
        return this;
    }

    /** The lifetime of the URL of a package's file, in whole seconds. */
    public StoreSimulatorBuilder downloadLifetime(Duration lifetime) {
        downloadLifetime = lifetime;
        return this;
    }

    /** The time from each request to its answer. */
    public StoreSimulatorBuilder latency(Duration duration) {
        latency = duration;
        return this;
    }

    /** The maximum number of requests to the Store that are served each second; the others get 429. 0 for no limit. */
    public StoreSimulatorBuilder throttlePerSecond(int requests) {
        throttle = ThrottleSchedule.of(requests);
        return this;
    }

    /**
     * The same, changing with the seconds since the first request: {@code 60,10@20,60@40}.
     *
     * @throws IllegalArgumentException if the text is not of this form
     */
    public StoreSimulatorBuilder throttlePerSecond(String schedule) {
        throttle = ThrottleSchedule.parse(schedule);
        return this;
    }

    /** Whether requests are recorded; otherwise they are only counted, and memory does not grow with them. */
    public StoreSimulatorBuilder recordRequests(boolean keep) {
        recordRequests = keep;
        return this;
    }

    /** The clock by which tokens expire, seats are dated and requests throttled. */
    public StoreSimulatorBuilder clock(Clock source) {
        clock = source;
        return this;
    }

    /**
     * Starts the simulator.
     *
     * @throws IOException if a port is not free
     */
    public StoreSimulator start() throws IOException {
        StoreSimulator simulator = new StoreSimulator(this);
        simulator.start();
        return simulator;
    }

    List<Application> applications() {
        return applications;
    }

    List<Product> products() {
        return products;
    }

    List<String> unknownUsers() {
        return unknownUsers;
    }

    List<String> onlyKnownUsers() {
        return onlyKnownUsers;
    }

    List<FaultRule> faults() {
        return faults;
    }

    Dialect dialect() {
        return dialect;
    }

    ReclaimMethod reclaimMethod() {
        return reclaimMethod;
    }

    RevokedSeats revokedSeats() {
        return revokedSeats;
    }

    HttpVersion httpVersion() {
        return httpVersion;
    }

    boolean isPlainHttp() {
        return plainHttp;
    }

    /** MSAL accepts only https authorities, so plain http needs a second port. */
    boolean hasSeparateAuthority() {
        return separateAuthority || plainHttp;
    }

    int port() {
        return port;
    }

    int authorityPort() {
        return authorityPort;
    }

    String pathPrefix() {
        return pathPrefix;
    }

    Duration tokenLifetime() {
        return tokenLifetime;
    }

    Duration downloadLifetime() {
        return downloadLifetime;
    }

    Duration latency() {
        return latency;
    }

    ThrottleSchedule throttle() {
        return throttle;
    }

    boolean recordsRequests() {
        return recordRequests;
    }

    Clock clock() {
        return clock;
    }
}
