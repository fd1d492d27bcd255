package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OperationResult;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Records the beginning and the end of an operation with its build, for the build's page. A failure to record does not
 * fail the operation.
 */
final class OperationRecording {

    private static final Logger LOGGER = Logger.getLogger(OperationRecording.class.getName());

    /** The recording of an operation that is not recorded. */
    static final OperationRecording NONE = new OperationRecording(null, null, SecretMask.NONE);

    private final Run<?, ?> run;
    private final String id;
    private final SecretMask secrets;

    private OperationRecording(Run<?, ?> run, String id, SecretMask secrets) {
        this.run = run;
        this.id = id;
        this.secrets = secrets;
    }

    /**
     * Records the beginning. Called on a thread that may block.
     *
     * @param build the build, whose secrets are masked
     * @param id the operation's id
     * @param resumed whether an earlier process began the operation; then its record is continued
     */
    static OperationRecording begin(BuildContext build, String id, OperationDescription description, boolean resumed) {
        Run<?, ?> run = build.run();
        OperationRecords records = recordsOf(run);
        try {
            if (resumed && records.contains(id)
                    || records.begin(id, masked(description, build.secrets()), Instant.now())) {
                return new OperationRecording(run, id, build.secrets());
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot record an operation of " + run);
        }
        return NONE;
    }

    /**
     * Records the end.
     *
     * @param result the result, also if the build fails because of it
     * @param error the line that it failed with; null if it did not fail, or if the result says it all
     * @param failed whether the build fails because of it
     * @param interrupted whether a user, a timeout or a shutdown interrupted the operation
     */
    void end(OperationResult result, @CheckForNull String error, boolean failed, boolean interrupted) {
        if (id == null) {
            return;
        }
        Ending ending = !failed ? Ending.SUCCEEDED : interrupted ? Ending.INTERRUPTED : Ending.FAILED;
        end(run, id, ending, error == null || interrupted ? null : secrets.mask(error), result.masked(secrets::mask));
    }

    /**
     * Records the end of an operation whose build ended before it.
     *
     * @param id the operation's id
     * @param secrets masked in what is recorded
     */
    static void end(Run<?, ?> run, String id, ReportAtBuildEnd.End end, SecretMask secrets) {
        end(
                run,
                id,
                end.ending(),
                end.error().map(secrets::mask).orElse(null),
                end.result().masked(secrets::mask));
    }

    private static void end(
            Run<?, ?> run, String id, Ending ending, @CheckForNull String error, OperationResult result) {
        try {
            recordsOf(run).end(id, Instant.now(), ending, error, result);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot record the end of an operation of " + run);
        }
    }

    /** The records in the build's present folder: a job or a folder may be renamed while its builds are running. */
    private static OperationRecords recordsOf(Run<?, ?> run) {
        return OperationRecords.in(run.getRootDir().toPath());
    }

    private static OperationDescription masked(OperationDescription description, SecretMask secrets) {
        return new OperationDescription(
                description.kind(),
                secrets.mask(description.product()),
                secrets.mask(description.subject()),
                description.dryRun());
    }
}
