package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.util.Failures;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Interprets "not found" as "the user has no seat", if the service's answer can mean that. */
final class NoSeat {

    private NoSeat() {}

    /** Converts the end of {@code Get seat}: to the seat, to no seat, or to an error that means neither. */
    static CompletableFuture<Optional<Seat>> from(Seat seat, Throwable error) {
        if (error == null) {
            return CompletableFuture.completedFuture(Optional.of(seat));
        }
        return Failures.unwrapped(error) instanceof NotFoundException notFound && notFound.meansNoSeat()
                ? CompletableFuture.completedFuture(Optional.empty())
                : CompletableFuture.failedFuture(error);
    }
}
