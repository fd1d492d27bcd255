package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.Failures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Turns rejections into successes if the user's seat is already in the state that the action leads to: there is none to
 * reclaim, or the user has one. The service's reason is not enough for that: the seat of each rejected user is read. A request
 * that is rejected as a whole may be about the product or the service's URL instead; so if there is no seat, the product's
 * seats must be found as well.
 */
final class AppliedBefore {

    private final StoreClient client;
    private final ProductKey product;
    private final SeatAction action;

    /** Whether the product's seats were found. */
    private volatile boolean isProductFound;

    AppliedBefore(StoreClient client, ProductKey product, SeatAction action) {
        this.client = client;
        this.product = product;
        this.action = action;
    }

    /**
     * Reads the seats of the rejected users.
     *
     * @param batch the batch that the answer is for
     * @return the answer, changed so that rejected users have succeeded whose seat is in the state that the action leads to; a
     *     user whose seat cannot be read stays rejected
     */
    CompletableFuture<BatchAnswer> acceptApplied(Batch batch, CompletableFuture<BatchAnswer> answer) {
        return answer.thenCompose(this::readRejected).exceptionallyCompose(error -> {
            CompletableFuture<BatchAnswer> rejected = CompletableFuture.failedFuture(error);
            return batch.size() == 1
                            && Failures.unwrapped(error) instanceof StoreException failure
                            && FailurePolicy.isRejection(failure)
                            && !FailurePolicy.isFatal(failure)
                    ? readAlone(batch.entries().get(0), failure, rejected)
                    : rejected;
        });
    }

    private CompletableFuture<BatchAnswer> readRejected(BatchAnswer answer) {
        List<CompletableFuture<ResolvedUser>> reads =
                answer.rejected().stream().map(this::read).toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(all -> answer.withRejected(
                        reads.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<ResolvedUser> read(ResolvedUser rejected) {
        UserOutcome outcome = rejected.outcome();
        return applied(UserPrincipalName.of(outcome.userName()), outcome.correlationVector())
                .thenApply(applied -> applied.map(found -> new ResolvedUser(rejected.number(), found))
                        .orElse(rejected));
    }

    private CompletableFuture<BatchAnswer> readAlone(
            RosterEntry entry, StoreException failure, CompletableFuture<BatchAnswer> rejected) {
        return applied(entry.user(), failure.subject().correlationVector())
                .thenCompose(applied -> applied.isEmpty()
                        ? rejected
                        : (applied.get().withoutSeat() ? isProductFound() : CompletableFuture.completedFuture(true))
                                .thenCompose(found -> found
                                        ? CompletableFuture.completedFuture(alone(entry, applied.get()))
                                        : rejected));
    }

    private static BatchAnswer alone(RosterEntry entry, UserOutcome outcome) {
        return new BatchAnswer(List.of(new ResolvedUser(entry, outcome)), List.of(), Map.of(), Map.of());
    }

    /** The outcome of a user whose seat is as the action leaves it; empty if it is not, or cannot be read. */
    private CompletableFuture<Optional<UserOutcome>> applied(UserPrincipalName user, String correlationVector) {
        return client.findSeat(product, user)
                .handle((seat, error) -> error == null && action.isApplied(seat)
                        ? Optional.of(
                                action == SeatAction.RECLAIM
                                        ? UserOutcome.missing(user.text(), correlationVector)
                                        : UserOutcome.succeeded(user.text(), seat.orElseThrow(), correlationVector))
                        : Optional.empty());
    }

    private CompletableFuture<Boolean> isProductFound() {
        if (isProductFound) {
            return CompletableFuture.completedFuture(true);
        }
        return client.seats(product, Optional.empty(), 1).handle((page, error) -> {
            isProductFound |= error == null;
            return error == null;
        });
    }
}
