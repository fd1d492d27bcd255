package io.jenkins.plugins.msstore.operation.bulk;

import hudson.model.Computer;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Marks a build that has bulk runs. Where the controller ended in the middle of a build that nobody goes on with, nobody is
 * told that this build has ended: then what its bulk runs left behind becomes reports when the build is looked at again.
 */
@Restricted(NoExternalUse.class)
public final class BulkOperationsOfBuild extends InvisibleAction implements RunAction2 {

    /** A Pipeline says only some time after it was loaded whether it goes on. */
    private static final int SECONDS_UNTIL_A_PIPELINE_GOES_ON = 20;

    /** Marks a build, if it is not marked yet. */
    static void mark(Run<?, ?> run) {
        synchronized (run) {
            if (run.getAction(BulkOperationsOfBuild.class) == null) {
                run.addAction(new BulkOperationsOfBuild());
            }
        }
    }

    @Override
    public void onAttached(Run<?, ?> run) {
        // as long as this process lives, somebody is told of the end
    }

    /** Builds are loaded by the hundred when a job is looked at: nearly all of them left nothing behind. */
    @Override
    public void onLoad(Run<?, ?> run) {
        clearLater(run, SECONDS_UNTIL_A_PIPELINE_GOES_ON);
    }

    /**
     * Reads, archives and deletes files, and so does it where that may block.
     *
     * @return done when there is nothing left to clear
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
            BulkOperationsAtBuildEnd.clear(run, TaskListener.NULL);
        }
    }
}
