package io.jenkins.plugins.msstore.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The job of a contender.
 *
 * @param simulator the service
 * @param usersFile the users, as CSV with a header
 * @param productId the product whose seats are assigned
 * @param skuId its SKU
 * @param reportFolder an existing, empty folder for the report
 * @param concurrency the maximum number of requests in flight
 */
record Job(Simulated simulator, Path usersFile, String productId, String skuId, Path reportFolder, int concurrency) {

    /**
     * The address of a simulator, and a client's credentials there.
     *
     * @param endpoint the service's root URL
     * @param tokenUrl the URL of the token endpoint
     * @param clientId the application
     * @param scope the scope of tokens
     * @param caFile the certificate to trust, as PEM
     * @param tokenFile a token that does not expire
     * @param secretFile the application's secret
     */
    record Simulated(
            String endpoint,
            String tokenUrl,
            String clientId,
            String scope,
            Path caFile,
            Path tokenFile,
            Path secretFile) {

        String token() throws IOException {
            return Files.readString(tokenFile);
        }

        String secret() throws IOException {
            return Files.readString(secretFile);
        }
    }

    /** The URL of the bulk operation on the product. */
    URI seatsUrl() {
        return URI.create(simulator.endpoint() + "/V1/Inventory/" + productId + "/" + skuId + "/Seats");
    }

    /** The CSV file of contenders other than the plugin, which write one report file. */
    Path reportFile() {
        return reportFolder.resolve("report.csv");
    }

    /** Writes the job to a file for another process. */
    void write(Path file) throws IOException {
        Properties values = new Properties();
        values.setProperty("endpoint", simulator.endpoint());
        values.setProperty("tokenUrl", simulator.tokenUrl());
        values.setProperty("clientId", simulator.clientId());
        values.setProperty("scope", simulator.scope());
        values.setProperty("caFile", simulator.caFile().toString());
        values.setProperty("tokenFile", simulator.tokenFile().toString());
        values.setProperty("secretFile", simulator.secretFile().toString());
        values.setProperty("usersFile", usersFile.toString());
        values.setProperty("productId", productId);
        values.setProperty("skuId", skuId);
        values.setProperty("reportFolder", reportFolder.toString());
        values.setProperty("concurrency", Integer.toString(concurrency));
        try (Writer out = Files.newBufferedWriter(file)) {
            values.store(out, null);
        }
    }

    /** Reads a job that another process has written. */
    static Job read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            values.load(in);
        }
        Simulated simulator = new Simulated(
                values.getProperty("endpoint"),
                values.getProperty("tokenUrl"),
                values.getProperty("clientId"),
                values.getProperty("scope"),
                Path.of(values.getProperty("caFile")),
                Path.of(values.getProperty("tokenFile")),
                Path.of(values.getProperty("secretFile")));
        return new Job(
                simulator,
                Path.of(values.getProperty("usersFile")),
                values.getProperty("productId"),
                values.getProperty("skuId"),
                Path.of(values.getProperty("reportFolder")),
                Integer.parseInt(values.getProperty("concurrency")));
    }
}
