package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Computer;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Marks a build whose operations keep journals in its folder. If the controller ends during a build that cannot be resumed,
 * Jenkins never reports the end of that build; then missing reports are archived, and the journals deleted, when the build is
 * loaded again.
 */
@Restricted(NoExternalUse.class)
public final class JournalsOfBuild extends InvisibleAction implements RunAction2 {

    /** A Pipeline shows only some time after it was loaded whether it is resumed. */
    private static final int SECONDS_UNTIL_PIPELINE_RESUMES = 20;

    /** Marks a build unless it is marked already. */
    public static void mark(Run<?, ?> run) {
        synchronized (run) {
            if (run.getAction(JournalsOfBuild.class) == null) {
                run.addAction(new JournalsOfBuild());
            }
        }
    }

    /**
     * Prepares a build for the journal of an operation that owes it a report: stores the secrets that the report masks, marks
     * the build, and reserves the report's name.
     *
     * @param folder the operation's work folder, which has no journal yet
     * @param reportName the checked name that a user chose; null for a name with the prefix and a number
     * @param prefix the beginning of a name that no user chose
     * @return the report's name
     * @throws io.jenkins.plugins.msstore.util.InvalidParameterException naming {@code reportName} if it is used or contains
     *     a secret
     */
    public static String prepareReport(
            StoreSession session, Path folder, @CheckForNull String reportName, String prefix) throws IOException {
        // before the journal: a report that is made later from the journal needs the mask, and cannot get it from
        // the build
        session.secrets().save(folder);
        // saved when the report's name is reserved
        mark(session.run());
        return ReportNames.reserve(session, reportName, prefix);
    }

    @Override
    public void onAttached(Run<?, ?> run) {
        // while this process lives, Jenkins reports the end of the build to JournalsAtBuildEnd
    }

    /** Checks for work folders first: Jenkins loads builds by the hundred, and nearly none has any. */
    @Override
    public void onLoad(Run<?, ?> run) {
        clearLater(run, SECONDS_UNTIL_PIPELINE_RESUMES);
    }

    /**
     * Archives and deletes on a thread that may block.
     *
     * @return completes when there is nothing left to delete
     */
    CompletableFuture<Void> clearLater(Run<?, ?> run, int seconds) {
        if (!BuildArtifacts.of(run, TaskListener.NULL).hasWorkFolders()) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(
                () -> clear(run),
                CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS, Computer.threadPoolForRemoting));
    }

    private static void clear(Run<?, ?> run) {
        if (!run.isBuilding()) {
            JournalsAtBuildEnd.clear(run, TaskListener.NULL);
        }
    }
}
