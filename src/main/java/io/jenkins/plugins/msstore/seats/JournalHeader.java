package io.jenkins.plugins.msstore.seats;

import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.seats.roster.Roster;

/**
 * What a journal begins with: all that a run needs to go on. Its components are the fields of its JSON.
 *
 * @param version of the journal's form
 * @param batchSize how many users go into one call
 * @param resultLimit how many seats, and how many failures, the result may hold
 * @param requested how many distinct entries the roster has
 * @param valid how many of them are users
 * @param duplicates how many entries of the input were dropped
 * @param startedAt when the run began, in milliseconds since 1970
 */
record JournalHeader(
        int version,
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
        long startedAt) {

    static final int VERSION = 2;

    static JournalHeader of(BulkRequest request, Roster roster, String reportName, int resultLimit, long startedAt) {
        return new JournalHeader(
                VERSION,
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

    /** The rest of a journal of another form may mean something else: going on from it could serve somebody twice. */
    void requireKnownVersion() {
        if (version != VERSION) {
            throw new IllegalStateException(
                    "it has form " + version + ", and this version of the plugin knows " + VERSION);
        }
    }

    BulkRequest request() {
        return new BulkRequest(
                ProductKey.of(productId, skuId), BulkRequest.action(action), batchSize, dryRun, ignoreCapacity);
    }
}
