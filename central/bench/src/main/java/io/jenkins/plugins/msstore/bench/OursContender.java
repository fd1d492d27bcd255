package io.jenkins.plugins.msstore.bench;

import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.seats.BulkRequest;
import io.jenkins.plugins.msstore.seats.BulkRun;
import io.jenkins.plugins.msstore.seats.BulkSummary;
import io.jenkins.plugins.msstore.seats.PlainValues;
import io.jenkins.plugins.msstore.seats.SeatReport;
import io.jenkins.plugins.msstore.seats.UserRoster;
import io.jenkins.plugins.msstore.seats.UsersFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The plugin's engine, put together as the operation behind {@code msStoreBulkSeats} puts it together. */
final class OursContender implements Contender {

    private static final int RESULT_LIMIT = 1000;

    @Override
    public int run(Job job) throws Exception {
        try (ControllerConnections connections = new ControllerConnections(job)) {
            StoreClient client = client(job, connections);
            SeatReport report = new SeatReport(job.reportFolder(), "report");
            BulkRequest request = new BulkRequest(
                    ProductKey.of(job.productId(), job.skuId()), SeatAction.ASSIGN, BATCH_SIZE, false, false);
            BulkRun run =
                    new BulkRun(client, request, roster(job.usersFile()), report, job.concurrency(), RESULT_LIMIT);
            BulkSummary summary = run.start().get();
            report.finish(PlainValues.of(summary, List.of()));
            return summary.succeeded();
        }
    }

    private static StoreClient client(Job job, ControllerConnections connections) throws IOException {
        ScheduledExecutorService timer = connections.timer();
        return StoreClient.builder(
                        StoreEndpoint.of(job.simulator().endpoint()),
                        new FixedTokenSource(job.simulator().token()),
                        connections.http(),
                        timer)
                .build();
    }

    private static UserRoster roster(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new UsersFile(file.getFileName().toString(), null).read(in);
        }
    }
}
