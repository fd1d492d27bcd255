package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorCommandTest {
    private static final String ADA = "/V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada@contoso.example";

    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void otherProcessesAreServedUntilTheInputEnds() throws Exception {
        Path certificate = folder.resolve("ca.pem");
        Path token = folder.resolve("token");
        Path secret = folder.resolve("secret");
        Map<String, String> printed = start(
                "--until-stdin-closes",
                "--ca-file",
                certificate.toString(),
                "--token-file",
                token.toString(),
                "--secret-file",
                secret.toString(),
                "--unknown-user",
                "eve@contoso.example",
                "--fault",
                "on=ASSIGN_SEAT,nth=1,effect=status,status=503,retry-after=2",
                "--product",
                "9NEW00000000/0001:7");
        String endpoint = printed.get("endpoint");
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(certificate)).build();
        String bearer = "Bearer " + Files.readString(token);

        HttpResponse<String> fault =
                send(client, request(endpoint + ADA, bearer).POST(BodyPublishers.noBody()));
        HttpResponse<String> assigned =
                send(client, request(endpoint + ADA, bearer).POST(BodyPublishers.noBody()));
        HttpResponse<String> unknown = send(
                client, request(endpoint + ADA.replace("ada", "eve"), bearer).POST(BodyPublishers.noBody()));

        assertThat(fault.statusCode()).isEqualTo(503);
        assertThat(fault.headers().firstValue("Retry-After")).contains("2");
        assertThat(assigned.statusCode()).isEqualTo(200);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(send(client, request(endpoint + "/simulator/seats/9NBLGGH4R2R6/0016", null))
                        .body())
                .startsWith("userName,state,dateAssigned\r\nada@contoso.example,Active,20");
        assertThat(send(client, request(endpoint + "/simulator/counters", null)).body())
                .contains("\"assign_seat\":3");
        assertThat(send(client, request(endpoint + "/simulator/state", null)).body())
                .contains("\"seatCapacity\":7");
        assertThat(printed).containsEntry("tenant", DefaultWorld.TENANT_ID).containsEntry("authority", endpoint);
        assertThat(Files.readString(secret)).hasSizeGreaterThan(20).doesNotContain("\n");

        process.getOutputStream().close();

        assertThat(process.waitFor()).isZero();
    }

    @Test
    void otherProcessesCanSetFaults() throws Exception {
        Path certificate = folder.resolve("ca.pem");
        Map<String, String> printed = start("--ca-file", certificate.toString(), "--http-version", "1.1");
        String faults = printed.get("endpoint") + "/simulator/faults";
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(certificate)).build();
        HttpRequest.Builder inventory = request(printed.get("endpoint") + "/V1/Inventory", null);

        HttpResponse<String> added = send(
                client, request(faults, null).POST(BodyPublishers.ofString("on=STORE,effect=status,status=418\n")));
        HttpResponse<String> refused =
                send(client, request(faults, null).POST(BodyPublishers.ofString("on=STORE,effect=lunch")));

        assertThat(added.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(send(client, inventory).version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(send(client, inventory).statusCode()).isEqualTo(418);
        send(client, request(faults, null).DELETE());
        assertThat(send(client, inventory).statusCode()).isEqualTo(401);
    }

    @Test
    void theRateCanBeChangedByOtherProcesses() throws Exception {
        Path certificate = folder.resolve("ca.pem");
        Map<String, String> printed = start("--ca-file", certificate.toString(), "--throttle-per-second", "1,2@3600");
        String throttle = printed.get("endpoint") + "/simulator/throttle";
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(certificate)).build();
        HttpRequest.Builder inventory = request(printed.get("endpoint") + "/V1/Inventory", null);

        send(client, inventory);
        int second = send(client, inventory).statusCode();
        String history = send(client, request(throttle, null)).body();
        HttpResponse<String> refused = send(client, request(throttle, null).POST(BodyPublishers.ofString("many")));
        send(client, request(throttle, null).POST(BodyPublishers.ofString("0")));

        assertThat(second).isEqualTo(429);
        assertThat(history).startsWith("millis,perSecond,served,refused\n0,1,1,");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(send(client, inventory).statusCode()).isEqualTo(401);
    }

    @Test
    void invalidOptionsAreRejected() throws Exception {
        process = command("--fault", "on=STORE,effect=lunch").start();

        assertThat(new String(process.getErrorStream().readAllBytes())).contains("Unknown effect lunch");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    private Map<String, String> start(String... options) throws IOException {
        process = command(options)
                .redirectError(folder.resolve("stderr.txt").toFile())
                .start();
        Map<String, String> printed = new HashMap<>();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            assertThat(line)
                    .as(() -> "A line on stdout; stderr is " + text(folder.resolve("stderr.txt")))
                    .isNotNull();
            printed.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return printed;
    }

    private static ProcessBuilder command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorCommand.class.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command);
    }

    private static HttpRequest.Builder request(String url, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream pem = new ByteArrayInputStream(Files.readAllBytes(certificate))) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
