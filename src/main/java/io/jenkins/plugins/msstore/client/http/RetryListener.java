package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.StoreException;
import java.time.Duration;

/**
 * Hears of every wait when it begins, one for a repetition and one that the service asks of a whole tenant: for a log, so
 * that nobody wonders why nothing happens. Under throttling each request has waits of its own: a host that writes them
 * down writes only some.
 */
@FunctionalInterface
public interface RetryListener {

    /** Hears nothing. */
    RetryListener NONE = (error, wait) -> {};

    /**
     * @param error what went wrong
     * @param wait how long is waited before the operation is sent, again or for the first time
     */
    void waiting(StoreException error, Duration wait);
}
