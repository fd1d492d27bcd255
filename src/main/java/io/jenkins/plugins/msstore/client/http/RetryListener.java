package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.StoreException;

/**
 * Listens to the beginning of waits, before another attempt and in a tenant's pause, and to their end. Under throttling each
 * request has its own waits, so a log should have only some of them.
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

    /** Called when the service has answered an operation that had waited. */
    default void onRecovered() {}
}
