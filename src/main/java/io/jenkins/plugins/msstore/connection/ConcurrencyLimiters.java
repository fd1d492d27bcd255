package io.jenkins.plugins.msstore.connection;

import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Holds the limiters of a controller, one for each endpoint and tenant. A limiter is held weakly: clients, requests that
 * wait or are in flight, and a pause that the service asked for hold it strongly, so that two limiters for one key are
 * never in use.
 */
final class ConcurrencyLimiters {

    private final Map<Key, WeakReference<ConcurrencyLimiter>> limiters = new HashMap<>();

    private record Key(StoreEndpoint endpoint, Object limiterKey) {}

    /**
     * @param limiterKey the requests that share it; see {@link StoreIdentity#limiterKey()}
     * @param created creates the limiter if none is in use
     */
    synchronized ConcurrencyLimiter get(
            StoreEndpoint endpoint, Object limiterKey, Supplier<ConcurrencyLimiter> created) {
        limiters.values().removeIf(limiter -> limiter.get() == null);
        Key key = new Key(endpoint, limiterKey);
        WeakReference<ConcurrencyLimiter> known = limiters.get(key);
        // a strong reference from here on
        ConcurrencyLimiter limiter = known == null ? null : known.get();
        if (limiter == null) {
            limiter = created.get();
            limiters.put(key, new WeakReference<>(limiter));
        }
        return limiter;
    }

    /** The number of limiters, including those that were collected since the last call of {@link #get}. */
    synchronized int size() {
        return limiters.size();
    }
}
