package io.jenkins.plugins.msstore.execution;

import hudson.AbortException;
import io.jenkins.plugins.msstore.connection.ConnectionAdvice;
import io.jenkins.plugins.msstore.util.Failures;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Turns the failure of an operation into the failure of a build: one line without a stack trace. Only a defect of the
 * plugin keeps its stack trace.
 */
@Restricted(NoExternalUse.class)
public final class ReadableFailure {

    private static final int MAX_CHARACTERS = 2000;

    private ReadableFailure() {}

    /**
     * The exception to fail a build with.
     *
     * @param secrets masked before the line is shortened: a shortened secret would not be recognized
     */
    public static Throwable of(Throwable failure, SecretMask secrets) {
        Throwable inner = withoutWrapper(Failures.unwrapped(failure));
        if (inner instanceof AbortException) {
            return oneLine(secrets.mask(inner.getMessage()));
        }
        if (!(inner instanceof IOException || inner instanceof InvalidParameterException)) {
            return inner;
        }
        String line = LogText.of(secrets.mask(line(inner)), MAX_CHARACTERS);
        return oneLine(ConnectionAdvice.onRenewal(line)
                .map(advice -> line + ". " + advice)
                .orElse(line));
    }

    /** The writers of reports wrap the failure of a disk. */
    private static Throwable withoutWrapper(Throwable failure) {
        return failure instanceof UncheckedIOException io ? io.getCause() : failure;
    }

    /** The log of a build prints the message alone; the page of a failed step prints the stack trace, too. */
    private static AbortException oneLine(String line) {
        AbortException failure = new AbortException(line);
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }

    /** The message of a failure that a build is shown. */
    static String message(Throwable shown) {
        return shown.getMessage() == null ? shown.toString() : shown.getMessage();
    }

    /**
     * Errors of this plugin have complete messages; the message of another exception may be no more than a file's name.
     */
    private static String line(Throwable failure) {
        return failure.getClass().getName().startsWith("io.jenkins.plugins.msstore.")
                ? failure.getMessage()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
