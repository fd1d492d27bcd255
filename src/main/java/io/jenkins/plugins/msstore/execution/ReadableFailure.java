package io.jenkins.plugins.msstore.execution;

import hudson.AbortException;
import io.jenkins.plugins.msstore.util.Failures;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.util.Objects;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Turns what an operation failed with into what a build shows: one line without a stack trace. Only a defect of the plugin
 * keeps its trace.
 */
@Restricted(NoExternalUse.class)
public final class ReadableFailure {

    private static final int SHOWN_CHARACTERS = 2000;

    private ReadableFailure() {}

    /**
     * The exception to fail a build with.
     *
     * @param secrets masked in its line: a value that the line cuts could not be recognised later
     */
    public static Throwable of(Throwable failure, SecretMask secrets) {
        Throwable inner = Failures.unwrapped(failure);
        if (inner instanceof AbortException) {
            String masked = secrets.mask(inner.getMessage());
            return Objects.equals(masked, inner.getMessage()) ? inner : new AbortException(masked);
        }
        if (!(inner instanceof IOException || inner instanceof InvalidParameterException)) {
            return inner;
        }
        return new AbortException(LogText.of(secrets.mask(line(inner)), SHOWN_CHARACTERS));
    }

    /** The errors of this plugin speak for themselves; others may say no more than a file's name. */
    private static String line(Throwable failure) {
        return failure.getClass().getName().startsWith("io.jenkins.plugins.msstore.")
                ? failure.getMessage()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
