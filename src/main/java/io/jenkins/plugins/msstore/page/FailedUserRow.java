package io.jenkins.plugins.msstore.page;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A user for whom an operation failed. */
@Restricted(NoExternalUse.class)
public final class FailedUserRow {

    private final String userName;
    private final String reason;
    private final OperationRow operation;

    FailedUserRow(String userName, String reason, OperationRow operation) {
        this.userName = userName;
        this.reason = reason;
        this.operation = operation;
    }

    /** The user as named in the input. */
    public String getUserName() {
        return userName;
    }

    /** The reason, on one line. */
    public String getReason() {
        return reason;
    }

    /** The operation. */
    public OperationRow getOperation() {
        return operation;
    }
}
