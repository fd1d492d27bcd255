package io.jenkins.plugins.msstore.execution;

import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.history.OperationDescription;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One operation with checked arguments, independent of the kind of step that starts it. */
@Restricted(NoExternalUse.class)
public interface StoreOperation {

    /**
     * Begins the operation. Called on a thread that may block for files of the controller; must not wait for the service
     * or for an agent: see {@link StoreSession#callWorkspace}.
     *
     * @return the result as plain values, or null if the operation has none; fails with the failure to show in the build
     * @throws IOException if a file cannot be read or written
     */
    CompletableFuture<?> start(StoreSession session) throws IOException, InterruptedException;

    /**
     * Resumes the operation after a restart of the controller. A write may have been applied before, so the operation
     * reads first.
     *
     * @return same as {@link #start}
     */
    CompletableFuture<?> resume(StoreSession session) throws IOException, InterruptedException;

    /**
     * The product whose seats the operation changes for many users. It is started or resumed when no other such operation on
     * that product of the tenant is under way.
     *
     * @return empty if the operation may run beside others
     */
    default Optional<ProductKey> exclusiveProduct() {
        return Optional.empty();
    }

    /** Describes the operation for the page of its build. */
    default OperationDescription describe() {
        return OperationDescription.NONE;
    }
}
