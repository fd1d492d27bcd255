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
     * An operation waits before it is sent, again or for the first time.
     *
     * @param error what went wrong
     */
    void onWait(StoreException error, RetryWait wait);

    /** The service answered an operation that had waited. */
    default void onRecovered() {}
}
