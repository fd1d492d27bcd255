package io.jenkins.plugins.msstore.operation.bulk;

import hudson.AbortException;
import io.jenkins.plugins.msstore.bulk.journal.OperationSummary;
import io.jenkins.plugins.msstore.execution.StoreSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Executes an operation on many users in a build: logs its progress, forces its journal to the disk, archives its report, and
 * turns its outcome into the build's. The journal stays in the build's folder until the build ends, because until then another
 * process may resume the operation.
 *
 * @param <S> the summary of the operation
 */
@Restricted(NoExternalUse.class)
public abstract class JournaledExecution<S extends OperationSummary> {

    /** Takes the place of the path of a report that cannot be archived. */
    private static final String NOT_ARCHIVED = "not archived";

    /** For each permit one batch in flight, and one that is ready to be sent when the first is answered. */
    private static final int BATCHES_PER_PERMIT = 2;

    /** A short outage of the service is survived, and a long one ends the operation. */
    private static final int MAX_UNREACHABLE = 4;

    /** The time between two forced writes of the journal; a power cut may lose as much of it. */
    private static final Duration BETWEEN_FORCES = Duration.ofSeconds(1);

    protected final StoreSession session;
    private final OnFailure onFailure;

    protected JournaledExecution(StoreSession session, OnFailure onFailure) {
        this.session = session;
        this.onFailure = onFailure;
    }

    /** The maximum number of batches that the client has at once. */
    protected final int concurrency() {
        return BATCHES_PER_PERMIT * session.maxConcurrentRequests();
    }

    /** The number of batches that are tried one after the other without reaching the service before the operation ends. */
    protected final int maxUnreachable() {
        return Math.min(session.maxAttempts(), MAX_UNREACHABLE);
    }

    /**
     * Starts the operation; logs its progress and forces its journal until it has ended.
     *
     * @param start starts the operation
     * @param logProgress logs a line if there is progress
     * @return the result as plain values
     */
    protected final CompletableFuture<Map<String, Object>> execute(
            Supplier<CompletableFuture<S>> start, Runnable logProgress) {
        Runnable stopLogging = session.repeatLogging(logProgress);
        Runnable stopForcing =
                session.repeat(BETWEEN_FORCES, () -> session.executor().execute(this::force));
        return start.get()
                .handleAsync(
                        (summary, defect) -> {
                            stopLogging.run();
                            stopForcing.run();
                            return end(summary, defect);
                        },
                        session.executor());
    }

    private void force() {
        try {
            forceJournal();
        } catch (IOException e) {
            // the journal was closed meanwhile; if the disk is broken, appending the next line fails
        }
    }

    private Map<String, Object> end(S summary, Throwable defect) {
        if (defect != null) {
            try {
                giveUp();
            } catch (IOException | InterruptedException | RuntimeException e) {
                // the failure of the operation is the one to tell
                defect.addSuppressed(e);
            }
            throw new CompletionException(defect);
        }
        try {
            return finish(summary);
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Forces written lines of the journal to the disk. */
    protected abstract void forceJournal() throws IOException;

    /**
     * Archives the report, {@linkplain #applyToBuild turns} the outcome into the build's, and closes the journal.
     *
     * @return the result as plain values
     */
    protected abstract Map<String, Object> finish(S summary) throws IOException, InterruptedException;

    /** Archives a report and returns the result as plain values. */
    @FunctionalInterface
    protected interface Archiving {
        Map<String, Object> run() throws IOException, InterruptedException;
    }

    /**
     * Archives the report. If that fails, the log says what was done.
     *
     * @param line the outcome in one line, with the path of the report
     */
    protected final Map<String, Object> archived(Archiving report, UnaryOperator<String> line)
            throws IOException, InterruptedException {
        try {
            return report.run();
        } catch (IOException e) {
            session.log(line.apply(NOT_ARCHIVED));
            throw e;
        }
    }

    /**
     * Archives the outcomes so far after a file could not be read or written, and closes the journal. The rest is archived when
     * the build ends.
     */
    protected abstract void giveUp() throws IOException, InterruptedException;

    /**
     * Turns the outcome into the build's. The line is logged once: if it is the error of the build, Jenkins logs it.
     *
     * @param line the outcome in one line
     */
    protected final void applyToBuild(S summary, String line) throws AbortException, InterruptedException {
        if (summary.endedBy().isPresent()) {
            throw new AbortException(line);
        }
        if (summary.interrupted()) {
            session.log(session.interruption() + ": " + line);
            throw new InterruptedException();
        }
        if (summary.isClean()) {
            session.log(line);
            return;
        }
        switch (onFailure) {
            case FAIL -> throw new AbortException(line);
            case UNSTABLE -> {
                session.log("WARNING: the build is unstable: " + line);
                session.unstable(line);
            }
            case CONTINUE -> session.log("WARNING: the build continues: " + line);
        }
    }
}
