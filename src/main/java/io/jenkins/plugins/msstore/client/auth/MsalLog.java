package io.jenkins.plugins.msstore.client.auth;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Lowers the level of MSAL4J's log records about this plugin's requests to {@code FINE}: MSAL4J logs a refusal as a warning of
 * several lines, and the build shows the refusal in one line anyway. A log recorder for {@code com.microsoft.aad.msal4j} at
 * {@code FINE} shows the records.
 *
 * <p>A handler, not a level: the level would be lost with the first log recorder that is deleted, and other plugins that
 * bundle MSAL4J log by the same names.
 */
final class MsalLog extends Handler {

    /** Held strongly, because the log manager holds it weakly. A logger's handlers run before those of its parents. */
    private static final Logger MSAL = Logger.getLogger("com.microsoft.aad.msal4j");

    private static final ThreadLocal<Boolean> IS_OURS = ThreadLocal.withInitial(() -> false);

    static {
        MSAL.addHandler(new MsalLog());
    }

    private MsalLog() {}

    /** Marks log records of the present thread as those of a request of this plugin, until the result is closed. */
    static Request request() {
        IS_OURS.set(true);
        return IS_OURS::remove;
    }

    /** A request under way. */
    interface Request extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void publish(LogRecord logged) {
        if (IS_OURS.get() && logged.getLevel().intValue() > Level.FINE.intValue()) {
            logged.setLevel(Level.FINE);
        }
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        // nothing is open
    }
}
