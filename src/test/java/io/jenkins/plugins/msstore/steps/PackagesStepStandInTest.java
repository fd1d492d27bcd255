package io.jenkins.plugins.msstore.steps;

import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.remoting.Callable;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.msstore.execution.JournalsAtBuildEnd;
import io.jenkins.plugins.msstore.execution.JournalsOfBuild;
import io.jenkins.plugins.msstore.execution.StandInStalledAgent;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.PackageCounts;
import io.jenkins.plugins.msstore.simulator.AppPackage;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.SimulatorRequest;
import io.jenkins.plugins.msstore.util.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The step that gets a product's packages and downloads them to the workspace. */
class PackagesStepStandInTest {

    private static final String PRODUCT = DefaultWorld.OFFLINE.productId();
    private static final String SKU = DefaultWorld.OFFLINE.skuId();
    private static final String KIOSK = "Contoso.Kiosk_2.1.0.0_x64__8wekyb3d8bbwe.appx";
    private static final String XAML = "Microsoft.UI.Xaml.2.8_8.2310.30001.0_neutral__8wekyb3d8bbwe.appx";
    private static final String RUNTIME = "Microsoft.VCLibs.140.00_14.0.33519.0_x64__8wekyb3d8bbwe.appx";

    private static final int MEGABYTE = 1_000_000;
    private static final AppPackage BIG = AppPackage.of("Big_1_x64__8", "x64").size(3 * MEGABYTE);
    private static final String BIG_FILE = "Big_1_x64__8.appx";

    /** A chunk that is sent to the agent. */
    private static final int CHUNK_BYTES = 1 << 17;

    @TempDir
    private Path folder;

    private StandInStepHarness harness;

