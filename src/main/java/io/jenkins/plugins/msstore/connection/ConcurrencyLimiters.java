package io.jenkins.plugins.msstore.connection;

import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The limiters of a controller, one for each endpoint and tenant. One that is not used is forgotten: clients, requests that
 * wait or are in flight, and a pause that the service asked for hold theirs, so that there are never two of a kind in use.
 */
final class ConcurrencyLimiters {

    private final Map<Key, WeakReference<ConcurrencyLimiter>> limiters = new HashMap<>();

    private record Key(StoreEndpoint endpoint, Object limitedAs) {}

    /**
     * @param limitedAs who shares it; see {@link StoreIdentity#limitedAs()}
     * @param created makes one where there is none in use
     */
    synchronized ConcurrencyLimiter get(
            StoreEndpoint endpoint, Object limitedAs, Supplier<ConcurrencyLimiter> created) {
        limiters.values().removeIf(limiter -> limiter.get() == null);
        Key key = new Key(endpoint, limitedAs);
        WeakReference<ConcurrencyLimiter> known = limiters.get(key);
        // held by this variable from here on
        ConcurrencyLimiter limiter = known == null ? null : known.get();
        if (limiter == null) {
            limiter = created.get();
            limiters.put(key, new WeakReference<>(limiter));
        }
        return limiter;
    }

    /** How many are known, those included that were collected since the last call of {@link #get}. */
    synchronized int size() {
        return limiters.size();
    }
}
