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
 * Turns rejections of a reclaim into successes if the user has no seat. The service's text does not decide that: the seat of
 * each rejected user is read. A request that is rejected as a whole may be about the product or the service's URL instead,
 * so the product's seats must be found as well.
 */
final class MissingSeats {

    private final StoreClient client;
    private final ProductKey product;

    /** Whether the product's seats were found. */
    private volatile boolean isProductFound;

    MissingSeats(StoreClient client, ProductKey product) {
        this.client = client;
        this.product = product;
    }

    /**
     * Reads the seats of the users that an answer rejects.
     *
     * @param batch the batch that the answer is for
     * @return the answer in which rejected users without a seat have succeeded; a user whose seat cannot be read stays
     *     rejected
     */
    CompletableFuture<BatchAnswer> ignored(Batch batch, CompletableFuture<BatchAnswer> answer) {
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
        return isMissing(UserPrincipalName.of(outcome.userName()))
                .thenApply(missing -> missing
                        ? new ResolvedUser(
                                rejected.number(), UserOutcome.missing(outcome.userName(), outcome.correlationVector()))
                        : rejected);
    }

    private CompletableFuture<BatchAnswer> readAlone(
            RosterEntry entry, StoreException failure, CompletableFuture<BatchAnswer> rejected) {
        UserOutcome outcome =
                UserOutcome.missing(entry.user().text(), failure.subject().correlationVector());
        return isMissing(entry.user())
                .thenCompose(missing -> missing ? isProductFound() : CompletableFuture.completedFuture(false))
                .thenCompose(missing -> missing
                        ? CompletableFuture.completedFuture(new BatchAnswer(
                                List.of(new ResolvedUser(entry, outcome)), List.of(), Map.of(), Map.of()))
                        : rejected);
    }

    private CompletableFuture<Boolean> isMissing(UserPrincipalName user) {
        return client.findSeat(product, user)
                .handle((seat, error) -> error == null && SeatAction.RECLAIM.isApplied(seat));
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
