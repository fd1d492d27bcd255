package io.jenkins.plugins.msstore.execution;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How far an operation is.
 *
 * @param done how many of its users have an outcome
 * @param total how many users it has; 0 where that is not known, or the operation is not about many users
 * @param line the same and more in words, on one line without names
 */
@Restricted(NoExternalUse.class)
public record Progress(int done, int total, String line) {

    /** Progress that only words can tell. */
    public static Progress of(String line) {
        return new Progress(0, 0, line);
    }
}
