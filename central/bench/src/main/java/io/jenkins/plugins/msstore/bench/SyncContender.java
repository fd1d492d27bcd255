package io.jenkins.plugins.msstore.bench;

import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.sync.SyncExecution;
import io.jenkins.plugins.msstore.sync.SyncJournal;
import io.jenkins.plugins.msstore.sync.SyncMode;
import io.jenkins.plugins.msstore.sync.SyncPlan;
import io.jenkins.plugins.msstore.sync.SyncReport;
import io.jenkins.plugins.msstore.sync.SyncRequest;
import io.jenkins.plugins.msstore.sync.SyncSummary;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** The plugin's sync, with the same settings as in {@code msStoreSyncSeats}. */
final class SyncContender implements Contender, SyncExecution.Listener {

    private static final int RESULT_LIMIT = 1000;

    private static final int MAX_UNREACHABLE = 4;

    @Override
    public int run(Job job) throws Exception {
        Path folder = Files.createDirectories(job.reportFolder().resolve("journal"));
        ExecutorService executor = Executors.newCachedThreadPool();
        try (ControllerConnections connections = new ControllerConnections(job);
                SyncJournal journal = SyncJournal.begin(
                        folder,
                        null,
                        request(job),
                        OursContender.roster(job, SyncJournal.listFile(folder)),
                        "report",
                        RESULT_LIMIT)) {
            ConcurrencyLimiter limiter = new ConcurrencyLimiter(job.concurrency(), connections.timer());
            SyncSummary summary = new SyncExecution(
                            OursContender.client(job, connections, limiter),
                            journal,
                            2 * job.concurrency(),
                            MAX_UNREACHABLE,
                            executor,
                            this)
                    .start()
                    .get();
            SyncReport.write(
                    journal,
                    summary,
                    job.reportFolder(),
                    "report",
                    SyncReport.plainValues(summary, List.of()),
                    UnaryOperator.identity());
            return summary.added() + summary.plan().orElseThrow().unchanged();
        } finally {
            executor.shutdown();
        }
    }

    private static SyncRequest request(Job job) {
        return new SyncRequest(
                ProductKey.of(job.productId(), job.skuId()),
                SyncMode.FULL,
                CountOrPercent.of("maxRemovals", "100%"),
                List.of(),
                Optional.empty(),
                false,
                false);
    }

    @Override
    public void onWarning(String line) {
        System.err.println(line);
    }

    @Override
    public void onPlan(SyncPlan plan) {
        // its time is part of the whole
    }
}
