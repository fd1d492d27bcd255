package io.jenkins.plugins.msstore.util;

import java.util.concurrent.CompletionException;

/** Unwraps failures of futures. */
public final class Failures {

    private Failures() {}

    /** Returns the failure without the {@link CompletionException} that dependent stages of a future wrap around it. */
    public static Throwable unwrapped(Throwable failure) {
        Throwable inner = failure;
        while (inner instanceof CompletionException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
