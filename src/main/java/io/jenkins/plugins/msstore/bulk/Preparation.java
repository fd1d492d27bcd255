package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.util.Failures;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Prepares a bulk operation before its first batch is sent: a dry run reads the list of seats, and an assignment
 * checks whether there are enough seats for all users.
 */
final class Preparation {

    private final StoreClient client;
    private final BulkJournal journal;
    private final BulkRequest request;
    private final Consumer<String> warnings;

    /**
     * @param journal is written by the preparation alone while it runs
     * @param warnings receives problems that do not end the operation
     */
    Preparation(StoreClient client, BulkJournal journal, Consumer<String> warnings) {
        this.client = client;
        this.journal = journal;
        this.request = journal.request();
        this.warnings = warnings;
    }

    /**
     * Runs the preparation.
     *
     * @return completes when batches may be sent, also if the client was cancelled; fails with the {@link StoreException}
     *     that ends the operation instead
     */
    CompletableFuture<Void> run() {
        return prepare().exceptionallyCompose(error -> {
            Throwable failure = Failures.unwrapped(error);
            boolean canContinue = failure instanceof CancellationException
                    || failure instanceof StoreException known && !endsOperation(known);
            return canContinue ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure);
        });
    }

    private CompletableFuture<Void> prepare() {
        if (request.dryRun()) {
            return new DryRunListing(client, request.product(), journal).run();
        }
        if (request.checksCapacity()
                && journal.state().sent().isEmpty()
                && journal.roster().valid() > 0) {
            return new CapacityCheck(client, request.product(), journal.roster()).run();
        }
        return CompletableFuture.completedFuture(null);
    }

    private boolean endsOperation(StoreException failure) {
        if (request.dryRun()) {
            // every user is read instead
            return false;
        }
        if (FailurePolicy.isFatalInPreparation(failure)) {
            return true;
        }
        warnings.accept("could not check whether enough seats are free: " + failure.messageWithoutUser());
        return false;
    }
}
