package io.jenkins.plugins.msstore.operation;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.msstore.bulk.KilledExecution;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.download.PackageSelection;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.JournalsAtBuildEnd;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatChange;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatsArguments;
import io.jenkins.plugins.msstore.operation.listing.ListSeats;
import io.jenkins.plugins.msstore.operation.packages.GetPackages;
import io.jenkins.plugins.msstore.operation.sync.SyncSeats;
import io.jenkins.plugins.msstore.operation.sync.SyncSeatsArguments;
import io.jenkins.plugins.msstore.simulator.AppPackage;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file that an operation keeps in the build's folder, damaged in every way, when the operation is resumed and when its
 * build ends.
 */
class DamagedFilesStandInTest {

    private static final String ID = "operation";

    private static final String PRODUCT = DefaultWorld.OPEN.productId();
    private static final String SKU = DefaultWorld.OPEN.skuId();

    private static final List<String> USERS =
            List.of("ada@contoso.com", "bob@contoso.com", "eve@contoso.com", "zoe@contoso.com");

    @TempDir
    private Path folder;

    private StandInStore store;
    private StandInRun run;

    @BeforeEach
    void start() throws Exception {
        store = new StandInStore(folder);
        run = new StandInRun(new StandInJob(store.jenkins(), "job"));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    enum Damage {
        MISSING,
        EMPTY,
        /** In the middle of a line. */
        CUT,
        /** As a power cut leaves a file. */
        ZEROS,
        FOLDER;

        void apply(Path file) throws IOException {
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            switch (this) {
                case MISSING -> {}
                case EMPTY -> Files.createFile(file);
                case CUT -> Files.write(file, Arrays.copyOf(content, content.length / 2));
                case ZEROS -> Files.write(file, new byte[content.length]);
                case FOLDER -> Files.createDirectory(file);
            }
        }
    }

    enum Kind {
        BULK {
            @Override
            StoreOperation operation() {
                return new BulkSeatChange(new BulkSeatsArguments(
                        PRODUCT, SKU, "assign", USERS, null, null, 2, null, false, true, false, false, "report", 1000));
            }

            @Override
            void prepare(DamagedFilesStandInTest test) throws Exception {
                BulkRequest request =
                        new BulkRequest(ProductKey.of(PRODUCT, SKU), SeatAction.ASSIGN, 2, false, true, false);
                KilledExecution.in(Files.createDirectories(test.work()), request, USERS, "report")
                        .sent(0, 2)
                        .succeeded(1);
            }
        },
        SYNC {
            @Override
            StoreOperation operation() {
                return new SyncSeats(new SyncSeatsArguments(
                        PRODUCT,
                        SKU,
                        List.of("ada@contoso.com", "bob@contoso.com"),
                        null,
                        null,
                        null,
                        "100%",
                        null,
                        null,
                        false,
                        null,
                        false,
                        false,
                        "report",
                        1000));
            }

            @Override
            void prepare(DamagedFilesStandInTest test) throws Exception {
                test.store.simulator().assignSeats(DefaultWorld.OPEN, "bob@contoso.com", "eve@contoso.com");
                test.started(this);
                test.cut("sync", 2);
                test.cut("remove/journal", 2);
            }
        },
        LIST {
            @Override
            StoreOperation operation() {
                return new ListSeats(PRODUCT, SKU, null, "report", 1000);
            }

            @Override
            void prepare(DamagedFilesStandInTest test) throws Exception {
                test.store.simulator().assignSeats(DefaultWorld.OPEN, "bob@contoso.com", "eve@contoso.com");
                test.started(this);
                test.cut("list", 1);
            }
        },
        PACKAGES {
            @Override
            StoreOperation operation() {
                return new GetPackages(
                        DefaultWorld.OFFLINE.productId(),
                        DefaultWorld.OFFLINE.skuId(),
                        new PackageSelection(null, null, null, true),
                        "kit",
                        false);
            }

            @Override
            void prepare(DamagedFilesStandInTest test) throws Exception {
                test.store
                        .simulator()
                        .product(Product.offline(DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId())
                                .appPackage(AppPackage.of("Big_1_x64__8", "x64").size(300_000)));
                test.store
                        .simulator()
                        .fault(FaultRule.on(Operation.DOWNLOAD).times(1).effect(FaultEffect.cutOff()));
                test.started(this);
            }
        };

        abstract StoreOperation operation();

        /** Makes the files of an operation in the middle. */
        abstract void prepare(DamagedFilesStandInTest test) throws Exception;
    }

    private Path work() throws IOException {
        return run.getRootDir().toPath().resolve("microsoft-store-work").resolve(ID);
    }

    private void cut(String file, int lines) throws IOException {
        Path path = work().resolve(file);
        Files.writeString(path, String.join("\n", Files.readAllLines(path).subList(0, lines)) + "\n");
    }

    private BuildContext build() throws IOException {
        return new BuildContext(
                run,
                store.listener(),
                new FilePath(
                        Files.createDirectories(folder.resolve("workspace")).toFile()),
                reason -> {},
                SecretMask.NONE);
    }

    private String started(Kind kind) throws Exception {
        return end(OperationExecution.start(kind.operation(), build(), null, ID));
    }

    private static String end(OperationExecution execution) throws Exception {
        try {
            execution.result().get(60, TimeUnit.SECONDS);
            return "succeeded";
        } catch (ExecutionException e) {
            return e.getCause().getClass().getSimpleName() + " " + e.getCause().getMessage();
        }
    }

    static Stream<Arguments> files() {
        return Stream.of(
                        Arguments.of(Kind.BULK, "journal"),
                        Arguments.of(Kind.BULK, "users"),
                        Arguments.of(Kind.SYNC, "sync"),
                        Arguments.of(Kind.SYNC, "listed"),
                        Arguments.of(Kind.SYNC, "unchanged"),
                        Arguments.of(Kind.SYNC, "seats/list"),
                        Arguments.of(Kind.SYNC, "add/users"),
                        Arguments.of(Kind.SYNC, "add/journal"),
                        Arguments.of(Kind.SYNC, "remove/users"),
                        Arguments.of(Kind.SYNC, "remove/journal"),
                        Arguments.of(Kind.LIST, "list"),
                        Arguments.of(Kind.PACKAGES, "downloads"))
                .flatMap(file -> Stream.of(Damage.values())
                        .filter(damage -> damage != Damage.MISSING || !isCreatedLast(file.get()))
                        .map(damage -> Arguments.of(file.get()[0], file.get()[1], damage)));
    }

    /** Without it, the operation or its second change has not begun. */
    private static boolean isCreatedLast(Object[] file) {
        return file[1].equals("journal") || file[1].equals("remove/journal");
    }

    /** What an operation does not need any more, or can get again. */
    private static boolean isHarmless(String file, Damage damage) {
        return switch (file) {
            case "listed", "seats/list" -> true;
            case "list", "downloads" -> damage != Damage.FOLDER;
            // of a change that has ended
            case "add/users" -> damage != Damage.FOLDER && damage != Damage.MISSING;
            default -> false;
        };
    }

    private void damage(Kind kind, String file, Damage damage) throws Exception {
        kind.prepare(this);
        try (Stream<Path> all = Files.walk(run.getRootDir().toPath())) {
            damage.apply(all.filter(path -> path.endsWith(file)).findFirst().orElseThrow());
        }
        store.simulator().forgetRequests();
    }

    private static void assertNames(String file, String line) {
        assertThat(line)
                .doesNotContain("\n", "Exception")
                .containsPattern("/" + file.substring(file.indexOf('/') + 1) + " (is damaged|cannot be used): ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aResumedOperationNamesItInOneLineAndSendsNothing(Kind kind, String file, Damage damage) throws Exception {
        damage(kind, file, damage);

        String end = end(OperationExecution.resume(kind.operation(), build(), null, ID));

        if (isHarmless(file, damage)) {
            assertThat(end).isEqualTo("succeeded");
        } else {
            assertThat(end).startsWith("AbortException ");
            assertNames(file, end.substring("AbortException ".length()));
        }
        assertThat(store.simulator().requests(Operation.BULK_SEATS)).isEmpty();
        new JournalsAtBuildEnd().onCompleted(run, store.listener());
        assertThat(store.log()).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void theEndOfTheBuildNamesItInOneLine(Kind kind, String file, Damage damage) throws Exception {
        damage(kind, file, damage);
        int before = store.log().length();

        new JournalsAtBuildEnd().onCompleted(run, store.listener());

        String line = store.log().substring(before).strip();
        if (kind == Kind.LIST || kind == Kind.PACKAGES) {
            // owe the build no report
            assertThat(line).isEmpty();
        } else if (isHarmless(file, damage)) {
            assertThat(line).contains(" stopped: stopped with the controller, and not resumed; ");
        } else {
            assertNames(file, line);
        }
    }

    /** They are shown, and decide nothing. */
    @ParameterizedTest
    @EnumSource
    void recordsOfTheBuildThatAreDamagedStopNothing(Damage damage) throws Exception {
        damage(Kind.SYNC, "microsoft-store-operations.txt", damage);

        assertThat(end(OperationExecution.resume(Kind.SYNC.operation(), build(), null, ID)))
                .isEqualTo("succeeded");

        cut("sync", 2);
        int before = store.log().length();
        new JournalsAtBuildEnd().onCompleted(run, store.listener());
        assertThat(store.log().substring(before).strip())
                .matches("Sync of the seats of \\S+ stopped: stopped with the controller, and not resumed; .*");
        assertThat(work()).doesNotExist();
    }
}
