package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.auth.TokenSource;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.http.Cancellation;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.http.HttpTransport;
import io.jenkins.plugins.msstore.client.http.Retries;
import io.jenkins.plugins.msstore.client.http.RetryListener;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.http.StoreRequest;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.InventoryFilter;
import io.jenkins.plugins.msstore.client.model.InventoryPage;
import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.ReclaimMethod;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.SeatsPage;
import io.jenkins.plugins.msstore.client.model.StoreTenant;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.client.wire.WireInventory;
import io.jenkins.plugins.msstore.client.wire.WireOfflineLicense;
import io.jenkins.plugins.msstore.client.wire.WireSeat;
import io.jenkins.plugins.msstore.client.wire.WireSeats;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;

/**
 * The Store for Business management service, one method an operation. Every method returns at once; its future completes
 * with the result or fails with a {@link StoreException}.
 *
 * <p>An operation that was throttled or not sent is sent again. After a write of unknown outcome the seat is read back, and
 * the write is sent again only if it was not applied, so that no user is assigned twice. Answers are checked against the
 * request.
 *
 * <p>A client is cheap: hosts make one for each piece of work and end that work with {@link #cancel()}. It is safe for use
 * by many threads.
 */
public final class StoreClient {

    /** The failures after which a write is repeated: those of writes that were certainly not applied. */
    static final Predicate<StoreException> IS_RETRYABLE_WRITE = error -> error.outcome() == WriteOutcome.NOT_APPLIED;

    /** The failures after which a read is repeated. */
    static final Predicate<StoreException> IS_RETRYABLE_READ =
            IS_RETRYABLE_WRITE.or(OutcomeUnknownException.class::isInstance);

    private final StoreTenant tenant;
    private final StoreExchange exchange;
    private final Retries retries;
    private final Cancellation cancellation;
    private final ReclaimMethod reclaimMethod;

    private StoreClient(Builder builder) {
        tenant = new StoreTenant(
                builder.endpoint.toString(), builder.tokens.tenantUrl().orElse(null));
        cancellation = new Cancellation();
        ConcurrencyLimiter limiter = builder.limiter == null
                ? new ConcurrencyLimiter(ConcurrencyLimiter.DEFAULT_MAX_LIMIT, builder.timer)
                : builder.limiter;
        exchange = new StoreExchange(
                new HttpTransport(builder.http, builder.timeout),
                builder.endpoint,
                builder.tokens,
                limiter,
                builder.listener,
                cancellation);
        retries = new Retries(builder.retries, builder.timeout, builder.timer, builder.listener, cancellation);
        reclaimMethod = builder.reclaimMethod;
    }

    /**
     * Begins to build a client.
     *
     * @param endpoint the service's address
     * @param tokens the tokens of the client's identity
     * @param http the host's client: its proxy, trust, connection pool and the threads of its dispatcher are used. {@link
     *     Builder#limiter} alone limits the requests in flight
     * @param timer starts attempts and ends waits; one thread is enough
     */
    public static Builder builder(
            StoreEndpoint endpoint, TokenSource tokens, OkHttpClient http, ScheduledExecutorService timer) {
        return new Builder(endpoint, tokens, http, timer);
    }

    /** The tenant that this client works in. */
    public StoreTenant tenant() {
        return tenant;
    }

    /**
     * Assigns a seat of a product to a user ({@code POST /Inventory/{productId}/{skuId}/Seats/{username}}).
     *
     * @return the seat, active
     */
    public CompletableFuture<Seat> assignSeat(ProductKey product, UserPrincipalName user) {
        Subject subject = subject("Assign seat", product, user);
        return write(SeatAction.ASSIGN, product, user, StoreRequest.of(subject, "POST", seatPath(product, user)));
    }

