package io.jenkins.plugins.msstore.bulk.journal;

import java.util.Optional;

/** The end of an operation on the seats of many users: what all such operations have in common. */
public interface OperationSummary {

    /** The failure that ended the operation early, as one line without names; empty if none did. */
    Optional<String> endedBy();

    /** Whether the operation was interrupted. */
    boolean interrupted();

    /** Whether everything that was requested succeeded. */
    boolean isClean();
}
