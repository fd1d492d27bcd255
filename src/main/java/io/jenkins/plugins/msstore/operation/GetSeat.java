package io.jenkins.plugins.msstore.operation;

import io.jenkins.plugins.msstore.bulk.PlainValues;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationResult;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads a user's seat. */
@Restricted(NoExternalUse.class)
public final class GetSeat implements StoreOperation {

    private final ProductKey product;
    private final UserPrincipalName user;

    /**
     * @throws io.jenkins.plugins.msstore.util.InvalidParameterException naming the argument that is not valid
     */
    public GetSeat(String productId, String skuId, String userName) {
        this.product = ProductKey.of(productId, skuId);
        this.user = UserPrincipalName.of(userName);
    }

    @Override
    public OperationDescription describe() {
        return OperationDescription.of(OperationKind.GET_SEAT, product).about(user);
    }

    @Override
    public CompletableFuture<Map<String, Object>> start(StoreSession session) {
        return session.client().findSeat(product, user).thenApply(seat -> result(session, seat));
    }

    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session) {
        return start(session);
    }

    private Map<String, Object> result(StoreSession session, Optional<Seat> seat) {
        session.log(seat.map(found -> user + " has a seat of " + product + " in state " + found.state())
                .orElse(user + " has no seat of " + product));
        seat.ifPresent(found -> session.record(OperationResult.ofSeat(found.state())));
        return seat.map(PlainValues::of).orElse(null);
    }
}
