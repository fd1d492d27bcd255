package io.jenkins.plugins.msstore.demo;

import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The one simulator of the tests in this process: TLS clients read their trusted certificates once in a process's life. */
final class SharedSimulator {
    static final StoreSimulator INSTANCE = start();

    private SharedSimulator() {}

    private static StoreSimulator start() {
        try {
            return StoreSimulator.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line for a host that uses it. */
    static List<String> arguments(Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), INSTANCE.clientSecret() + "\n");
        Path authority = Files.writeString(folder.resolve("ca.pem"), INSTANCE.certificateAuthorityPem());
        return new ArrayList<>(List.of(
                "--endpoint", INSTANCE.storeUrl(),
                "--authority-host", INSTANCE.authorityUrl(),
                "--tenant", INSTANCE.tenantId(),
                "--client-id", INSTANCE.clientId(),
                "--client-secret-file", secret.toString(),
                "--trust", authority.toString(),
                "--workspace", folder.resolve("workspace").toString(),
                "--artifacts", folder.resolve("artifacts").toString()));
    }
}
