package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.StoreException;
import java.time.Duration;

/** Hears of every repetition before its wait begins: for a log, so that nobody wonders why nothing happens. */
@FunctionalInterface
public interface RetryListener {

    /** Hears nothing. */
    RetryListener NONE = (error, wait) -> {};

    /**
     * @param error what went wrong
     * @param wait how long is waited before the operation is sent again
     */
    void waiting(StoreException error, Duration wait);
}
