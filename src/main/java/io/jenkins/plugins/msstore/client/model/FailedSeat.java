package io.jenkins.plugins.msstore.client.model;

import java.util.Objects;

/**
 * A user of a bulk call whose action the service refused ({@code FailedSeatRequest} of the service).
 *
 * @param userName the user as the caller wrote it
 * @param failureReason the service's reason, cut to printable text; never empty
 */
public record FailedSeat(String userName, String failureReason) {

    public FailedSeat {
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(failureReason, "failureReason");
    }
}
