package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import java.util.Objects;
import java.util.Optional;

/**
 * A user of a bulk call that ended before the service confirmed or rejected the action for this user.
 *
 * @param userName the name as the caller wrote it
 * @param error the error that ended the call; its {@link StoreException#outcome()} says whether the action was certainly
 *     not applied
 */
public record UnresolvedSeat(String userName, StoreException error) {

    public UnresolvedSeat {
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(error, "error");
    }

    /**
     * The error of a read-back for which the service was not reached: the outcome can be known when it is reached again.
     *
     * @return empty if the outcome is not unknown, or the read-back failed in another way
     */
    public Optional<UnreachableException> unreachedReadBack() {
        return error instanceof OutcomeUnknownException && error.getCause() instanceof UnreachableException unreachable
                ? Optional.of(unreachable)
                : Optional.empty();
    }
}
