package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A user whose operation failed. */
@Restricted(NoExternalUse.class)
public final class FailedUserRow {

    private final String userName;
    private final String detail;
    private final OperationRow operation;

    FailedUserRow(String userName, @CheckForNull String detail, OperationRow operation) {
        this.userName = userName;
        this.detail = detail;
        this.operation = operation;
    }

    /** The user as named in the input. */
    public String getUserName() {
        return userName;
    }

    /** The complete reason, on one line; null if it is that of the group. */
    @CheckForNull
    public String getDetail() {
        return detail;
    }

    /** The operation. */
    public OperationRow getOperation() {
        return operation;
    }
}
