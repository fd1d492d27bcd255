package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.util.Failures;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads "not found" as "the user has no seat", where the service's answer can mean that. */
final class NoSeat {

    private NoSeat() {}

    /** Returns the seat, no seat, or the error that says neither, from the end of {@code Get seat}. */
    static CompletableFuture<Optional<Seat>> from(Seat seat, Throwable error) {
        if (error == null) {
            return CompletableFuture.completedFuture(Optional.of(seat));
        }
        return Failures.unwrapped(error) instanceof NotFoundException notFound && notFound.meansNoSeat()
                ? CompletableFuture.completedFuture(Optional.empty())
                : CompletableFuture.failedFuture(error);
    }
}
