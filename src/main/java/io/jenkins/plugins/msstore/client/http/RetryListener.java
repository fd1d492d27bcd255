package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.StoreException;

/**
 * Listens to waits as they begin, those before another attempt and those of a tenant's pause, and to their end. Under
 * throttling each request has waits of its own: a host that logs them logs only some.
 */
@FunctionalInterface
public interface RetryListener {

    /** Does nothing. */
    RetryListener NONE = (error, wait) -> {};

    /**
     * Called when an operation begins to wait before it is sent, again or for the first time.
     *
     * @param error the error that makes it wait
     */
    void onWait(StoreException error, RetryWait wait);

    /** The service answered an operation that had waited. */
    default void onRecovered() {}
}
