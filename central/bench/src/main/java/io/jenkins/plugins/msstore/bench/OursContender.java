package io.jenkins.plugins.msstore.bench;

import io.jenkins.plugins.msstore.bulk.BulkExecution;
import io.jenkins.plugins.msstore.bulk.PlainValues;
import io.jenkins.plugins.msstore.bulk.SeatReport;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.bulk.users.UsersFile;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The plugin's bulk engine, with the same settings as in {@code msStoreBulkSeats}. */
final class OursContender implements Contender {

    private static final int RESULT_LIMIT = 1000;

    /** The time between two forced writes of the journal. */
    private static final long FORCE_MILLIS = 1000;

    private static final int MAX_UNREACHABLE = 4;

    /**
     * One bulk operation under way.
     *
     * @param job the contender's job
     * @param journal its journal
     * @param report its report
     * @param forcing forces its journal to the disk again and again
     * @param execution its execution
     * @param finished completes when every user has an outcome
     */
    record Operation(
            Job job,
            BulkJournal journal,
            SeatReport report,
            Future<?> forcing,
            BulkExecution execution,
            CompletableFuture<BulkSummary> finished) {

        static Operation start(Job job, ControllerConnections connections, ConcurrencyLimiter limiter)
                throws IOException {
            Path folder = Files.createDirectories(job.reportFolder().resolve("journal"));
            BulkRequest request = new BulkRequest(
                    ProductKey.of(job.productId(), job.skuId()), SeatAction.ASSIGN, BATCH_SIZE, false, false, false);
            BulkJournal journal = BulkJournal.begin(
                    folder, null, request, roster(job, BulkJournal.rosterFile(folder)), "report", RESULT_LIMIT);
            SeatReport report = SeatReport.begin(journal, job.reportFolder(), UnaryOperator.identity());
            BulkExecution execution = new BulkExecution(
                    client(job, connections, limiter),
                    journal,
                    2 * job.concurrency(),
                    MAX_UNREACHABLE,
                    System.err::println);
            Future<?> forcing = connections
                    .timer()
                    .scheduleWithFixedDelay(() -> force(journal), FORCE_MILLIS, FORCE_MILLIS, TimeUnit.MILLISECONDS);
            return new Operation(job, journal, report, forcing, execution, execution.start());
        }

        private static void force(BulkJournal journal) {
            try {
                journal.force();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for the end, and for the complete report. */
        int result() throws Exception {
            try (journal) {
                BulkSummary summary = finished.get();
                forcing.cancel(false);
                report.end(PlainValues.of(summary, List.of()));
                return summary.succeeded();
            }
        }
    }

    @Override
    public int run(Job job) throws Exception {
        try (ControllerConnections connections = new ControllerConnections(job)) {
            return Operation.start(job, connections, new ConcurrencyLimiter(job.concurrency(), connections.timer()))
                    .result();
        }
    }

    static StoreClient client(Job job, ControllerConnections connections, ConcurrencyLimiter limiter)
            throws IOException {
        return StoreClient.builder(
                        StoreEndpoint.of(job.simulator().endpoint()),
                        new FixedTokenSource(job.simulator().token()),
                        connections.http(),
                        connections.timer())
                .limiter(limiter)
                .build();
    }

    static Roster roster(Job job, Path target) throws IOException {
        Path file = job.usersFile();
        try (InputStream in = Files.newInputStream(file)) {
            return Roster.write(
                    target, entries -> new UsersFile(file.getFileName().toString(), null).read(in, entries));
        }
    }
}
