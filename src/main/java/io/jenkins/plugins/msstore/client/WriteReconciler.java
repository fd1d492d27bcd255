package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.error.NotAppliedException;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.Failures;
import java.util.concurrent.CompletableFuture;

/** Reads a seat back to find out whether a write whose outcome is unknown was applied. */
final class WriteReconciler {

    private WriteReconciler() {}

    /**
     * Reconciles a write that failed with the seat that the service has.
     *
     * @param error the error with which the write failed
     * @return the seat, if the write was applied. Fails with a {@link WriteOutcome#NOT_APPLIED} error if it was not, and with
     *     the write's own error if its outcome is not unknown
     */
    static CompletableFuture<Seat> reconcile(
            StoreClient client, SeatAction action, ProductKey product, UserPrincipalName user, Throwable error) {
        if (!(Failures.unwrapped(error) instanceof StoreException failure)
                || failure.outcome() != WriteOutcome.UNKNOWN) {
            return CompletableFuture.failedFuture(error);
        }
        return client.findSeat(product, user)
                .handle((seat, readError) -> {
                    if (readError != null) {
                        return CompletableFuture.<Seat>failedFuture(stillUnknown(failure, readError));
                    }
                    return action.isApplied(seat)
                            ? CompletableFuture.completedFuture(action.seatAfter(product, user, seat))
                            : CompletableFuture.<Seat>failedFuture(new NotAppliedException(failure));
                })
                .thenCompose(reconciled -> reconciled);
    }

    /** The error for a write that stays unknown because reading the seat back failed too, which is its cause. */
    static Throwable stillUnknown(StoreException write, Throwable readError) {
        if (!(Failures.unwrapped(readError) instanceof StoreException read)) {
            return readError;
        }
        return new OutcomeUnknownException(
                write.subject(),
                write.httpStatus(),
                "outcome unknown: " + write.reason() + ", and checking the seat failed as well",
                read);
    }
}
