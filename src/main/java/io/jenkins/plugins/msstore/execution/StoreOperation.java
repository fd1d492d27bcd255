package io.jenkins.plugins.msstore.execution;

import io.jenkins.plugins.msstore.history.OperationDescription;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One operation with arguments that were checked: the object behind a step, whatever kind of step it is.
 */
@Restricted(NoExternalUse.class)
public interface StoreOperation {

    /**
     * Begins the operation. Called on a thread that may block, for reading and writing files of the controller; never waits
     * for the service, nor for an agent: see {@link StoreSession#callWorkspace}.
     *
     * @return the result as plain values, or null where the operation has none to show; fails with what the build is to say
     * @throws IOException for a file that cannot be read or written
     */
    CompletableFuture<?> start(StoreSession session) throws IOException, InterruptedException;

    /**
     * Goes on after the controller was restarted: what was under way may have been done, so it looks first.
     *
     * @return as {@link #start}
     */
    CompletableFuture<?> resume(StoreSession session) throws IOException, InterruptedException;

    /** What the operation is about, for the page of its build. Two that say the same are held for the same after a restart. */
    default OperationDescription describe() {
        return OperationDescription.NONE;
    }
}
