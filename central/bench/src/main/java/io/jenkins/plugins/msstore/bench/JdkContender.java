package io.jenkins.plugins.msstore.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The fast baseline: the JDK's own client with as many requests in flight as the others have. Users of a failed request are
 * reported as failed; nothing is repeated, checked or read back.
 */
final class JdkContender implements Contender {

    @Override
    public int run(Job job) throws Exception {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(SimulatorTrust.in(job.simulator().caFile()).context())
                .build();
        List<List<String>> batches = UsersOfFile.batches(job.usersFile());
        try (PlainReport report = new PlainReport(job.reportFile())) {
            Lanes lanes = new Lanes(http, job, job.simulator().token(), batches, report, new AtomicInteger());
            CompletableFuture.allOf(IntStream.range(0, job.concurrency())
                            .mapToObj(lane -> lanes.next())
                            .toArray(CompletableFuture[]::new))
                    .get();
            return report.assigned();
        }
    }

    /**
     * Requests one after the other, in as many lanes as there are calls of {@link #next()}.
     *
     * @param sent the number of batches sent so far
     */
    private record Lanes(
            HttpClient http,
            Job job,
            String token,
            List<List<String>> batches,
            PlainReport report,
            AtomicInteger sent) {

        CompletableFuture<Void> next() {
            int index = sent.getAndIncrement();
            if (index >= batches.size()) {
                return CompletableFuture.completedFuture(null);
            }
            BulkCall call = BulkCall.of(batches.get(index));
            try {
                return http.sendAsync(call.request(job, token), BodyHandlers.ofByteArray())
                        .thenCompose(answer -> {
                            take(call, answer);
                            return next();
                        });
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private void take(BulkCall call, HttpResponse<byte[]> answer) {
            try {
                report.answered(call.users(), answer.statusCode(), answer.body(), call.vector());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
