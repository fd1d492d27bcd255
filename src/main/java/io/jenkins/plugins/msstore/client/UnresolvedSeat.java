package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.error.StoreException;
import java.util.Objects;

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
}
