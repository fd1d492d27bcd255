package io.jenkins.plugins.msstore.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the command line. All of them are checked before the build starts. */
final class DemoOptions {
    private static final int MAX_CONCURRENT = 64;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--jenkinsfile",
            paramLabel = "FILE",
            description = "The scripted Pipeline to run. Default: an example that shows all steps.")
    private Path jenkinsfile;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Root of the service; needs --token-file, or --tenant, --client-id and --client-secret-file."
                    + " Default: a simulator of it is started.")
    private URI endpoint;

    @Option(
            names = "--authority-host",
            paramLabel = "URL",
            description = "Where tokens are fetched. Default: Microsoft's, or the simulator.")
    private URI authorityHost;

    @Option(names = "--tenant", paramLabel = "ID", description = "The directory's tenant.")
    private String tenant;

    @Option(names = "--client-id", paramLabel = "ID", description = "The application's client id.")
    private String clientId;

    @Option(names = "--client-secret-file", paramLabel = "FILE", description = "Holds the application's client secret.")
    private Path clientSecretFile;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds a bearer token, in place of tenant, client id and secret.")
    private Path tokenFile;

    @Option(
            names = "--trust",
            paramLabel = "CA.pem",
            description = "Certificates of authorities to trust beside those that Java trusts.")
    private List<Path> trust = new ArrayList<>();

    private final List<Certificate> trusted = new ArrayList<>();

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "The folder that node gives. Default: one in the state folder.")
    private Path workspace;

    @Option(
            names = "--artifacts",
            paramLabel = "DIR",
            description = "Where artifacts go. Default: one in the state folder, which the log names.")
    private Path artifacts;

    @Option(
            names = "--max-concurrent",
            paramLabel = "N",
            description = "How many requests may be open at a time. Default: 8.")
    private Integer maxConcurrent;

    @Option(
            names = "--reclaim-method",
            paramLabel = "METHOD",
            description = "How a seat is reclaimed: ${COMPLETION-CANDIDATES}. Default: DELETE.")
    private ReclaimMethod reclaimMethod;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "The folder for the state of the running script. Started again with the same folder after a kill,"
                            + " the script is resumed. Default: a temporary folder.")
    private Path state;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    /** The two ways to reclaim a seat. */
    enum ReclaimMethod {
        POST,
        DELETE
    }

    /**
     * Checks what picocli does not check.
     *
     * @throws ParameterException if options contradict each other, are missing or name a file that does not exist
     */
    void check() {
        if (tokenFile != null && (tenant != null || clientId != null || clientSecretFile != null)) {
            throw usage("--token-file takes the place of --tenant, --client-id and --client-secret-file");
        }
        if (endpoint != null && tokenFile == null && (tenant == null || clientId == null || clientSecretFile == null)) {
            throw usage("--endpoint needs --token-file, or --tenant, --client-id and --client-secret-file");
        }
        if (maxConcurrent != null && (maxConcurrent < 1 || maxConcurrent > MAX_CONCURRENT)) {
            throw usage("--max-concurrent is a number from 1 to " + MAX_CONCURRENT);
        }
        checkUrl("--endpoint", endpoint);
        checkUrl("--authority-host", authorityHost);
        checkReadable("--jenkinsfile", jenkinsfile);
        checkReadable("--client-secret-file", clientSecretFile);
        checkReadable("--token-file", tokenFile);
        trust.forEach(this::readTrusted);
    }

    private void readTrusted(Path file) {
        checkReadable("--trust", file);
        try {
            trusted.addAll(MergedTrustStore.read(file));
        } catch (GeneralSecurityException | IOException e) {
            throw usage("--trust: no certificates in PEM form: " + file);
        }
    }

    private void checkUrl(String option, URI url) {
        if (url != null
                && (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?"))) {
            throw usage(option + " is not a URL: " + url);
        }
    }

    private void checkReadable(String option, Path file) {
        if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
            throw usage(option + ": no such file: " + file);
        }
    }

    /**
     * Creates the error that ends the process with the usage.
     *
     * @param message names the option
     */
    ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /**
     * The script to run.
     *
     * @throws IOException when it cannot be read
     */
    String script() throws IOException {
        if (jenkinsfile != null) {
            return Files.readString(jenkinsfile);
        }
        try (InputStream example = DemoOptions.class.getResourceAsStream("Jenkinsfile")) {
            return new String(example.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The bearer token, or null. */
    String token() throws IOException {
        return trimmed(tokenFile);
    }

    /** The client secret, or null. */
    String clientSecret() throws IOException {
        return trimmed(clientSecretFile);
    }

    private static String trimmed(Path file) throws IOException {
        return file == null ? null : Files.readString(file).trim();
    }

    URI endpoint() {
        return endpoint;
    }

    URI authorityHost() {
        return authorityHost;
    }

    String tenant() {
        return tenant;
    }

    String clientId() {
        return clientId;
    }

    /** The authorities to trust beside Java's own; known after {@link #check}. */
    List<Certificate> trusted() {
        return trusted;
    }

    Path workspace() {
        return workspace;
    }

    Path artifacts() {
        return artifacts;
    }

    Path state() {
        return state;
    }

    Integer maxConcurrent() {
        return maxConcurrent;
    }

    ReclaimMethod reclaimMethod() {
        return reclaimMethod;
    }
}
