package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.function.UnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The progress of an operation.
 *
 * @param done the number of its resolved users, of the bytes that are downloaded, or of the entries that are listed
 * @param total the number of its users or bytes; 0 if that is not known, or if the operation counts nothing
 * @param unit the unit of these numbers
 * @param line the progress in words, in English, on one line without user names
 * @param awaited what the operation waits for; null if it does not wait
 */
@Restricted(NoExternalUse.class)
public record Progress(
        long done,
        long total,
        Unit unit,
        String line,
        @CheckForNull Awaited awaited) {

    /** What the progress of an operation is counted in. */
    public enum Unit {
        /** The users of a bulk operation. */
        USERS,
        /** The bytes of a download. */
        BYTES,
        /** The entries of a list, whose total is known only at its end. */
        ENTRIES
    }

    /** What an operation waits for before it has numbers. */
    public enum Awaited {
        /** That it begins. */
        START("starting"),
        /** An answer of the service. */
        SERVICE("waiting for the service"),
        /** The end of another operation. */
        OTHER_OPERATION("waiting for another operation on the same product");

        private final String line;

        Awaited(String line) {
            this.line = line;
        }
    }

    /** Progress that is counted. */
    public Progress(long done, long total, Unit unit, String line) {
        this(done, total, unit, line, null);
    }

    /** The progress of a bulk operation. */
    public Progress(long done, long total, String line) {
        this(done, total, Unit.USERS, line);
    }

    /** The progress of an operation that waits. */
    public static Progress awaiting(Awaited awaited) {
        return new Progress(0, 0, Unit.USERS, awaited.line, awaited);
    }

    /** The progress of a list. */
    public static Progress ofList(long entries, String line) {
        return new Progress(entries, 0, Unit.ENTRIES, line);
    }

    /** This progress with another line. */
    Progress mapLine(UnaryOperator<String> change) {
        return new Progress(done, total, unit, change.apply(line), awaited);
    }
}
