package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.error.NotDoneException;
import io.jenkins.plugins.msstore.client.error.OutcomeUnknownException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Verdict;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.Failures;
import java.util.concurrent.CompletableFuture;

/** Finds out by a look at the user's seat what became of a write whose outcome is unknown. */
final class SettledByLook {

    private SettledByLook() {}

    /**
     * @param error what the write failed with
     * @return the seat where the look shows that the write was done; fails with a {@link Verdict#NOT_DONE} error where it
     *     was certainly not, and with the write's own error where that was not unknown at all
     */
    static CompletableFuture<Seat> settle(
            StoreClient client, SeatAction action, ProductKey product, UserPrincipalName user, Throwable error) {
        if (!(Failures.unwrapped(error) instanceof StoreException failure) || failure.verdict() != Verdict.UNKNOWN) {
            return CompletableFuture.failedFuture(error);
        }
        return client.findSeat(product, user)
                .handle((seat, lookError) -> {
                    if (lookError != null) {
                        return CompletableFuture.<Seat>failedFuture(stillUnknown(failure, lookError));
                    }
                    return action.isDone(seat)
                            ? CompletableFuture.completedFuture(action.settled(product, user, seat))
                            : CompletableFuture.<Seat>failedFuture(new NotDoneException(failure));
                })
                .thenCompose(settled -> settled);
    }

    /** The error for a write that stays unknown because the look failed too. */
    static Throwable stillUnknown(StoreException write, Throwable lookError) {
        if (!(Failures.unwrapped(lookError) instanceof StoreException look)) {
            return lookError;
        }
        return new OutcomeUnknownException(
                write.subject(),
                write.httpStatus(),
                "outcome unknown: " + write.reason() + "; looking at the seat failed too: " + look.reason(),
                look);
    }
}
