package io.jenkins.plugins.msstore.execution;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The progress of an operation.
 *
 * @param done how many of its users have an outcome
 * @param total how many users it has; 0 if that is not known, or if the operation is not a bulk operation
 * @param line the progress in words, on one line without user names
 */
@Restricted(NoExternalUse.class)
public record Progress(int done, int total, String line) {

    /** Progress that has no numbers. */
    public static Progress of(String line) {
        return new Progress(0, 0, line);
    }
}
