package io.jenkins.plugins.msstore.execution;

import hudson.ExtensionPoint;
import hudson.model.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Archives, when a build has ended, the report that an operation of one kind owes it. */
@Restricted(NoExternalUse.class)
public interface ReportAtBuildEnd extends ExtensionPoint {

    /**
     * Archives the report from an operation's journal.
     *
     * @param folder the operation's work folder, which is deleted afterwards
     * @param secrets masked in everything that is stored
     * @return the outcome as a line for the log; empty if no report was missing, or if the operation is of another kind
     * @throws IOException if the journal cannot be read or the report cannot be archived; then the folder is kept
     */
    Optional<String> archive(Run<?, ?> run, Path folder, SecretMask secrets, BuildArtifacts artifacts)
            throws IOException, InterruptedException;
}
