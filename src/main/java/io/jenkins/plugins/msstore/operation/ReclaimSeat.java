package io.jenkins.plugins.msstore.operation;

import io.jenkins.plugins.msstore.bulk.PlainValues;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.util.Failures;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reclaims a user's seat. */
@Restricted(NoExternalUse.class)
public final class ReclaimSeat implements StoreOperation {

    private final ProductKey product;
    private final UserPrincipalName user;
    private final boolean ignoreMissing;

    /**
     * @param ignoreMissing whether a user without a seat is no error
     * @throws io.jenkins.plugins.msstore.util.InvalidParameterException naming the argument that is not valid
     */
    public ReclaimSeat(String productId, String skuId, String userName, boolean ignoreMissing) {
        this.product = ProductKey.of(productId, skuId);
        this.user = UserPrincipalName.of(userName);
        this.ignoreMissing = ignoreMissing;
    }

    @Override
    public OperationDescription describe() {
        return OperationDescription.of(OperationKind.RECLAIM_SEAT, product).about(user);
    }

    @Override
    public CompletableFuture<Map<String, Object>> start(StoreSession session) {
        return session.client()
                .reclaimSeat(product, user)
                .thenApply(seat -> result(session, seat))
                .exceptionallyCompose(error -> {
                    if (ignoreMissing
                            && Failures.unwrapped(error) instanceof NotFoundException notFound
                            && notFound.meansNoSeat()) {
                        session.log(withoutSeat(notFound));
                        return CompletableFuture.completedFuture(null);
                    }
                    return CompletableFuture.failedFuture(error);
                });
    }

    /** Resumes the operation; a seat that no longer exists is taken to have been reclaimed before the restart. */
    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session) {
        return session.client()
                .findSeat(product, user)
                .thenCompose(seat -> SeatAction.RECLAIM.isApplied(seat)
                        ? CompletableFuture.completedFuture(
                                result(session, SeatAction.RECLAIM.seatAfter(product, user, seat)))
                        : start(session));
    }

    /** A server that is not the service answers 404, too, and does not name what is missing. */
    private String withoutSeat(NotFoundException notFound) {
        return notFound.item() == NotFoundException.Item.UNSPECIFIED
                ? "WARNING: " + user + " counts as without a seat of " + product
                        + " to reclaim, although the answer (HTTP 404, "
                        + "MS-CV " + notFound.subject().correlationVector()
                        + ") does not name what is missing: if that is "
                        + "unexpected, check the service URL"
                : user + " has no seat of " + product + " to reclaim";
    }

    private Map<String, Object> result(StoreSession session, Seat seat) {
        session.log("Reclaimed the seat of " + product + " from " + user);
        session.record(OperationResult.ofSeat(seat.state()));
        return PlainValues.of(seat);
    }
}
