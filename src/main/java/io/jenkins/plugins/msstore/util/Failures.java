package io.jenkins.plugins.msstore.util;

import java.util.concurrent.CompletionException;

/** Finds the failure itself in what futures wrap around it. */
public final class Failures {

    private Failures() {}

    /** The failure without the wrapper that dependent stages of a future put around it. */
    public static Throwable unwrapped(Throwable failure) {
        Throwable inner = failure;
        while (inner instanceof CompletionException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
