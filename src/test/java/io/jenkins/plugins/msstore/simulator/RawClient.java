package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends requests unchanged, with the JDK's own client and no code of the plugin. */
final class RawClient {
    /** The timeout of a request, much longer than any answer takes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StoreSimulator simulator;
    private final HttpClient client;
    private String token;

    RawClient(StoreSimulator simulator, Version version) {
        this.simulator = simulator;
        this.client = HttpClient.newBuilder()
                .version(version)
                .sslContext(simulator.sslContext())
                .build();
        this.token = simulator.issueToken();
    }

    /** An answer, with its body as text and as JSON, if it is JSON. */
    record Reply(int status, String text, JsonNode json, HttpResponse<?> response) {

        static Reply of(HttpResponse<String> response) {
            return new Reply(response.statusCode(), response.body(), json(response.body()), response);
        }

        /** The first value of a header, or null. */
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        private static JsonNode json(String text) {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }
    }

    /** The same simulator, another token; null for none. */
    RawClient token(String other) {
        token = other;
        return this;
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Reply post(String path) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    Reply post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Reply delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    CompletableFuture<Reply> getLater(String path) {
        return client.sendAsync(request(path).GET().build(), BodyHandlers.ofString())
                .thenApply(Reply::of);
    }

    CompletableFuture<Reply> postLater(String path) {
        return client.sendAsync(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString())
                .thenApply(Reply::of);
    }

    /** Posts a form to the authority, without a token. */
    Reply authority(String path, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(simulator.authorityUrl() + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Sends a GET request to the authority, without a token. */
    Reply authority(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(simulator.authorityUrl() + path))
                .timeout(TIMEOUT));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Reply.of(client.send(request.build(), BodyHandlers.ofString()));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(simulator.storeUrl() + path)).timeout(TIMEOUT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }
}