    @BeforeEach
    void start() throws Exception {
        harness = new StandInStepHarness(folder);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private static PackagesStep step() {
        return new PackagesStep(PRODUCT, SKU);
    }

    private static PackagesStep download(String directory) {
        PackagesStep step = step();
        step.directory = directory;
        return step;
    }

    /** Replaces the packages of the product. */
    private void packages(AppPackage... packages) {
        Product product = Product.offline(PRODUCT, SKU);
        for (AppPackage file : packages) {
            product = product.appPackage(file);
        }
        harness.simulator.product(product);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        return (List<Map<String, Object>>) value;
    }

    private Path inWorkspace(String path) {
        return harness.workspace.toPath().resolve(path);
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private OperationRecord record() throws IOException {
        List<OperationRecord> all =
                OperationRecords.in(harness.run.getRootDir().toPath()).list();
        return all.get(all.size() - 1);
    }

    private List<String> ranges() {
        return harness.simulator.requests(Operation.DOWNLOAD).stream()
                .map(request -> request.header("Range"))
                .toList();
    }

    private Path work() {
        return harness.run.getRootDir().toPath().resolve("microsoft-store-work");
    }

    /** The files of the build that have a text. */
    private List<String> filesWith(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(harness.run.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }

    @Test
    void packagesAreReturnedWithoutAWorkspace() throws Exception {
        Map<String, Object> result = map(harness.resultWithoutWorkspace(step()));

        assertThat(result)
                .containsOnlyKeys("packageSetId", "packages", "files", "reports")
                .containsEntry("files", List.of())
                .containsEntry("reports", List.of());
        assertThat(maps(result.get("packages"))).hasSize(2).first().satisfies(file -> {
            assertThat(file)
                    .containsEntry("packageFullName", "Contoso.Kiosk_2.1.0.0_x64__8wekyb3d8bbwe")
                    .containsEntry("contentId", DefaultWorld.CONTENT_ID)
                    .containsEntry("architectures", List.of("x64"))
                    .containsEntry("file", null)
                    .containsEntry("sha256", null);
            assertThat(maps(file.get("dependencies"))).hasSize(3);
        });
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(result);
        assertThat(result.toString()).doesNotContain("://");
        assertThat(harness.simulator.requests(Operation.DOWNLOAD)).isEmpty();
        assertThat(harness.log()).contains("Got the packages of 9NBLGGH516XP/0016: 2 of 2");
        assertThat(record().description().kind()).isEqualTo(OperationKind.PACKAGES);
        assertThat(record().description().product()).isEqualTo("9NBLGGH516XP/0016");
        assertThat(record().result().packages()).isEqualTo(new PackageCounts(2, 0, 0));
    }

    @Test
    void filesAreDownloadedAndArchived() throws Exception {
        PackagesStep step = download("./out\\kit/");
        step.architectures = List.of("X64", "NEUTRAL");
        step.formats = List.of("APPX");
        step.platforms = List.of("windows.desktop");
        step.archive = true;

        Map<String, Object> result = map(harness.result(step));

        assertThat(names(inWorkspace("out/kit"))).containsExactly(KIOSK, XAML, RUNTIME);
        assertThat(result).containsEntry("files", List.of("out/kit/" + KIOSK, "out/kit/" + XAML, "out/kit/" + RUNTIME));
        assertThat((List<?>) result.get("reports"))
                .map(Object::toString)
                .containsExactlyInAnyOrder(
                        "microsoft-store/packages/" + KIOSK,
                        "microsoft-store/packages/" + XAML,
                        "microsoft-store/packages/" + RUNTIME);
        Map<String, Object> main = maps(result.get("packages")).get(0);
        String digest = DefaultWorld.KIOSK_X64.content().sha256();
        assertThat(main).containsEntry("file", "out/kit/" + KIOSK).containsEntry("sha256", digest);
        assertThat(Sha256.hex(Files.readAllBytes(inWorkspace("out/kit/" + KIOSK))))
                .isEqualTo(digest);
        assertThat(Sha256.hex(Files.readAllBytes(
                        harness.artifact("microsoft-store/packages/" + KIOSK).toPath())))
                .isEqualTo(digest);
        assertThat(harness.simulator.requests(Operation.DOWNLOAD))
                .hasSize(3)
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isNull());
        assertThat(harness.log())
                .contains(
                        "Downloading 3 files of the packages of 9NBLGGH516XP/0016 to out/kit",
                        "Downloaded 3 files (0.3 MB) of the packages of 9NBLGGH516XP/0016 to out/kit: " + KIOSK + ", ")
                .doesNotContain("WARNING"); // the x86 runtime is left out, and there is one for x64
        assertThat(record().result().packages()).isEqualTo(new PackageCounts(1, 3, 320_000));
        assertThat(record().result().files()).hasSize(3);
    }

    @Test
    void noUrlOfAFileIsKept() throws Exception {
        packages(BIG);
        harness.simulator.fault(FaultRule.on(Operation.DOWNLOAD).times(1).effect(FaultEffect.cutOff()));
        Throwable failure = harness.failure(download("kit"));
        harness.simulator.fault(
                FaultRule.on(Operation.DOWNLOAD).effect(FaultEffect.redirect("http://cdn.invalid/x?signature=1")));
        Throwable redirected = harness.failure(download("kit"));

        assertThat(failure)
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("Download of " + BIG_FILE + " failed: the connection to the CDN failed: ");
        assertThat(redirected)
                .hasMessage("Download of " + BIG_FILE + " failed: the CDN redirects to a URL that is not https, or that"
                        + " leads to the controller itself");
        assertThat(harness.log() + record()).doesNotContain("://", "signature", "cdn.invalid");
        assertThat(filesWith("signature")).isEmpty();
        assertThat(filesWith("://")).isEmpty();
    }

    @Test
    void aFrameworkThatIsMissingFromADownloadIsNamed() throws Exception {
        PackagesStep step = download("kit");
        step.architectures = List.of("x64");

        harness.result(step);

        assertThat(names(inWorkspace("kit"))).containsExactly(KIOSK, RUNTIME);
        assertThat(harness.log())
                .contains("WARNING: the app needs framework packages that are not of the chosen architectures: "
                        + "Microsoft.UI.Xaml.2.8 (Neutral)");
    }

    @Test
    void frameworkPackagesCanBeLeftOut() throws Exception {
        PackagesStep step = download(".");
        step.architectures = List.of("x64");
        step.dependencies = false;

        Map<String, Object> result = map(harness.result(step));

        assertThat(result).containsEntry("files", List.of(KIOSK));
        assertThat(names(harness.workspace.toPath())).containsExactly(KIOSK);
        assertThat(maps(maps(result.get("packages")).get(0).get("dependencies")))
                .isEmpty();
        assertThat(harness.log())
                .contains("of 9NBLGGH516XP/0016 to the workspace: " + KIOSK)
                .doesNotContain("WARNING");
    }

    @Test
    void anArchitectureThatTheProductHasNotIsNamedWithThoseThatThereAre() throws Exception {
        PackagesStep step = download("kit");
        step.architectures = List.of("x64", "mips");

        assertThat(harness.failure(step))
                .isInstanceOf(AbortException.class)
                .hasMessage("architectures 'mips' is none of this product's packages; there is Neutral, x64, x86");
        assertThat(harness.simulator.requests(Operation.DOWNLOAD)).isEmpty();
        assertThat(inWorkspace("kit")).doesNotExist();
    }

    static Stream<Arguments> badInput() {
        PackagesStep blank = step();
        blank.architectures = List.of("x64", " ");
        PackagesStep format = step();
        format.formats = List.of("");
        PackagesStep platform = step();
        platform.platforms = List.of("\t");
        PackagesStep archive = step();
        archive.archive = true;
        PackagesStep emptyDirectory = download("");
        emptyDirectory.archive = true;
        return Stream.of(
                Arguments.of(blank, "architectures '' must not have a blank entry"),
                Arguments.of(format, "formats '' must not have a blank entry"),
                Arguments.of(platform, "platforms '' must not have a blank entry"),
                Arguments.of(archive, "directory is required with archive: true"),
                Arguments.of(emptyDirectory, "directory is required with archive: true"),
                Arguments.of(download("../kit"), "directory '../kit' must not contain '..'"),
                Arguments.of(download("a/../../kit"), "directory 'a/../../kit' must not contain '..'"),
                Arguments.of(download("/kit"), "directory '/kit' must be relative to the workspace"),
                Arguments.of(download("C:\\kit"), "directory 'C:\\kit' must be relative to the workspace"),
                Arguments.of(download("\\\\host\\kit"), "directory '\\\\host\\kit' must be relative to the workspace"),
                Arguments.of(download("a\nb"), "directory 'a b' must not contain control characters"),
                Arguments.of(download(" "), "directory '' must not be blank"),
                Arguments.of(new PackagesStep("..", SKU), "productId '..' is not a valid ID"),
                Arguments.of(new PackagesStep(PRODUCT, ""), "skuId '' must not be blank"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputGetsOneLineBeforeAnythingIsSent(StoreStep step, String line) throws Exception {
        assertThat(harness.failure(step)).isInstanceOf(AbortException.class).hasMessageStartingWith(line);
        assertThat(harness.simulator.requests()).isEmpty();
    }

    @Test
    void aDirectoryNeedsAWorkspace() throws Exception {
        assertThat(harness.startWithoutWorkspace(download("kit")).failure())
                .hasMessage("directory 'kit' needs a workspace: wrap the step in node { }");
        assertThat(harness.simulator.requests()).isEmpty();
    }

    @Test
    void aLinkThatLeadsOutIsRefusedBeforeAnythingIsSent() throws Exception {
        Files.createSymbolicLink(inWorkspace("kit"), Files.createDirectory(folder.resolve("outside")));

        assertThat(harness.failure(download("kit"))).hasMessage("directory 'kit' leads out of the workspace");
        assertThat(harness.failure(download("kit/deep"))).hasMessage("directory 'kit/deep' leads out of the workspace");
        assertThat(harness.simulator.requests()).isEmpty();
    }

    /** A script of the build may do this at any moment, here before bytes are written. */
    @Test
    void aDirectoryThatBecomesALinkIsNotFollowed() throws Exception {
        packages(BIG);
        Path outside = Files.createDirectory(folder.resolve("outside"));
        FilePath agent = agentThat(callable -> {
            if (isAbout(callable, "Append") && Files.notExists(inWorkspace("old"))) {
                Files.move(inWorkspace("kit"), inWorkspace("old"));
                Files.createSymbolicLink(inWorkspace("kit"), outside);
            }
        });

        assertThat(harness.start(download("kit"), agent).failure())
                .hasMessage("Download of " + BIG_FILE
                        + " failed: it cannot be written: the directory leads out of the workspace");
        assertThat(outside).isEmptyDirectory();
    }

    static Stream<Arguments> badNames() {
        String noName = "cannot be a file's name";
        return Stream.of(
                Arguments.of(AppPackage.of("../x", "x64"), noName),
                Arguments.of(AppPackage.of("..", "x64"), noName),
                Arguments.of(AppPackage.of("a\\b", "x64"), noName),
                Arguments.of(AppPackage.of("CON", "x64"), noName),
                Arguments.of(AppPackage.of("nul.1", "x64"), noName),
                Arguments.of(AppPackage.of("a:b", "x64"), noName),
                Arguments.of(AppPackage.of(".hidden", "x64"), noName),
                Arguments.of(AppPackage.of("a".repeat(201), "x64"), noName),
                Arguments.of(AppPackage.of("a_1", "x64").format("exe"), "its format 'exe' has no known extension"),
                Arguments.of(AppPackage.of("a_1", "x64").format(""), "its format '' has no known extension"));
    }

    @ParameterizedTest
    @MethodSource("badNames")
    void aNameThatNoFileMayHaveIsOneLine(AppPackage file, String line) throws Exception {
        packages(BIG, file);

        assertThat(harness.failure(download("kit")))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("Download of package ")
                .hasMessageContaining(line);
        assertThat(harness.simulator.requests(Operation.DOWNLOAD)).isEmpty();
        assertThat(names(harness.workspace.toPath())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void aSizeThatDoesNotFitLeavesNoFile(long size) throws Exception {
        packages(BIG.declaredSize(size));

        assertThat(harness.failure(download("kit")))
                .hasMessage("Download of " + BIG_FILE + " failed: the file has 3000000 bytes, but the service says "
                        + size);
        assertThat(names(inWorkspace("kit"))).isEmpty();
    }

    @Test
    void aSizeThatIsNoneDoesNotMatter() throws Exception {
        packages(BIG.declaredSize(-7));

        assertThat(map(harness.result(download("kit")))).containsEntry("files", List.of("kit/" + BIG_FILE));
        assertThat(size(inWorkspace("kit/" + BIG_FILE))).isEqualTo(BIG.size());
    }

    @Test
    void twoPackagesOfOneNameAreOneFile() throws Exception {
        packages(BIG, AppPackage.of("big_1_x64__8", "x64").size(BIG.size()));
        assertThat(map(harness.result(download("kit")))).containsEntry("files", List.of("kit/" + BIG_FILE));

        packages(BIG, AppPackage.of("big_1_x64__8", "x64"));
        assertThat(harness.failure(download("other")))
                .hasMessageContaining("two packages of different sizes have this name");
        assertThat(inWorkspace("other")).doesNotExist();
    }

    @Test
    void aDirectoryThatIsAFileIsOneLine() throws Exception {
        Files.writeString(inWorkspace("kit"), "precious");

        assertThat(harness.failure(download("kit")))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("failed: it cannot be written: ");
        assertThat(inWorkspace("kit")).hasContent("precious");
    }

    @Test
    void aStoppedStepLeavesAPartAndNoFile() throws Exception {
        packages(BIG);
        harness.simulator.fault(FaultRule.on(Operation.DOWNLOAD).effect(FaultEffect.slowBody(MEGABYTE / 2)));
        StandInStepHarness.Started started = harness.start(download("kit"), new FilePath(harness.workspace));
        await(() -> size(inWorkspace("kit/" + BIG_FILE + ".part")) > 0);
        assertThat(started.execution().getStatus())
                .startsWith("Downloading the packages of 9NBLGGH516XP/0016: 0/1 files, 0.")
                .endsWith(" of 3.0 MB");
        Exception cause = new InterruptedException("timeout");

        started.execution().stop(cause);

        assertThat(started.failure()).isSameAs(cause);
        assertThat(names(inWorkspace("kit"))).containsExactly(BIG_FILE + ".part");
        assertThat(record().ending()).isEqualTo(Ending.INTERRUPTED);
        harness.simulator.clearFaults();
        harness.result(download("kit"));
        assertThat(names(inWorkspace("kit"))).containsExactly(BIG_FILE);
    }

    /** Checks of the directory, then the parts of the download, then a digest, a move and the end. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 10, 27, 28, 29})
    void aStoppedStepEndsWhicheverCallToTheAgentIsNotAnswered(int answers) throws Exception {
        packages(BIG);
        StandInStalledAgent agent = StandInStalledAgent.after(answers);
        StandInStepHarness.Started started = harness.start(download("kit"), agent.folder(harness.workspace));
        agent.awaitStall();
        Exception cause = new InterruptedException("somebody pressed the button");

        started.execution().stop(cause);

        assertThat(started.failure()).isSameAs(cause);
        agent.awaitThreadReturns();
        assertThat(names(inWorkspace("kit"))).doesNotContain(BIG_FILE);
    }

    @Test
    void anotherStepOfTheBuildGoesOnWithThePart() throws Exception {
        packages(BIG);
        harness.simulator.fault(FaultRule.on(Operation.DOWNLOAD).times(1).effect(FaultEffect.cutOff()));
        harness.failure(download("kit"));
        long part = size(inWorkspace("kit/" + BIG_FILE + ".part"));
        assertThat(part).isGreaterThan(CHUNK_BYTES);

        Map<String, Object> result = map(harness.result(download("kit")));

        assertThat(ranges()).containsExactly(null, "bytes=" + part + "-");
        assertThat(maps(result.get("packages")).get(0))
                .containsEntry("sha256", BIG.content().sha256());
        assertThat(Sha256.hex(Files.readAllBytes(inWorkspace("kit/" + BIG_FILE))))
                .isEqualTo(BIG.content().sha256());
    }

    @Test
    void aFileThatTheBuildHasChangedIsDownloadedAgain() throws Exception {
        packages(BIG);
        harness.result(download("kit"));
        byte[] changed = new byte[(int) BIG.size()];
        Files.write(inWorkspace("kit/" + BIG_FILE), changed);

        Map<String, Object> result = map(harness.result(download("kit")));

        assertThat(harness.simulator.count(Operation.DOWNLOAD)).isEqualTo(2);
        assertThat(Sha256.hex(Files.readAllBytes(inWorkspace("kit/" + BIG_FILE))))
                .isEqualTo(BIG.content().sha256())
                .isEqualTo(maps(result.get("packages")).get(0).get("sha256"));
    }

    /** A broken connection may show as any exception. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAgentThatIsGoneIsOneLine(boolean isChecked) throws Exception {
        packages(BIG);
        Path part = inWorkspace("kit/" + BIG_FILE + ".part");
        FilePath agent = agentThat(callable -> {
            if (size(part) > 0) {
                if (isChecked) {
                    throw new IOException("Broken pipe");
                }
                throw new IllegalStateException("the channel is closed");
            }
        });

        assertThat(harness.start(download("kit"), agent).failure())
                .isInstanceOf(AbortException.class)
                .hasMessage("Download of " + BIG_FILE
                        + " failed: it cannot be written: the connection to agent '' is lost");
        assertThat(names(inWorkspace("kit"))).containsExactly(BIG_FILE + ".part");
    }

    /** The agent is asked for the file that has its name only to archive it. */
    @Test
    void aFileThatChangesBeforeItIsArchivedIsNotArchived() throws Exception {
        PackagesStep step = download("kit");
        step.archive = true;
        packages(BIG);
        Path file = inWorkspace("kit/" + BIG_FILE);
        FilePath agent = agentThat(callable -> {
            if (Files.exists(file)) {
                Files.write(file, new byte[(int) BIG.size()]);
            }
        });

        assertThat(harness.start(step, agent).failure())
                .isInstanceOf(AbortException.class)
                .hasMessage(BIG_FILE + " cannot be archived: it has changed since it was downloaded");
        assertThat(harness.artifact("microsoft-store/packages")).doesNotExist();
    }

    /** The disk of the controller would be filled before the digest tells that it is another file. */
    @Test
    void aFileThatGrowsBeforeItIsArchivedIsNotReadToItsEnd() throws Exception {
        PackagesStep step = download("kit");
        step.archive = true;
        packages(BIG);
        Path file = inWorkspace("kit/" + BIG_FILE);
        FilePath agent = agentThat(callable -> {
            if (Files.exists(file) && Files.size(file) == BIG.size()) {
                Files.write(file, new byte[2 * (int) BIG.size()]);
            }
        });

        assertThat(harness.start(step, agent).failure())
                .isInstanceOf(AbortException.class)
                .hasMessage(BIG_FILE + " cannot be archived: it has grown since it was downloaded");
        assertThat(harness.artifact("microsoft-store/packages")).doesNotExist();
    }

    static Stream<Arguments> answersOfAgents() {
        return Stream.of(
                Arguments.of("DigestOfPart", null),
                Arguments.of("DigestOfPart", "$(reboot)"),
                Arguments.of("DigestOfPart", 7L),
                Arguments.of("PartSize", null),
                Arguments.of("PartSize", "many"));
    }

    /** What an agent answers may go to a script that passes it on to a shell elsewhere. */
    @ParameterizedTest
    @MethodSource("answersOfAgents")
    void anAgentThatAnswersWhatItWasNotAskedForIsOneLine(String call, Object answer) throws Exception {
        packages(BIG);
        VirtualChannel agent = new VirtualChannel() {
            @Override
            @SuppressWarnings("unchecked")
            public <V, T extends Throwable> V call(Callable<V, T> callable) throws IOException, T {
                return isAbout(callable, call) ? (V) answer : callable.call();
            }
        };

        assertThat(harness.start(download("kit"), new FilePath(agent, harness.workspace.getPath()))
                        .failure())
                .isInstanceOf(AbortException.class)
                .hasMessage("Download of " + BIG_FILE
                        + " failed: it cannot be written: agent '' gives an answer that it was not asked for");
        assertThat(inWorkspace("kit/" + BIG_FILE)).doesNotExist();
    }

    /** What an agent does before it does what it is asked for. */
    @FunctionalInterface
    private interface Before {
        void call(Callable<?, ?> callable) throws IOException;
    }

    /** The workspace on an agent. */
    private FilePath agentThat(Before before) {
        VirtualChannel agent = new VirtualChannel() {
            @Override
            public <V, T extends Throwable> V call(Callable<V, T> callable) throws IOException, T {
                before.call(callable);
                return callable.call();
            }
        };
        return new FilePath(agent, harness.workspace.getPath());
    }

    private static boolean isAbout(Object callable, String simpleName) {
        return Stream.of(callable.getClass().getDeclaredFields()).anyMatch(field -> {
            try {
                field.setAccessible(true);
                Object value = field.get(callable);
                return value != null && value.getClass().getSimpleName().equals(simpleName);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void oneOperationAtATimeDownloadsToADirectory() throws Exception {
        packages(BIG);
        harness.simulator.fault(FaultRule.on(Operation.DOWNLOAD).times(1).effect(FaultEffect.slowBody(MEGABYTE)));
        StandInStepHarness.Started first = harness.start(download("kit"), new FilePath(harness.workspace));
        await(() -> size(inWorkspace("kit/" + BIG_FILE + ".part")) > 0);

        assertThat(harness.failure(download("./kit/")))
                .hasMessage("directory './kit/' is in use: another operation downloads packages to it");
        harness.result(download("other"));

        assertThat(map(first.value())).containsEntry("files", List.of("kit/" + BIG_FILE));
        harness.result(download("kit"));
    }

    @Test
    void anOperationThatWaitsForDownloadsOfOthersSaysSo() throws Exception {
        packages(
                BIG,
                AppPackage.of("Big_2_x64__8", "x64").size(3 * MEGABYTE),
                AppPackage.of("Big_3_x64__8", "x64").size(3 * MEGABYTE),
                AppPackage.of("Big_4_x64__8", "x64").size(3 * MEGABYTE));
        harness.simulator.fault(FaultRule.on(Operation.DOWNLOAD).times(4).effect(FaultEffect.slowBody(MEGABYTE / 10)));
        StandInStepHarness.Started first = harness.start(download("kit"), new FilePath(harness.workspace));
        await(() -> harness.simulator.count(Operation.DOWNLOAD) == 4);
        packages(BIG);
        String line = "Waiting to download the packages of 9NBLGGH516XP/0016: other operations download 4 files, and no"
                + " more are downloaded at once";
        assertThat(harness.log()).doesNotContain(line);

        StandInStepHarness.Started second = harness.start(download("other"), new FilePath(harness.workspace));

        await(() -> harness.log().contains(line));
        first.execution().stop(new InterruptedException("timeout"));
        assertThat(map(second.value())).containsEntry("files", List.of("other/" + BIG_FILE));
        assertThat(harness.log()).containsOnlyOnce(line);
    }

    @Test
    void aFileThatWasArchivedIsNotReplacedByAnotherOne() throws Exception {
        PackagesStep step = download("kit");
        step.archive = true;
        packages(BIG);
        harness.result(step);
        // as a framework package of two products
        step.directory = "other";
        harness.result(step);
        Path archived = harness.artifact("microsoft-store/packages/" + BIG_FILE).toPath();

        packages(AppPackage.of("Small_1_x64__8", "x64"), BIG.edition(2));
        assertThat(harness.failure(step))
                .isInstanceOf(AbortException.class)
                .hasMessage(BIG_FILE + " cannot be archived: this build has archived another file of this name");

        assertThat(Sha256.hex(Files.readAllBytes(archived)))
                .isEqualTo(BIG.content().sha256());
        assertThat(names(archived.getParent())).containsExactly(BIG_FILE);
        assertThat(names(inWorkspace("other"))).contains(BIG_FILE);
    }

    /** As in {@code retry}: the product has other packages by then. */
    @Test
    void aFileThatCouldNotBeArchivedLeavesItsName() throws Exception {
        PackagesStep step = download("kit");
        step.archive = true;
        packages(BIG);
        Path inTheWay = harness.artifact("microsoft-store").toPath();
        Files.createDirectories(inTheWay.getParent());
        Files.createFile(inTheWay);
        assertThat(harness.failure(step)).isInstanceOf(AbortException.class);
        Files.delete(inTheWay);

        packages(BIG.edition(2));
        step.directory = "other";
        harness.result(step);

        assertThat(Sha256.hex(Files.readAllBytes(
                        harness.artifact("microsoft-store/packages/" + BIG_FILE).toPath())))
                .isEqualTo(BIG.edition(2).content().sha256());
    }

    @Test
    void theJournalLastsUntilTheFilesAreThereOrTheBuildEnds() throws Exception {
        packages(BIG);
        harness.simulator.fault(FaultRule.on(Operation.DOWNLOAD).times(1).effect(FaultEffect.cutOff()));
        harness.failure(download("kit"));
        assertThat(work()).isNotEmptyDirectory();
        assertThat(harness.run.getAction(JournalsOfBuild.class)).isNotNull();
        harness.result(download("kit"));
        assertThat(work()).doesNotExist();

        harness.simulator.fault(FaultRule.on(Operation.DOWNLOAD).times(1).effect(FaultEffect.cutOff()));
        harness.failure(download("other"));
        new JournalsAtBuildEnd().onCompleted(harness.run, TaskListener.NULL);
        assertThat(work()).doesNotExist();
    }

    @Test
    void anExpiredUrlIsAskedForOnceMore() throws Exception {
        packages(BIG);
        harness.simulator.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.status(403)));

        harness.result(download("kit"));

        assertThat(harness.simulator.requests(Operation.GET_PACKAGE))
                .extracting(SimulatorRequest::encodedPath)
                .singleElement()
                .asString()
                .endsWith(BIG.packageId());
    }
}
