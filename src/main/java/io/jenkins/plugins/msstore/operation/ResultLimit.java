package io.jenkins.plugins.msstore.operation;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Checks {@code resultLimit}, the maximum number of entries in the lists of a result. */
@Restricted(NoExternalUse.class)
public final class ResultLimit {

    /**
     * The largest limit. Two full lists of a bulk operation take 7 MiB, and a Pipeline saves 3 MiB of them with its state at
     * every step as long as a variable holds them.
     */
    public static final int MAX = 10_000;

    private ResultLimit() {}

    /**
     * Checks a limit.
     *
     * @param entries the entries that the report has all of, in the plural
     * @throws InvalidParameterException naming {@code resultLimit}
     */
    public static int checked(int resultLimit, String entries) {
        if (resultLimit < 0 || resultLimit > MAX) {
            throw new InvalidParameterException(
                    "resultLimit", resultLimit, "must be 0 to " + MAX + "; the report always contains all " + entries);
        }
        return resultLimit;
    }
}
