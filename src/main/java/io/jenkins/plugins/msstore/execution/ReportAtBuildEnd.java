package io.jenkins.plugins.msstore.execution;

import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Archives, when a build has ended, the report that an operation of one kind owes it. */
@Restricted(NoExternalUse.class)
public interface ReportAtBuildEnd extends ExtensionPoint {

    /** The reason why an operation ended, if its journal has no other. */
    String NOT_RESUMED = "stopped with the controller, and not resumed";

    /**
     * The end of an operation whose report was archived, without masking.
     *
     * @param ending {@link Ending#LOST} if it ended because it was {@linkplain #NOT_RESUMED not resumed}
     * @param error what ended the operation early, as one line without names; empty if nothing did
     * @param result the part of the result that the build's history stores
     * @param line the outcome as a line for the log
     */
    record End(Ending ending, Optional<String> error, OperationResult result, String line) {}

    /**
     * Archives the report from an operation's journal.
     *
     * @param folder the operation's work folder, which is deleted afterwards
     * @param secrets masked in the report
     * @return the end of the operation; empty if no report was missing, or if the operation is of another kind
     * @throws IOException if the journal cannot be read or the report cannot be archived; then the folder is kept
     */
    Optional<End> archive(Run<?, ?> run, Path folder, SecretMask secrets, BuildArtifacts artifacts)
            throws IOException, InterruptedException;
}