    /**
     * Reclaims a user's seat of a product ({@code DELETE} on the seat, or {@code POST}, see {@link ReclaimMethod}).
     *
     * @return the seat, revoked; fails with a {@link NotFoundException} for a user who has none
     */
    public CompletableFuture<Seat> reclaimSeat(ProductKey product, UserPrincipalName user) {
        Subject subject = subject("Reclaim seat", product, user);
        return write(
                SeatAction.RECLAIM,
                product,
                user,
                StoreRequest.of(subject, reclaimMethod.name(), seatPath(product, user)));
    }

    /**
     * Reads a user's seat of a product ({@code GET} on the seat).
     *
     * @return the seat in any state; fails with a {@link NotFoundException} for a user who has none
     */
    public CompletableFuture<Seat> getSeat(ProductKey product, UserPrincipalName user) {
        return getSeat(product, user, retries);
    }

    private CompletableFuture<Seat> getSeat(ProductKey product, UserPrincipalName user, Retries itsRetries) {
        StoreRequest request = StoreRequest.of(subject("Get seat", product, user), "GET", seatPath(product, user));
        return itsRetries.run(
                IS_RETRYABLE_READ,
                isRepeat -> exchange.send(request, WireSeat.class, isRepeat)
                        .thenApply(wire -> wire.seatOf(request.subject(), product, user)));
    }

    /**
     * Reads a user's seat of a product; "not found" is a result, not an error.
     *
     * @return the seat in any state, empty for a user who has none; fails with a {@link NotFoundException} if the product
     *     itself is not found
     */
    public CompletableFuture<Optional<Seat>> findSeat(ProductKey product, UserPrincipalName user) {
        return findSeat(product, user, retries);
    }

    /** As {@link #findSeat(ProductKey, UserPrincipalName)}, retried as the caller says. */
    CompletableFuture<Optional<Seat>> findSeat(ProductKey product, UserPrincipalName user, Retries itsRetries) {
        return getSeat(product, user, itsRetries).handle(NoSeat::from).thenCompose(found -> found);
    }

    /**
     * Assigns or reclaims the seats of up to {@value BulkSeats#MAX_USERS} users in one call ({@code POST
     * /Inventory/{productId}/{skuId}/Seats}).
     *
     * <p>However often the service throttles it, the call is repeated until its time has run out: {@link
     * RetrySettings#maxAttempts()} counts other failures only.
     *
     * @param users distinct users, at least one
     * @return the outcome of each user; fails as a whole only where certainly nothing was done for any of them
     */
    public CompletableFuture<BulkSeats> bulkSeats(
            ProductKey product, SeatAction action, List<UserPrincipalName> users) {
        return bulkSeats(product, action, users, () -> true);
    }

    /**
     * As {@link #bulkSeats(ProductKey, SeatAction, List)}, for a caller that records which requests may have been sent.
     *
     * @param beforeSending called each time a request is about to be sent, on a thread that may block: nothing is sent
     *     before it has returned, and nothing at all if it returns false
     */
    public CompletableFuture<BulkSeats> bulkSeats(
            ProductKey product, SeatAction action, List<UserPrincipalName> users, BooleanSupplier beforeSending) {
        return bulkWrite(product, action, users, beforeSending).run();
    }

    /**
     * Resumes a bulk call that may have been sent before, by this process or a previous one: reads each user's seat first, and
     * sends only the users whose seat the action has not changed.
     *
     * @param users distinct users, at least one
     * @return as {@link #bulkSeats(ProductKey, SeatAction, List)}
     */
    public CompletableFuture<BulkSeats> resumeBulkSeats(
            ProductKey product, SeatAction action, List<UserPrincipalName> users) {
        return bulkWrite(product, action, users, () -> true).resume();
    }

    private BulkWrite bulkWrite(
            ProductKey product, SeatAction action, List<UserPrincipalName> users, BooleanSupplier beforeSending) {
        if (users.isEmpty() || users.size() > BulkSeats.MAX_USERS) {
            throw new IllegalArgumentException("1 to " + BulkSeats.MAX_USERS + " users a call, not " + users.size());
        }
        String operation = action == SeatAction.ASSIGN ? "Assign seats" : "Reclaim seats";
        String named = users.size() == 1 ? "1 user" : users.size() + " users";
        Subject subject = Subject.of(operation, product, named);
        return new BulkWrite(
                this, exchange, retries.withoutCountingThrottling(), subject, product, action, users, beforeSending);
    }

