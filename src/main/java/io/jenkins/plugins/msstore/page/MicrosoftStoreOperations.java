package io.jenkins.plugins.msstore.page;

import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The operations of a build, for the remote API below its page. The names of the getters are its property names, the name
 * of the class is that of its XML element, and neither must change.
 *
 * <p>It is not the page itself, which is an action of the build: what an action exports is a part of each
 * {@code <build>/api/json}, whether it is asked for or not.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class MicrosoftStoreOperations {

    /** The maximum number of operations that are served unless more are asked for. */
    static final int MAX_OPERATIONS = 1000;

    /** The visibility of a property that is served only if it is asked for by name, however deep. */
    private static final int BY_NAME_ALONE = Integer.MIN_VALUE;

    private final BuildOperations operations;
    private final List<ExportedOperation> all;

    MicrosoftStoreOperations(BuildOperations operations) {
        this.operations = operations;
        this.all = operations.exported();
    }

    /** Whether the answer may change, because the build or an operation is under way. */
    @Exported
    public boolean isLive() {
        return operations.isLive();
    }

    /** Whether the operations of the build could not be read. */
    @Exported
    public boolean isUnreadable() {
        return operations.isUnreadable();
    }

    /** The number of all operations. */
    @Exported
    public int getOperationCount() {
        return all.size();
    }

    /** The outcomes of all users of all operations that have ended; dry runs have none. */
    @Exported
    public ExportedCounts getCounts() {
        return ExportedCounts.of(operations.users());
    }

    /** The first operations, in the order in which they began. */
    @Exported
    public List<ExportedOperation> getOperations() {
        return all.subList(0, Math.min(MAX_OPERATIONS, all.size()));
    }

    /** All operations. */
    @Exported(visibility = BY_NAME_ALONE)
    public List<ExportedOperation> getAllOperations() {
        return all;
    }
}
