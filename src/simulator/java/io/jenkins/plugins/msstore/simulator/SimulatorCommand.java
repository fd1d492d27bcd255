package io.jenkins.plugins.msstore.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulator as a program. */
@Command(
        name = "store-simulator",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Simulates the Microsoft Store for Business service and its token endpoint on 127.0.0.1.",
            "Prints endpoint, authority, tenant, client id, scope and products on stdout, one name=value a line, then"
                    + " the line 'ready'. Runs until it is terminated (SIGTERM, Ctrl-C).",
            "Other processes read its state at <endpoint's host>/simulator/state, /simulator/counters and"
                    + " /simulator/seats/{productId}/{skuId}, and POST fault rules to /simulator/faults."
        })
public final class SimulatorCommand implements Callable<Integer> {
    private static final int FAILURE = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "The Store's port (default: any free one).")
    private int port;

    @Option(
            names = "--authority-port",
            paramLabel = "N",
            description = "The port of the token endpoint; 0 for any free one (default: the Store's port).")
    private Integer authorityPort;

    @Option(
            names = "--http-version",
            paramLabel = "1.1|2",
            defaultValue = "2",
            description = "The HTTP versions offered: 1.1 alone, or 1.1 and 2 (default: ${DEFAULT-VALUE}).")
    private String httpVersion;

    @Option(
            names = "--plain-http",
            description = "Serves the Store without TLS; the token endpoint keeps TLS, on another port.")
    private boolean plainHttp;

    @Option(
            names = "--path-prefix",
            paramLabel = "PATH",
            defaultValue = "",
            description = "The path before /V1, such as /gateway/mts (default: none).")
    private String pathPrefix;

    @Option(
            names = "--latency-millis",
            paramLabel = "N",
            description = "The time from each request to its answer (default: as short as possible).")
    private long latencyMillis;

    @Option(
            names = "--throttle-per-second",
            paramLabel = "N[,N@SECOND...]",
            defaultValue = "0",
            description =
                    "How many requests a second are served; the others get 429 with Retry-After: 1. 60,10@20 means 60"
                            + " for twenty seconds, then 10 (default: all are served). POST /simulator/throttle changes"
                            + " it.")
    private String throttlePerSecond;

    @Option(
            names = "--token-lifetime-seconds",
            paramLabel = "N",
            defaultValue = "3600",
            description = "The lifetime of tokens (default: ${DEFAULT-VALUE}).")
    private long tokenLifetimeSeconds;

    @Option(
            names = "--reclaim-method",
            paramLabel = "POST|DELETE",
            defaultValue = "DELETE",
            description = "The method that reclaims a seat (default: ${DEFAULT-VALUE}).")
    private ReclaimMethod reclaimMethod;

    @Option(
            names = "--revoked-seats",
            paramLabel = "FORGOTTEN|SHOWN",
            defaultValue = "FORGOTTEN",
            description = "Whether reading a reclaimed seat returns it as Revoked (SHOWN) or as not found (FORGOTTEN)"
                    + " (default: ${DEFAULT-VALUE}).")
    private RevokedSeats revokedSeats;

    @Option(
            names = "--dialect",
            paramLabel = "documented|pascal-case|lower-case",
            defaultValue = "documented",
            description = "The spelling of names and dates in answers (default: ${DEFAULT-VALUE}).")
    private String dialect;

    @Option(
            names = "--errors",
            paramLabel = "SHAPE",
            description = "The shape of error bodies: ${COMPLETION-CANDIDATES} (default: that of the dialect).")
    private ErrorShape errors;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "How many users the directory has: user000001@contoso.example and so on"
                    + " (default: every user exists).")
    private int users;

    @Option(
            names = "--unknown-user",
            paramLabel = "UPN",
            description = "A user who does not exist in the directory; may be repeated.")
    private List<String> unknownUsers = new ArrayList<>();

    @Option(
            names = "--product",
            paramLabel = "ID/SKU[:SEATS]",
            description = "An additional product with seats, limited to a number if one is given; may be repeated.")
    private List<String> products = new ArrayList<>();

    @Option(
            names = "--seats",
            paramLabel = "N",
            description = "So many users hold a seat of the open product: user0000001@contoso.example and on.")
    private int seats;

    @Option(names = "--products", paramLabel = "N", description = "So many products more in the inventory.")
    private int moreProducts;

    @Option(
            names = "--package-bytes",
            paramLabel = "N",
            description = "The offline product has one package more, with a file of so many bytes.")
    private long packageBytes;

    @Option(
            names = "--fault",
            paramLabel = "SPEC",
            description =
                    "A fault rule, may be repeated: on=OPERATION[+OPERATION]|STORE[,product=ID/SKU][,user=UPN][,nth=N|from=N]"
                            + "[,every=N][,times=N][,probability=P,seed=N],effect=EFFECT[,…]. For instance"
                            + " on=ASSIGN_SEAT,every=10,effect=drop,applied=true or"
                            + " on=STORE,times=2,effect=status,status=503,retry-after=1.")
    private List<String> faults = new ArrayList<>();

    @Option(names = "--ca-file", paramLabel = "PATH", description = "The file for the CA's certificate, in PEM.")
    private Path caFile;

    @Option(names = "--secret-file", paramLabel = "PATH", description = "The file for the client secret.")
    private Path secretFile;

    @Option(names = "--token-file", paramLabel = "PATH", description = "The file for a token that never expires.")
    private Path tokenFile;

    @Option(names = "--until-stdin-closes", description = "Also ends when its standard input is closed.")
    private boolean untilStdinCloses;

    /** Runs the simulator; see {@code --help}. */
    public static void main(String[] arguments) {
        Logger.getLogger("mockwebserver3").setLevel(Level.SEVERE);
        System.exit(new CommandLine(new SimulatorCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        StoreSimulatorBuilder builder = builder();
        CountDownLatch end = new CountDownLatch(1);
        try (StoreSimulator simulator = builder.start()) {
            writeFiles(simulator);
            assignSeats(simulator);
            print(simulator);
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator shutdown"));
            if (untilStdinCloses) {
                awaitEndOfInput(end);
            }
            end.await();
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println("Cannot start: " + e.getMessage());
            return FAILURE;
        }
    }

    private StoreSimulatorBuilder builder() {
        try {
            StoreSimulatorBuilder builder = StoreSimulator.builder()
                    .port(port)
                    .httpVersion(version())
                    .pathPrefix(pathPrefix)
                    .latency(Duration.ofMillis(latencyMillis))
                    .throttlePerSecond(throttlePerSecond)
                    .tokenLifetime(Duration.ofSeconds(tokenLifetimeSeconds))
                    .reclaimMethod(reclaimMethod)
                    .revokedSeats(revokedSeats)
                    .dialect(errors == null ? spelling() : spelling().withErrors(errors))
                    .unknownUsers(unknownUsers.toArray(String[]::new))
                    .onlyUsers(IntStream.rangeClosed(1, users)
                            .mapToObj(number -> String.format(Locale.ROOT, "user%06d@contoso.example", number))
                            .toList())
                    // A recording of a separate process could not be read.
                    .recordRequests(false);
            if (authorityPort != null) {
                builder.authorityPort(authorityPort);
            }
            if (plainHttp) {
                builder.plainHttp();
            }
            products.stream().map(SimulatorCommand::product).forEach(builder::product);
            IntStream.rangeClosed(1, moreProducts)
                    .mapToObj(number -> Product.online(String.format(Locale.ROOT, "9MORE%07d", number), "0010")
                            .restricted(number))
                    .forEach(builder::product);
            if (packageBytes > 0) {
                builder.product(offlineProduct());
            }
            faults.stream().map(FaultSpec::parse).forEach(builder::fault);
            return builder;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private HttpVersion version() {
        return switch (httpVersion) {
            case "1.1" -> HttpVersion.HTTP_1_1;
            case "2" -> HttpVersion.HTTP_2;
            default -> throw new IllegalArgumentException("--http-version is 1.1 or 2, not " + httpVersion);
        };
    }

    private Dialect spelling() {
        return switch (dialect) {
            case "documented" -> Dialect.DOCUMENTED;
            case "pascal-case" -> Dialect.PASCAL_CASE;
            case "lower-case" -> Dialect.LOWER_CASE;
            default -> throw new IllegalArgumentException("Unknown dialect: " + dialect);
        };
    }

    private static Product product(String text) {
        String[] parts = text.split(":", 2);
        ProductKey key = ProductKey.parse(parts[0]);
        Product product = Product.online(key.productId(), key.skuId());
        return parts.length == 1 ? product : product.restricted(Long.parseLong(parts[1]));
    }

    private Product offlineProduct() {
        Product offline = DefaultWorld.products().stream()
                .filter(product -> product.key().isSameAs(DefaultWorld.OFFLINE))
                .findFirst()
                .orElseThrow();
        return offline.appPackage(
                AppPackage.of("Contoso.Large_1.0.0.0_arm__8wekyb3d8bbwe", "Arm").size(packageBytes));
    }

    private void assignSeats(StoreSimulator simulator) {
        for (int number = 1; number <= seats; number++) {
            simulator.assignSeats(DefaultWorld.OPEN, String.format(Locale.ROOT, "user%07d@contoso.example", number));
        }
    }

    private void writeFiles(StoreSimulator simulator) throws IOException {
        if (caFile != null) {
            Files.writeString(caFile, simulator.certificateAuthorityPem());
        }
        if (secretFile != null) {
            writePrivately(secretFile, simulator.clientSecret());
        }
        if (tokenFile != null) {
            String token = simulator.issueToken();
            simulator.acceptToken(token);
            writePrivately(tokenFile, token);
        }
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }

    private void print(StoreSimulator simulator) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("endpoint=" + simulator.storeUrl());
        out.println("authority=" + simulator.authorityUrl());
        out.println("tenant=" + simulator.tenantId());
        out.println("clientId=" + simulator.clientId());
        out.println("scope=" + simulator.scope());
        out.println("product.open=" + DefaultWorld.OPEN);
        out.println("product.generous=" + DefaultWorld.GENEROUS);
        out.println("product.scarce=" + DefaultWorld.SCARCE);
        out.println("product.offline=" + DefaultWorld.OFFLINE);
        out.println("contentId=" + DefaultWorld.CONTENT_ID);
        out.println("ready");
        out.flush();
    }

    private static void awaitEndOfInput(CountDownLatch end) {
        Thread reader = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // An input that cannot be read has ended, too.
                    }
                    end.countDown();
                },
                "standard input");
        reader.setDaemon(true);
        reader.start();
    }
}
