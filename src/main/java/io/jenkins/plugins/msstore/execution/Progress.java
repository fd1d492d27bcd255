package io.jenkins.plugins.msstore.execution;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The progress of an operation.
 *
 * @param done the number of its resolved users, or of the bytes that are downloaded
 * @param total the number of its users or bytes; 0 if that is not known, or if the operation counts nothing
 * @param unit the unit of these numbers
 * @param line the progress in words, on one line without user names
 */
@Restricted(NoExternalUse.class)
public record Progress(long done, long total, Unit unit, String line) {

    /** What the progress of an operation is counted in. */
    public enum Unit {
        /** The users of a bulk operation. */
        USERS,
        /** The bytes of a download. */
        BYTES
    }

    /** The progress of a bulk operation. */
    public Progress(int done, int total, String line) {
        this(done, total, Unit.USERS, line);
    }

    /** Progress that has no numbers. */
    public static Progress of(String line) {
        return new Progress(0, 0, line);
    }
}
