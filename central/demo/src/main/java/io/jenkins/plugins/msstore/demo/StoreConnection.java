package io.jenkins.plugins.msstore.demo;

import io.jenkins.plugins.msstore.simulator.ReclaimMethod;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.simulator.StoreSimulatorBuilder;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The service and the identity there, from the command line; without an endpoint, a simulator in this process, which differs
 * from a real service by its address alone.
 */
final class StoreConnection implements AutoCloseable {
    private final DemoOptions options;
    private final StoreSimulator simulator;

    /**
     * @param options the options of the command line
     * @throws IOException when the simulator cannot be started or the token cannot be read
     */
    StoreConnection(DemoOptions options) throws IOException {
        this.options = options;
        this.simulator = options.endpoint() == null ? start(options) : null;
    }

    private static StoreSimulator start(DemoOptions options) throws IOException {
        StoreSimulatorBuilder builder = StoreSimulator.builder();
        if (options.reclaimMethod() != null) {
            builder.reclaimMethod(ReclaimMethod.valueOf(options.reclaimMethod().name()));
        }
        StoreSimulator simulator = builder.start();
        if (options.token() != null) {
            simulator.acceptToken(options.token());
        }
        return simulator;
    }

    /** The authorities to trust beside Java's own and those of the command line. */
    List<X509Certificate> authorities() {
        return simulator == null ? List.of() : List.of(simulator.certificateAuthority());
    }

    String endpoint() {
        return simulator == null ? options.endpoint().toString() : simulator.storeUrl();
    }

    /** The host that issues tokens; empty for the plugin's default. */
    Optional<String> authorityHost() {
        if (options.authorityHost() != null) {
            return Optional.of(options.authorityHost().toString());
        }
        return Optional.ofNullable(simulator).map(StoreSimulator::authorityUrl);
    }

    String tenant() {
        return options.tenant() == null ? simulator.tenantId() : options.tenant();
    }

    String clientId() {
        return options.clientId() == null ? simulator.clientId() : options.clientId();
    }

    String clientSecret() throws IOException {
        String secret = options.clientSecret();
        return secret == null ? simulator.clientSecret() : secret;
    }

    @Override
    public void close() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
