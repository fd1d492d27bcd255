package io.jenkins.plugins.msstore.bulk.journal;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.StoreTenant;
import java.nio.file.Path;

/**
 * First line of a journal: everything that is needed to resume the operation.
 *
 * @param tenant the tenant in which the operation works; null in a journal of a version that did not note it
 * @param batchSize the maximum number of users of one request
 * @param resultLimit the maximum number of seats, and of failures, in the result
 * @param requested the number of distinct entries of the roster
 * @param valid the number of entries that are users
 * @param duplicates the number of entries of the input that were dropped
 * @param startedAt the time at which the operation began, in milliseconds since 1970
 */
record JournalHeader(
        @CheckForNull StoreTenant tenant,
        String reportName,
        String productId,
        String skuId,
        String action,
        int batchSize,
        boolean dryRun,
        boolean ignoreCapacity,
        boolean ignoreApplied,
        int resultLimit,
        int requested,
        int valid,
        int duplicates,
        long startedAt)
        implements JournalLine {

    static JournalHeader of(
            @CheckForNull StoreTenant tenant,
            BulkRequest request,
            Roster roster,
            String reportName,
            int resultLimit,
            long startedAt) {
        return new JournalHeader(
                tenant,
                reportName,
                request.product().productId(),
                request.product().skuId(),
                request.action().word(),
                request.batchSize(),
                request.dryRun(),
                request.ignoreCapacity(),
                request.ignoreApplied(),
                resultLimit,
                roster.requested(),
                roster.valid(),
                roster.duplicates(),
                startedAt);
    }

    BulkRequest request() {
        return new BulkRequest(
                ProductKey.of(productId, skuId),
                BulkRequest.action(action),
                batchSize,
                dryRun,
                ignoreCapacity,
                ignoreApplied);
    }

    /** The roster of the operation, whose entries are in a file. */
    Roster roster(Path file) {
        return new Roster(file, requested, valid, duplicates);
    }
}
