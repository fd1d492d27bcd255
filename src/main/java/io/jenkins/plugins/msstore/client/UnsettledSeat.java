package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.error.StoreException;
import java.util.Objects;

/**
 * A user of a bulk call that ended before the action was done for them.
 *
 * @param userName the user as the caller wrote it
 * @param error what ended the call; its {@link StoreException#verdict()} tells whether the action is certainly not done
 */
public record UnsettledSeat(String userName, StoreException error) {

    public UnsettledSeat {
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(error, "error");
    }
}
