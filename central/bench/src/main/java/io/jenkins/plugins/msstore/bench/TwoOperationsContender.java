package io.jenkins.plugins.msstore.bench;

import io.jenkins.plugins.msstore.client.http.ConcurrencyLimiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Two bulk operations, as those of two builds, that share a tenant's limiter: each has half of the users. */
final class TwoOperationsContender implements Contender {

    private static final int OPERATIONS = 2;

    private double smallestPart;

    @Override
    public int run(Job job) throws Exception {
        List<OursContender.Operation> operations = new ArrayList<>();
        try (ControllerConnections connections = new ControllerConnections(job)) {
            ConcurrencyLimiter limiter = new ConcurrencyLimiter(job.concurrency(), connections.timer());
            for (int i = 0; i < OPERATIONS; i++) {
                operations.add(OursContender.Operation.start(part(job, i), connections, limiter));
            }
            CompletableFuture.anyOf(operations.stream()
                            .map(OursContender.Operation::finished)
                            .toArray(CompletableFuture[]::new))
                    .get();
            int[] done = operations.stream()
                    .mapToInt(operation -> operation.execution().progress().done())
                    .toArray();
            smallestPart = (double) Math.min(done[0], done[1]) / (done[0] + done[1]);
            int seats = 0;
            for (OursContender.Operation operation : operations) {
                seats += operation.result();
            }
            return seats;
        }
    }

    @Override
    public double smallestPart() {
        return smallestPart;
    }

    private static Job part(Job job, int index) throws IOException {
        List<String> lines = Files.readAllLines(job.usersFile());
        List<String> part = new ArrayList<>(List.of(lines.get(0)));
        for (int i = 1 + index; i < lines.size(); i += OPERATIONS) {
            part.add(lines.get(i));
        }
        Path folder = Files.createDirectory(job.reportFolder().resolve("operation-" + index));
        return new Job(
                job.simulator(),
                Files.write(folder.resolve("users.csv"), part),
                job.productId(),
                job.skuId(),
                folder,
                job.concurrency());
    }
}
