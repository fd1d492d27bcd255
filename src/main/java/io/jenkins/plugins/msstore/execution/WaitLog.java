package io.jenkins.plugins.msstore.execution;

import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.http.RetryListener;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Logs waits for the service in a build, at most one line every {@value #SECONDS_BETWEEN_LINES} seconds: when the
 * service throttles, thousands of requests wait at the same time. Names the operation but no user, because user
 * principal names are personal data.
 */
final class WaitLog implements RetryListener {

    private static final int SECONDS_BETWEEN_LINES = 5;

    private final Consumer<String> log;
    private final LongSupplier nanoTime;
    private boolean hasWritten;
    private long lastWritten;
    private int leftOut;

    /**
     * @param log writes a line
     * @param nanoTime the clock, such as {@link System#nanoTime()}
     */
    WaitLog(Consumer<String> log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    @Override
    public void waiting(StoreException error, Duration wait) {
        int others;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (hasWritten
                    && now - lastWritten
                            < Duration.ofSeconds(SECONDS_BETWEEN_LINES).toNanos()) {
                leftOut++;
                return;
            }
            hasWritten = true;
            lastWritten = now;
            others = leftOut;
            leftOut = 0;
        }
        log.accept(error.subject().operation() + ": " + UserPrincipalName.hiddenIn(error.reason())
                + "; trying again in " + seconds(wait) + " s" + andOthers(others));
    }

    private static String andOthers(int waits) {
        return switch (waits) {
            case 0 -> "";
            case 1 -> " … and 1 more wait";
            default -> " … and " + waits + " more waits";
        };
    }

    /** The wait in seconds, shown as 0.1 at least. */
    private static String seconds(Duration wait) {
        return wait.toMillis() < 10_000
                ? String.format(Locale.ROOT, "%.1f", Math.max(0.1, wait.toMillis() / 1000.0))
                : Long.toString(wait.toSeconds());
    }
}
