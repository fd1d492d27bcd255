package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import java.nio.file.Path;

/**
 * First line of a journal: all that a run needs to go on.
 *
 * @param batchSize how many users go into one call
 * @param resultLimit how many seats, and how many failures, the result may hold
 * @param requested how many distinct entries the roster has
 * @param valid how many of them are users
 * @param duplicates how many entries of the input were dropped
 * @param startedAt when the run began, in milliseconds since 1970
 */
record JournalHeader(
        String reportName,
        String productId,
        String skuId,
        String action,
        int batchSize,
        boolean dryRun,
        boolean ignoreCapacity,
        int resultLimit,
        int requested,
        int valid,
        int duplicates,
        long startedAt)
        implements JournalLine {

    static JournalHeader of(BulkRequest request, Roster roster, String reportName, int resultLimit, long startedAt) {
        return new JournalHeader(
                reportName,
                request.product().productId(),
                request.product().skuId(),
                request.action().word(),
                request.batchSize(),
                request.dryRun(),
                request.ignoreCapacity(),
                resultLimit,
                roster.requested(),
                roster.valid(),
                roster.duplicates(),
                startedAt);
    }

    BulkRequest request() {
        return new BulkRequest(
                ProductKey.of(productId, skuId), BulkRequest.action(action), batchSize, dryRun, ignoreCapacity);
    }

    /** The run's users, which lie in a file. */
    Roster roster(Path file) {
        return new Roster(file, requested, valid, duplicates);
    }
}
