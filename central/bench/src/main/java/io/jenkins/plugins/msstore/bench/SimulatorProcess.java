package io.jenkins.plugins.msstore.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.msstore.client.http.StoreJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A fresh simulator in a separate process, which ends with this process. */
final class SimulatorProcess implements AutoCloseable {

    private static final String HEAP = "-Xmx4g";
    private static final int END_SECONDS = 30;

    private final Process process;
    private final Map<String, String> printed = new HashMap<>();
    private final Path folder;

    private SimulatorProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts a simulator and waits until it listens.
     *
     * @param jar the simulator
     * @param folder an existing folder, into which it writes its secrets and its certificate
     * @param options further options of its command line
     */
    static SimulatorProcess start(Path jar, Path folder, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP, "-jar", jar.toString()));
        command.addAll(List.of(
                "--until-stdin-closes", "--ca-file", folder.resolve("ca.pem").toString()));
        command.addAll(List.of("--token-file", folder.resolve("token").toString()));
        command.addAll(List.of("--secret-file", folder.resolve("secret").toString()));
        command.addAll(options);
        SimulatorProcess simulator = new SimulatorProcess(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start(),
                folder);
        try {
            simulator.awaitReady();
            return simulator;
        } catch (IOException | RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    private void awaitReady() throws IOException {
        BufferedReader out = process.inputReader();
        for (String line; (line = out.readLine()) != null; ) {
            if (line.equals("ready")) {
                return;
            }
            int equals = line.indexOf('=');
            printed.put(line.substring(0, equals), line.substring(equals + 1));
        }
        throw new IOException("the simulator did not start");
    }

    /** The simulator's addresses and files, for contenders. */
    Job.Simulated access() {
        return new Job.Simulated(
                printed.get("endpoint"),
                printed.get("authority") + "/" + printed.get("tenant") + "/oauth2/v2.0/token",
                printed.get("clientId"),
                printed.get("scope"),
                folder.resolve("ca.pem"),
                folder.resolve("token"),
                folder.resolve("secret"));
    }

    /** The CPU time it has taken so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The number of assigned seats of a product. */
    int activeSeats(String productId, String skuId) throws IOException, InterruptedException {
        for (JsonNode product : state().path("products")) {
            JsonNode key = product.path("productKey");
            if (key.path("productId").asText().equals(productId)
                    && key.path("skuId").asText().equals(skuId)) {
                return product.path("activeSeats").asInt();
            }
        }
        return 0;
    }

    /** The requests served and refused in each tenth of a second, as CSV. */
    String throttleHistory() throws IOException, InterruptedException {
        return new String(get("throttle"), StandardCharsets.UTF_8);
    }

    private JsonNode state() throws IOException, InterruptedException {
        return StoreJson.MAPPER.readTree(get("state"));
    }

    private byte[] get(String resource) throws IOException, InterruptedException {
        try {
            HttpClient http = HttpClient.newBuilder()
                    .sslContext(SimulatorTrust.in(folder.resolve("ca.pem")).context())
                    .build();
            URI url = URI.create(printed.get("endpoint") + "/simulator/" + resource);
            return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Ends the simulator and waits until it has ended, so that it takes no CPU time from the next one. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
