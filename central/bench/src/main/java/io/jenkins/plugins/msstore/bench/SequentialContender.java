package io.jenkins.plugins.msstore.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.msstore.client.http.StoreJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The loop of Microsoft's PowerShell module: 25 users after 25 users, and a new token for each batch. */
final class SequentialContender implements Contender {

    private static final JsonMapper JSON = StoreJson.MAPPER;

    @Override
    public int run(Job job) throws Exception {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(SimulatorTrust.in(job.simulator().caFile()).context())
                .build();
        String grant = grant(job.simulator());
        try (PlainReport report = new PlainReport(job.reportFile())) {
            for (List<String> users : UsersOfFile.batches(job.usersFile())) {
                BulkCall call = BulkCall.of(users);
                String token = token(http, job.simulator().tokenUrl(), grant);
                HttpResponse<byte[]> answer = http.send(call.request(job, token), BodyHandlers.ofByteArray());
                report.answered(users, answer.statusCode(), answer.body(), call.vector());
            }
            return report.assigned();
        }
    }

    private static String grant(Job.Simulated simulator) throws IOException {
        return "grant_type=client_credentials&client_id=" + simulator.clientId() + "&scope="
                + encoded(simulator.scope()) + "&client_secret=" + encoded(simulator.secret());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String token(HttpClient http, String url, String grant) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(grant))
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("no token: HTTP " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).path("access_token").asText();
    }
}
