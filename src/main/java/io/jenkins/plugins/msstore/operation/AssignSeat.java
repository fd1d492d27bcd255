package io.jenkins.plugins.msstore.operation;

import io.jenkins.plugins.msstore.bulk.PlainValues;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationResult;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Assigns a seat to a user. */
@Restricted(NoExternalUse.class)
public final class AssignSeat implements StoreOperation {

    private final ProductKey product;
    private final UserPrincipalName user;

    /**
     * @throws io.jenkins.plugins.msstore.util.InvalidParameterException naming the argument that is not valid
     */
    public AssignSeat(String productId, String skuId, String userName) {
        this.product = ProductKey.of(productId, skuId);
        this.user = UserPrincipalName.of(userName);
    }

    @Override
    public OperationDescription describe() {
        return OperationDescription.of(OperationKind.ASSIGN_SEAT, product).about(user);
    }

    @Override
    public CompletableFuture<Map<String, Object>> start(StoreSession session) {
        return session.client().assignSeat(product, user).thenApply(seat -> result(session, seat));
    }

    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session) {
        return session.client()
                .findSeat(product, user)
                .thenCompose(seat -> SeatAction.ASSIGN.isApplied(seat)
                        ? CompletableFuture.completedFuture(result(session, seat.orElseThrow()))
                        : start(session));
    }

    private Map<String, Object> result(StoreSession session, Seat seat) {
        session.log("Assigned a seat of " + product + " to " + user);
        session.record(OperationResult.ofSeat(seat.state()));
        return PlainValues.of(seat);
    }
}