    /**
     * Gets an offline license for content of a product ({@code POST
     * /Products/{productId}/{skuId}/OfflineLicense/{contentId}}). It changes nothing, so it is repeated like a read.
     */
    public CompletableFuture<OfflineLicense> offlineLicense(ProductKey product, ContentId contentId) {
        Subject subject = Subject.of("Get offline license", product, "content " + contentId);
        StoreRequest request = StoreRequest.of(
                        subject,
                        "POST",
                        "Products",
                        product.productId(),
                        product.skuId(),
                        "OfflineLicense",
                        contentId.text())
                .withConfidentialAnswer();
        return read(isRepeat -> exchange.send(request, WireOfflineLicense.class, isRepeat)
                .thenApply(wire -> wire.licenseOf(subject, product, contentId)));
    }

    /**
     * Reads one page of the organisation's inventory ({@code GET /Inventory}).
     *
     * @param continuationToken from the page before; empty for the first page
     * @param maxResults the maximum number of entries
     */
    public CompletableFuture<InventoryPage> inventory(Optional<String> continuationToken, int maxResults) {
        return inventory(InventoryFilter.ALL, continuationToken, maxResults);
    }

    /** As {@link #inventory(Optional, int)}, of the entries that a filter selects. */
    public CompletableFuture<InventoryPage> inventory(
            InventoryFilter filter, Optional<String> continuationToken, int maxResults) {
        Subject subject = Subject.of("Get inventory");
        StoreRequest request =
                page(filtered(StoreRequest.of(subject, "GET", "Inventory"), filter), continuationToken, maxResults);
        return read(isRepeat -> exchange.send(request, WireInventory.class, isRepeat)
                .thenApply(wire -> wire.page(subject, continuationToken)));
    }

    /**
     * Reads one page of a product's seats ({@code GET /Inventory/{productId}/{skuId}/Seats}). {@link Pages} reads all of them.
     *
     * @param continuationToken from the page before; empty for the first page
     * @param maxResults the maximum number of seats, up to 100
     */
    public CompletableFuture<SeatsPage> seats(ProductKey product, Optional<String> continuationToken, int maxResults) {
        Subject subject = Subject.of("Get seats", product);
        StoreRequest request = page(
                StoreRequest.of(subject, "GET", "Inventory", product.productId(), product.skuId(), "Seats"),
                continuationToken,
                maxResults);
        return read(isRepeat -> exchange.send(request, WireSeats.class, isRepeat)
                .thenApply(wire -> wire.page(subject, continuationToken, product)));
    }

    /**
     * Reads one page of a user's seats, of all products ({@code GET /Users/{username}/Seats}).
     *
     * @param continuationToken from the page before; empty for the first page
     * @param maxResults the maximum number of seats, up to 100
     * @return the page; fails with a {@link NotFoundException} for a user that the service does not know
     */
    public CompletableFuture<SeatsPage> userSeats(
            UserPrincipalName user, Optional<String> continuationToken, int maxResults) {
        Subject subject = Subject.of("Get a user's seats", "user " + user);
        StoreRequest request =
                page(StoreRequest.of(subject, "GET", "Users", user.text(), "Seats"), continuationToken, maxResults);
        return read(isRepeat -> exchange.send(request, WireSeats.class, isRepeat)
                .thenApply(wire -> wire.page(subject, continuationToken, user)));
    }

    /** The operations that read a product's properties: details, texts, packages. */
    public StoreProducts products() {
        return new StoreProducts(exchange, retries);
    }

    /** Whether the service throttles the tenant, so that requests are sent more slowly or not at all. */
    public boolean isThrottled() {
        return exchange.isThrottled();
    }

