package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Deletes the journals of operations when their build has ended. A report that an operation owes the build is archived
 * first, by {@link ReportAtBuildEnd}; if that fails, the journal is kept.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class JournalsAtBuildEnd extends RunListener<Run<?, ?>> {

    private static final int MAX_CHARACTERS = 600;

    /**
     * Waits for operations that are still under way because their build was killed: they archive their reports
     * themselves.
     */
    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        List<OperationExecution> underWay = RunningOperations.in(run);
        underWay.forEach(OperationExecution::interrupt);
        CompletableFuture.allOf(
                        underWay.stream().map(OperationExecution::result).toArray(CompletableFuture[]::new))
                .whenComplete((ended, error) -> clear(run, listener));
    }

    /** Archives the missing reports of a build that has ended and deletes its journals. */
    static void clear(Run<?, ?> run, TaskListener listener) {
        BuildArtifacts artifacts = BuildArtifacts.of(run, listener);
        try {
            for (Path folder : artifacts.workFolders()) {
                clear(run, folder, artifacts, listener);
            }
        } catch (IOException e) {
            log(listener, "WARNING: cannot list the unfinished operations of this build: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Handles one journal. A journal that cannot be read is kept and does not stop the others from being handled. */
    private static void clear(Run<?, ?> run, Path folder, BuildArtifacts artifacts, TaskListener listener)
            throws InterruptedException {
        // text from a journal may contain a secret, also in errors
        SecretMask secrets = SecretMask.NONE;
        try {
            secrets = SecretMask.load(folder);
            for (ReportAtBuildEnd report : ExtensionList.lookup(ReportAtBuildEnd.class)) {
                Optional<ReportAtBuildEnd.End> end = report.archive(run, folder, secrets, artifacts);
                if (end.isPresent()) {
                    OperationRecording.end(run, folder.toFile().getName(), end.get(), secrets);
                    log(listener, secrets.mask(end.get().line()));
                }
            }
            artifacts.delete(folder);
        } catch (IOException | RuntimeException e) {
            log(
                    listener,
                    secrets.mask(
                            "WARNING: cannot archive the report of an unfinished operation; its journal stays in the build's folder: "
                                    + ReadableFailure.of(e, secrets).getMessage()));
        }
    }

    private static void log(TaskListener listener, String line) {
        listener.getLogger().println(LogText.of(line, MAX_CHARACTERS));
    }
}
