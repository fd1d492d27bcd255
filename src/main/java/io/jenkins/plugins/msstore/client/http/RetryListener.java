package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.StoreException;
import java.time.Duration;

/**
 * Listens to waits as they begin, those before another attempt and those of a tenant's pause, for a log that tells why
 * nothing happens. Under throttling each request has waits of its own: a host that logs them logs only some.
 */
@FunctionalInterface
public interface RetryListener {

    /** Does nothing. */
    RetryListener NONE = (error, wait) -> {};

    /**
     * @param error what went wrong
     * @param wait how long the operation waits before it is sent, again or for the first time
     */
    void waiting(StoreException error, Duration wait);
}