    /**
     * Ends everything this client has under way, requests and waits alike; what is started later ends at once. The futures
     * fail with a {@code CancellationException}. A request that was sent may have been carried out.
     */
    public void cancel() {
        cancellation.cancel();
    }

    private CompletableFuture<Seat> write(
            SeatAction action, ProductKey product, UserPrincipalName user, StoreRequest request) {
        Subject subject = request.subject();
        return retries.run(
                IS_RETRYABLE_WRITE,
                isRepeat -> exchange.send(request, WireSeat.class, isRepeat)
                        .thenApply(wire -> wire.seatAfter(action, subject, product, user))
                        .exceptionallyCompose(error -> WriteReconciler.reconcile(this, action, product, user, error)));
    }

    private <T> CompletableFuture<T> read(Retries.Attempts<T> attempts) {
        return retries.run(IS_RETRYABLE_READ, attempts);
    }

    private static StoreRequest filtered(StoreRequest request, InventoryFilter filter) {
        StoreRequest typed = filter.onlyLicenseType()
                .map(type -> request.withQuery("licenseTypes", type.word()))
                .orElse(request);
        return filter.modifiedSince()
                .map(since -> typed.withQuery("modifiedSince", since.toString()))
                .orElse(typed);
    }

    private static StoreRequest page(StoreRequest request, Optional<String> continuationToken, int maxResults) {
        StoreRequest page = request.withQuery("maxResults", Integer.toString(maxResults));
        return continuationToken
                .map(token -> page.withQuery("continuationToken", token))
                .orElse(page);
    }

    private static Subject subject(String operation, ProductKey product, UserPrincipalName user) {
        return Subject.of(operation, product, "user " + user);
    }

    private static String[] seatPath(ProductKey product, UserPrincipalName user) {
        return new String[] {"Inventory", product.productId(), product.skuId(), "Seats", user.text()};
    }

    /** Builds a client. */
    public static final class Builder {

        private final StoreEndpoint endpoint;
        private final TokenSource tokens;
        private final OkHttpClient http;
        private final ScheduledExecutorService timer;
        private Duration timeout = Duration.ofSeconds(30);
        private RetrySettings retries = RetrySettings.DEFAULT;
        private RetryListener listener = RetryListener.NONE;
        private ReclaimMethod reclaimMethod = ReclaimMethod.DELETE;
        private ConcurrencyLimiter limiter;

        private Builder(StoreEndpoint endpoint, TokenSource tokens, OkHttpClient http, ScheduledExecutorService timer) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
            this.tokens = Objects.requireNonNull(tokens, "tokens");
            this.http = Objects.requireNonNull(http, "http");
            this.timer = Objects.requireNonNull(timer, "timer");
        }

        /** Sets the maximum duration of one request; 30 seconds by default. */
        public Builder timeout(Duration requestTimeout) {
            this.timeout = requestTimeout;
            return this;
        }

        /** Sets how often and how long the client retries; {@link RetrySettings#DEFAULT} by default. */
        public Builder retries(RetrySettings settings) {
            this.retries = settings;
            return this;
        }

        /**
         * Sets the limiter of concurrent requests; by default, the client has its own, with at most {@value
         * ConcurrencyLimiter#DEFAULT_MAX_LIMIT} requests in flight. A host gives the same limiter to all clients of a tenant of
         * an endpoint: the service throttles the tenant, not the client.
         */
        public Builder limiter(ConcurrencyLimiter shared) {
            this.limiter = shared;
            return this;
        }

        /** Sets the listener to waits; none by default. */
        public Builder listener(RetryListener retryListener) {
            this.listener = retryListener;
            return this;
        }

        /** Sets the HTTP method of a reclaim; {@code DELETE} by default. */
        public Builder reclaimMethod(ReclaimMethod method) {
            this.reclaimMethod = method;
            return this;
        }

        /** Creates the client. */
        public StoreClient build() {
            return new StoreClient(this);
        }
    }
}
