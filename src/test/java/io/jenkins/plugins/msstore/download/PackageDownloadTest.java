package io.jenkins.plugins.msstore.download;

import static io.jenkins.plugins.msstore.client.StoreFixture.OFFLINE;
import static io.jenkins.plugins.msstore.client.StoreFixture.await;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.client.cdn.CdnClient;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import io.jenkins.plugins.msstore.client.model.ProductPackage;
import io.jenkins.plugins.msstore.client.model.ProductPackages;
import io.jenkins.plugins.msstore.simulator.AppPackage;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.SimulatorRequest;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.util.Failures;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files arrive whole, or not under their name; over TLS, from a CDN that refuses every token. */
class PackageDownloadTest {

    private static final int MEGABYTE = 1_000_000;
    private static final AppPackage BIG =
            AppPackage.of("Contoso.Big_1.0.0.0_x64__8wekyb3d8bbwe", "x64").size(3 * MEGABYTE);
    private static final String BIG_FILE = "Contoso.Big_1.0.0.0_x64__8wekyb3d8bbwe.appx";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final RetrySettings FEW = new RetrySettings(3, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));

    @TempDir
    private Path temporary;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> waits = Collections.synchronizedList(new ArrayList<>());
    private DownloadSlots slots = new DownloadSlots(4, threads);
    private StoreSimulator simulator;
    private StoreFixture fixture;
    private CdnClient cdn;
    private Path folder;
    private Path state;

    @BeforeEach
    void start() throws Exception {
        simulator = StoreSimulator.builder().start();
        fixture = new StoreFixture(simulator);
        cdn = new CdnClient(fixture.http(), TIMEOUT);
        folder = temporary.resolve("kit");
        state = Files.createDirectory(temporary.resolve("state"));
    }

    @AfterEach
    void stop() {
        fixture.close();
        simulator.close();
        threads.shutdownNow();
    }

    /** Replaces the packages of the product. */
    private void packages(AppPackage... packages) {
        Product product = Product.offline(OFFLINE.productId(), OFFLINE.skuId());
        for (AppPackage file : packages) {
            product = product.appPackage(file);
        }
        simulator.product(product);
    }

    private ProductPackages set() throws Exception {
        return get(fixture.client().products().packages(OFFLINE));
    }

    private List<ProductPackage> chosen() throws Exception {
        return new PackageSelection(null, null, null, true).choose(set());
    }

    private PackageDownload download(List<PackageFile> files, DownloadTarget target, DownloadJournal journal) {
        return download(files, target, journal, cdn.withLoopback(fixture.http(), TIMEOUT));
    }

    private PackageDownload download(
            List<PackageFile> files, DownloadTarget target, DownloadJournal journal, CdnClient cdn) {
        return new PackageDownload(
                fixture.client(),
                OFFLINE,
                files,
                target,
                journal,
                new DownloadHost(cdn, slots, FEW),
                new DownloadListener() {
                    @Override
                    public void onWait(String name, String reason, Duration wait) {
                        waits.add(name + ": " + reason);
                    }

                    @Override
                    public void onSlotWait(int slots) {
                        waits.add("slot, of " + slots);
                    }
                });
    }

    private List<DownloadedFile> downloaded(DownloadTarget target) throws Exception {
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            return get(download(PackageFiles.of(chosen()), target, journal).run());
        }
    }

    private List<DownloadedFile> downloaded() throws Exception {
        return downloaded(new LocalFolder(folder));
    }

    private Throwable failure(List<PackageFile> files, DownloadTarget target) throws Exception {
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            Throwable failure =
                    get(download(files, target, journal).run().handle((done, error) -> Failures.unwrapped(error)));
            assertThat(failure).as("succeeded").isNotNull();
            return failure;
        }
    }

    private Throwable failure(DownloadTarget target) throws Exception {
        return failure(PackageFiles.of(chosen()), target);
    }

    private Throwable failure() throws Exception {
        return failure(new LocalFolder(folder));
    }

    private List<String> ranges() {
        return simulator.requests(Operation.DOWNLOAD).stream()
                .map(request -> request.header("Range"))
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertThatItIsThere(AppPackage file) throws IOException {
        Path path = folder.resolve(file.packageFullName() + ".appx");
        assertThat(names()).containsExactly(path.getFileName().toString());
        assertThat(new LocalFolderDigest(path).sha256())
                .isEqualTo(file.content().sha256());
    }

    private record LocalFolderDigest(Path file) {
        String sha256() throws IOException {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A folder of which a test changes one thing. */
    private class ChangedFolder implements DownloadTarget {

        private final LocalFolder local = new LocalFolder(folder);

        @Override
        public void prepare() throws IOException, InterruptedException {
            local.prepare();
        }

        @Override
        public long partSize(String name) throws IOException, InterruptedException {
            return local.partSize(name);
        }

        @Override
        public OutputStream openPart(String name, long size) throws IOException, InterruptedException {
            return local.openPart(name, size);
        }

        @Override
        public String digestOfPart(String name) throws IOException, InterruptedException {
            return local.digestOfPart(name);
        }

        @Override
        public String digest(String name) throws IOException, InterruptedException {
            return local.digest(name);
        }

        @Override
        public void complete(String name) throws IOException, InterruptedException {
            local.complete(name);
        }

        @Override
        public long size(String name) throws IOException, InterruptedException {
            return local.size(name);
        }
    }

    /** A folder whose parts cannot be longer than a number of bytes. */
    private DownloadTarget fullAfter(long bytes, Throwable failure) {
        return new ChangedFolder() {
            @Override
            public OutputStream openPart(String name, long size) throws IOException, InterruptedException {
                return new FilterOutputStream(super.openPart(name, size)) {
                    private long written = size;

                    @Override
                    public void write(byte[] content, int offset, int length) throws IOException {
                        int fits = (int) Math.min(length, bytes - written);
                        out.write(content, offset, fits);
                        written += fits;
                        if (fits < length) {
                            if (failure instanceof IOException io) {
                                throw io;
                            }
                            throw (Error) failure;
                        }
                    }
                };
            }
        };
    }

    @Test
    void packagesComeWithTheirFrameworkPackagesAndWithoutTheStoresToken() throws Exception {
        List<ProductPackage> chosen = new PackageSelection(List.of("x64", "neutral"), null, null, true).choose(set());
        List<PackageFile> files = PackageFiles.of(chosen);
        List<DownloadedFile> downloaded;
        PackageDownload download;
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            download = download(files, new LocalFolder(folder), journal);
            downloaded = get(download.run());
        }
        assertThat(names())
                .containsExactly(
                        "Contoso.Kiosk_2.1.0.0_x64__8wekyb3d8bbwe.appx",
                        "Microsoft.UI.Xaml.2.8_8.2310.30001.0_neutral__8wekyb3d8bbwe.appx",
                        "Microsoft.VCLibs.140.00_14.0.33519.0_x64__8wekyb3d8bbwe.appx");
        assertThat(downloaded.get(0))
                .isEqualTo(new DownloadedFile(
                        files.get(0).name(),
                        DefaultWorld.KIOSK_X64.size(),
                        DefaultWorld.KIOSK_X64.content().sha256()));
        assertThat(simulator.requests(Operation.DOWNLOAD))
                .hasSize(3)
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isNull());
        assertThat(download.progress()).hasToString("3/3 files, 0.3 of 0.3 MB");

        Map<String, Object> values = new PackageValues(downloaded, name -> "kit/" + name).of(set(), chosen);
        assertThat(values).containsOnlyKeys("packageSetId", "packages", "files");
        assertThat(values.get("files").toString())
                .contains("kit/Contoso.Kiosk_2.1.0.0_x64__8wekyb3d8bbwe.appx", "kit/Microsoft.UI.Xaml");
        @SuppressWarnings("unchecked")
        Map<String, Object> first = ((List<Map<String, Object>>) values.get("packages")).get(0);
        assertThat(first)
                .containsOnlyKeys(
                        "packageId",
                        "contentId",
                        "packageFullName",
                        "packageIdentityName",
                        "architectures",
                        "packageFormat",
                        "platforms",
                        "fileSize",
                        "packageRank",
                        "dependencies",
                        "file",
                        "sha256")
                .containsEntry("file", "kit/Contoso.Kiosk_2.1.0.0_x64__8wekyb3d8bbwe.appx")
                .containsEntry("sha256", downloaded.get(0).sha256());
        assertThat(values.toString()).doesNotContain("://");
        assertThat(new PackageValues(List.of(), name -> name).of(set(), chosen).toString())
                .contains("file=null, sha256=null");
    }

    @Test
    void aBrokenConnectionGoesOnWhereItBroke() throws Exception {
        packages(BIG);
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.cutOff()));
        downloaded();
        assertThatItIsThere(BIG);
        assertThat(ranges()).hasSize(2).first().isNull();
        assertThat(ranges().get(1)).matches("bytes=[1-9]\\d+-");
        assertThat(simulator.requests(Operation.DOWNLOAD).get(1).header("If-Range"))
                .isNotBlank();
        assertThat(waits).hasSize(1).first().asString().startsWith(BIG_FILE + ": the connection to the CDN failed: ");
    }

    @Test
    void aFileThatIsReplacedMeanwhileIsBegunAgain() throws Exception {
        packages(BIG);
        AppPackage replaced = BIG.edition(2);
        DownloadTarget target = new ChangedFolder() {
            @Override
            public OutputStream openPart(String name, long size) throws IOException, InterruptedException {
                packages(replaced);
                return super.openPart(name, size);
            }
        };
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.cutOff()));
        downloaded(target);
        assertThatItIsThere(replaced);
    }

    static Stream<FaultEffect> passing() {
        return Stream.of(
                FaultEffect.drop(),
                FaultEffect.reset(),
                FaultEffect.cutOff(),
                FaultEffect.status(500),
                FaultEffect.status(502),
                FaultEffect.status(503).retryAfter(Duration.ZERO),
                FaultEffect.throttled(Duration.ZERO),
                FaultEffect.status(408),
                FaultEffect.status(416),
                FaultEffect.status(206),
                FaultEffect.status(403),
                FaultEffect.status(404),
                FaultEffect.status(410),
                FaultEffect.redirectToItself());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesDoesNotEndADownload(FaultEffect effect) throws Exception {
        packages(BIG);
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(effect));
        downloaded();
        assertThatItIsThere(BIG);
    }

    static Stream<FaultEffect> lasting() {
        return Stream.concat(
                passing(),
                Stream.of(
                        FaultEffect.status(400),
                        FaultEffect.status(401),
                        FaultEffect.status(300),
                        FaultEffect.status(204),
                        FaultEffect.html(),
                        FaultEffect.emptyBody(),
                        FaultEffect.redirect("http://localhost:1/file?signature=s3cret"),
                        FaultEffect.redirect("ftp://cdn.invalid/file?signature=s3cret"),
                        FaultEffect.redirect("https://cdn.invalid/file?signature=s3cret"),
                        FaultEffect.redirect("%%%"),
                        FaultEffect.status(302)));
    }

    /** Nothing that a user or a log is shown has a URL. */
    @ParameterizedTest
    @MethodSource("lasting")
    void whatLastsIsOneLineWithoutAUrl(FaultEffect effect) throws Exception {
        packages(BIG.size(MEGABYTE / 5));
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).effect(effect));
        Throwable failure = failure();
        assertThat(failure)
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith("Download of " + BIG_FILE + " failed: the ")
                .hasMessageNotContaining("\n");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertThat(trace + waits.toString() + Files.readString(state.resolve("downloads")))
                .doesNotContain("://", "signature", "expires=", "localhost", "cdn.invalid");
        assertThat(names()).doesNotContain(BIG_FILE);
    }

    @Test
    void aUrlThatHasExpiredIsAskedForAgain() throws Exception {
        packages(BIG.dependency(AppPackage.of("Framework_1_x64__8", "x64")));
        List<PackageFile> files = PackageFiles.of(chosen());
        simulator.expireDownloads();
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            get(download(files, new LocalFolder(folder), journal).run());
        }
        assertThat(names()).containsExactly(BIG_FILE, "Framework_1_x64__8.appx");
        assertThat(simulator.requests(Operation.GET_PACKAGE))
                .extracting(SimulatorRequest::encodedPath)
                .allMatch(path -> path.endsWith("/" + BIG.packageId()))
                .hasSize(2);
    }

    @Test
    void aUrlThatExpiresInTheMiddleIsAskedForAgainEachTime() throws Exception {
        packages(BIG);
        DownloadTarget target = new ChangedFolder() {
            @Override
            public OutputStream openPart(String name, long size) throws IOException, InterruptedException {
                simulator.expireDownloads();
                return super.openPart(name, size);
            }
        };
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).times(3).effect(FaultEffect.cutOff()));
        downloaded(target);
        assertThatItIsThere(BIG);
        assertThat(simulator.count(Operation.GET_PACKAGE)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aNewUrlThatIsRefusedTooEndsTheDownload() throws Exception {
        packages(BIG);
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).effect(FaultEffect.status(403)));
        assertThat(failure())
                .hasMessage("Download of " + BIG_FILE + " failed: the CDN answers with HTTP 403, also for a new URL");
        assertThat(simulator.count(Operation.GET_PACKAGE)).isEqualTo(1);
    }

    @Test
    void whereTheServiceGivesNoNewUrlItsErrorIsTold() throws Exception {
        packages(BIG);
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).effect(FaultEffect.status(403)));
        simulator.fault(FaultRule.on(Operation.GET_PACKAGE).effect(FaultEffect.status(409)));
        assertThat(failure().getMessage())
                .contains("HTTP 403, and there is no new URL: Get product package", "HTTP 409");
    }

    @Test
    void fiveRedirectsAreFollowedAndNoMore() throws Exception {
        packages(BIG);
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).times(5).effect(FaultEffect.redirectToItself()));
        downloaded();
        assertThatItIsThere(BIG);

        simulator.clearFaults();
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).effect(FaultEffect.redirectToItself()));
        Files.delete(folder.resolve(BIG_FILE));
        assertThat(failure()).hasMessageEndingWith("the CDN redirects more than 5 times");
        assertThat(simulator.count(Operation.DOWNLOAD)).isEqualTo(6 + 6);
    }

    @Test
    void aRedirectFromHttpsToHttpIsNotFollowed() throws Exception {
        packages(BIG);
        try (StoreSimulator plain = StoreSimulator.builder().plainHttp().start()) {
            simulator.fault(FaultRule.on(Operation.DOWNLOAD)
                    .effect(FaultEffect.redirect(plain.cdnUrl() + "/packages/file?signature=s3cret")));
            assertThat(failure())
                    .hasMessage(
                            "Download of " + BIG_FILE + " failed: the CDN redirects to a URL that is not https, or that"
                                    + " leads to the controller itself");
            assertThat(plain.requests()).isEmpty();
        }
    }

    @Test
    void aRedirectToTheStoreCarriesNoToken() throws Exception {
        packages(BIG);
        simulator.fault(FaultRule.on(Operation.DOWNLOAD)
                .nth(1)
                .effect(FaultEffect.redirect(simulator.storeUrl() + "/V1/Inventory")));
        long inventories = simulator.count(Operation.GET_INVENTORY);
        assertThat(failure()).hasMessageContaining("HTTP 401");
        assertThat(simulator.count(Operation.GET_INVENTORY)).isEqualTo(inventories + 1);
        assertThat(simulator.requests(Operation.GET_INVENTORY))
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://cdn.invalid/file?signature=s3cret", "file:///etc/passwd", "nonsense", "https://"})
    void aUrlThatIsNotHttpsIsNotAskedFor(String url) throws Exception {
        PackageFile file = new PackageFile(BIG_FILE, 7, "id", "id", new DownloadUrl(url));
        assertThat(failure(List.of(file), new LocalFolder(folder)))
                .hasMessage("Download of " + BIG_FILE + " failed: the service gave a URL that is not https, or that"
                        + " leads to the controller itself");
    }

    @Test
    void aLoopbackAddressMayBeReachedOverHttp() throws Exception {
        simulator.close();
        simulator = StoreSimulator.builder().plainHttp().start();
        fixture.close();
        fixture = new StoreFixture(simulator);
        packages(BIG);
        downloaded();
        assertThatItIsThere(BIG);
    }

    /** The URLs of a Store on another machine must not have the controller ask its own services. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLoopbackAddressIsNotReachedUnlessTheStoreIsAtOne(boolean isHttps) throws Exception {
        try (StoreSimulator other = isHttps
                ? StoreSimulator.builder().start()
                : StoreSimulator.builder().plainHttp().start()) {
            DownloadUrl url = new DownloadUrl(other.cdnUrl() + "/packages/file?signature=s3cret");
            List<PackageFile> files = List.of(new PackageFile(BIG_FILE, 7, "id", "id", url));
            try (DownloadJournal journal = DownloadJournal.open(state)) {
                CompletableFuture<List<DownloadedFile>> running =
                        download(files, new LocalFolder(folder), journal, cdn).run();
                Throwable failure = get(running.handle((done, error) -> Failures.unwrapped(error)));
                assertThat(failure)
                        .hasMessage("Download of " + BIG_FILE + " failed: the service gave a URL that is not https, or"
                                + " that leads to the controller itself");
            }
            assertThat(other.requests()).isEmpty();
        }
    }

    /** A name may lead to the controller, too; which names do, only a look-up tells. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void aNameThatLeadsToALoopbackAddressIsNotReached(String address) throws Exception {
        OkHttpClient http = fixture.http()
                .newBuilder()
                .dns(host -> List.of(InetAddress.getByName(address)))
                .hostnameVerifier((host, session) -> true)
                .build();
        DownloadUrl url =
                new DownloadUrl(simulator.cdnUrl().replace("localhost", "cdn.example.com") + "/f?signature=s3cret");
        List<PackageFile> files = List.of(new PackageFile(BIG_FILE, 7, "id", "id", url));
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            CompletableFuture<List<DownloadedFile>> running = download(
                            files, new LocalFolder(folder), journal, new CdnClient(http, TIMEOUT))
                    .run();
            Throwable failure = get(running.handle((done, error) -> Failures.unwrapped(error)));
            assertThat(failure)
                    .hasMessage("Download of " + BIG_FILE + " failed: the service gave a URL that is not https, or"
                            + " that leads to the controller itself");
        }
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void aFileThatHasChangedSinceIsDownloadedAgain() throws Exception {
        packages(BIG);
        downloaded();
        Files.write(folder.resolve(BIG_FILE), new byte[(int) BIG.size()]);
        assertThat(downloaded())
                .containsExactly(
                        new DownloadedFile(BIG_FILE, BIG.size(), BIG.content().sha256()));
        assertThatItIsThere(BIG);
    }

    @ParameterizedTest
    @ValueSource(longs = {2_999_999, 3_000_001})
    void aFileOfAnotherSizeDoesNotGetItsName(long declared) throws Exception {
        packages(BIG.declaredSize(declared));
        assertThat(failure())
                .hasMessage("Download of " + BIG_FILE + " failed: the file has 3000000 bytes, but the service says "
                        + declared);
        assertThat(names()).isEmpty();
    }

    @Test
    void aFullDiskEndsTheDownloadAtOnce() throws Exception {
        packages(BIG);
        assertThat(failure(fullAfter(MEGABYTE, new IOException("No space left on device"))))
                .hasMessage("Download of " + BIG_FILE + " failed: it cannot be written: No space left on device");
        assertThat(names()).containsExactly(BIG_FILE + ".part");
        assertThat(simulator.count(Operation.DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void aFolderThatVanishesIsOneLine() throws Exception {
        packages(BIG);
        DownloadTarget target = new ChangedFolder() {
            @Override
            public OutputStream openPart(String name, long size) throws IOException, InterruptedException {
                Files.delete(folder);
                return super.openPart(name, size);
            }
        };
        assertThat(failure(target))
                .hasMessageStartingWith(
                        "Download of " + BIG_FILE + " failed: it cannot be written: NoSuchFileException: ");
        assertThat(folder).doesNotExist();
    }

    @Test
    void aPartThatIsALinkIsNotFollowed() throws Exception {
        packages(BIG);
        Files.createDirectories(folder);
        Path other = Files.writeString(temporary.resolve("other"), "precious");
        Files.createSymbolicLink(folder.resolve(BIG_FILE + ".part"), other);
        assertThat(failure()).isInstanceOf(DownloadException.class).hasMessageContaining("cannot be written");
        assertThat(other).hasContent("precious");
    }

    /** To open a pipe that nothing reads would block for ever. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes among files there")
    void aPartThatIsAPipeIsNotOpened() throws Exception {
        packages(BIG);
        Path pipe = Files.createDirectories(folder).resolve(BIG_FILE + ".part");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        // with a reader, so that this test does not block either
        try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
            assertThat(failure())
                    .hasMessage("Download of " + BIG_FILE + " failed: it cannot be written: the part is not a file");
            LocalFolder local = new LocalFolder(folder);
            assertThatThrownBy(() -> local.append(BIG_FILE, 0, new byte[1])).hasMessage("the part is not a file");
        }
    }

    /** The process ends without any warning when so many bytes are written. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 65_536, 1_000_000, 2_999_999})
    void anotherProcessGoesOnWithThePart(long bytes) throws Exception {
        packages(BIG);
        assertThat(failure(fullAfter(bytes, new Error("killed")))).hasMessage("killed");
        simulator.forgetRequests();
        downloaded();
        assertThatItIsThere(BIG);
        assertThat(ranges()).containsExactly(bytes == 0 ? null : "bytes=" + bytes + "-");
    }

    @Test
    void aPartThatIsCompleteIsNotAskedForAgain() throws Exception {
        packages(BIG);
        DownloadTarget target = new ChangedFolder() {
            @Override
            public String digestOfPart(String name) {
                throw new Error("killed");
            }
        };
        failure(target);
        simulator.forgetRequests();
        downloaded();
        assertThatItIsThere(BIG);
        assertThat(simulator.requests(Operation.DOWNLOAD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatIsWholeGetsItsNameOnce(boolean isMoved) throws Exception {
        packages(BIG);
        DownloadTarget target = new ChangedFolder() {
            @Override
            public void complete(String name) throws IOException, InterruptedException {
                if (isMoved) {
                    super.complete(name);
                }
                throw new Error("killed");
            }
        };
        failure(target);
        simulator.forgetRequests();
        assertThat(downloaded())
                .containsExactly(
                        new DownloadedFile(BIG_FILE, BIG.size(), BIG.content().sha256()));
        assertThatItIsThere(BIG);
        assertThat(simulator.requests(Operation.DOWNLOAD)).isEmpty();
    }

    @Test
    void aPartOfAnotherOriginIsBegunAgain() throws Exception {
        packages(BIG);
        Files.createDirectories(folder);
        Files.write(folder.resolve(BIG_FILE + ".part"), new byte[MEGABYTE]);
        Files.writeString(folder.resolve(BIG_FILE), "an earlier build's");
        downloaded();
        assertThatItIsThere(BIG);
        assertThat(ranges()).containsOnlyNulls();
    }

    @Test
    void aDamagedJournalBeginsAgain() throws Exception {
        packages(BIG);
        failure(fullAfter(MEGABYTE, new Error("killed")));
        Path journal = state.resolve("downloads");
        Files.writeString(journal, Files.readString(journal).replace("Big", "Bog"));
        simulator.forgetRequests();
        downloaded();
        assertThatItIsThere(BIG);
        assertThat(ranges()).containsOnlyNulls();
    }

    @Test
    void cancellingEndsADownloadAndLeavesItsPart() throws Exception {
        packages(BIG);
        slots = new DownloadSlots(1, threads);
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.slowBody(100_000)));
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            PackageDownload download = download(PackageFiles.of(chosen()), new LocalFolder(folder), journal);
            CompletableFuture<List<DownloadedFile>> running = download.run();
            await(() -> download.progress().bytes() > 0);
            download.cancel();
            assertThat(running).isCancelled();
            // the slot is free again when the thread has ended
            CompletableFuture<Void> next = new CompletableFuture<>();
            slots.run(() -> next.complete(null));
            get(next);
        }
        assertThat(names()).containsExactly(BIG_FILE + ".part");
        downloaded();
        assertThatItIsThere(BIG);
        assertThat(ranges().get(1)).startsWith("bytes=");
    }

    /** As an agent that does not answer any more: its calls end when their thread is interrupted. */
    @Test
    void cancellingEndsACallOfATargetThatDoesNotAnswer() throws Exception {
        packages(BIG);
        CountDownLatch called = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        DownloadTarget target = new ChangedFolder() {
            @Override
            public void prepare() throws InterruptedException {
                called.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.complete(true);
                    throw e;
                }
            }
        };
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            PackageDownload download = download(PackageFiles.of(chosen()), target, journal);
            CompletableFuture<List<DownloadedFile>> running = download.run();
            called.await();
            download.cancel();
            Throwable failure = get(running.handle((done, error) -> Failures.unwrapped(error)));
            assertThat(failure).isInstanceOf(CancellationException.class);
            assertThat(get(interrupted)).isTrue();
        }
    }

    @Test
    void severalFilesAreDownloadedAtOnceButNoMoreThanThereAreSlots() throws Exception {
        AppPackage[] many = new AppPackage[6];
        for (int i = 0; i < many.length; i++) {
            many[i] = AppPackage.of("App" + i + "_1_x64__8", "x64");
        }
        packages(many);
        slots = new DownloadSlots(2, threads);
        // each answer waits for another one
        CountDownLatch two = new CountDownLatch(2);
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).times(2).effect(FaultEffect.meeting(two)));
        List<String> open = Collections.synchronizedList(new ArrayList<>());
        List<Integer> counts = Collections.synchronizedList(new ArrayList<>());
        DownloadTarget target = new ChangedFolder() {
            @Override
            public void prepare() throws IOException, InterruptedException {
                super.prepare();
                open.add("one");
                counts.add(open.size());
            }

            @Override
            public void complete(String name) throws IOException, InterruptedException {
                super.complete(name);
                open.remove("one");
            }
        };
        assertThat(downloaded(target))
                .extracting(DownloadedFile::name)
                .hasSize(6)
                .isSorted();
        assertThat(counts).hasSize(6).allMatch(count -> count <= 2);
    }

    @Test
    void aWaitForASlotIsToldOnce() throws Exception {
        packages(AppPackage.of("App1_1_x64__8", "x64"), AppPackage.of("App2_1_x64__8", "x64"));
        slots = new DownloadSlots(1, threads);
        CompletableFuture<Void> other = occupiedSlot();
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            PackageDownload download = download(PackageFiles.of(chosen()), new LocalFolder(folder), journal);
            CompletableFuture<List<DownloadedFile>> running = download.run();
            assertThat(waits).containsExactly("slot, of 1");
            // a file that waits has not stalled
            download.endIfStalled();
            download.endIfStalled();
            other.complete(null);
            assertThat(get(running)).hasSize(2);
        }
        assertThat(waits).hasSize(1);
    }

    @Test
    void filesThatWaitForOthersOfTheSameDownloadAreNotTold() throws Exception {
        packages(AppPackage.of("App1_1_x64__8", "x64"), AppPackage.of("App2_1_x64__8", "x64"));
        slots = new DownloadSlots(1, threads);
        assertThat(downloaded()).hasSize(2);
        assertThat(waits).isEmpty();
    }

    /** Occupies a slot until the result is completed. */
    private CompletableFuture<Void> occupiedSlot() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        slots.run(end::join);
        return end;
    }

    /** As an agent whose disk hangs: it still answers pings, so its connection does not break. */
    @Test
    void aTargetThatDoesNotAnswerEndsTheDownloadAndFreesItsSlot() throws Exception {
        packages(BIG);
        slots = new DownloadSlots(1, threads);
        CountDownLatch called = new CountDownLatch(1);
        DownloadTarget target = new ChangedFolder() {
            @Override
            public String digestOfPart(String name) throws InterruptedException {
                called.countDown();
                new CountDownLatch(1).await();
                return "";
            }
        };
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            PackageDownload download = download(PackageFiles.of(chosen()), target, journal);
            CompletableFuture<List<DownloadedFile>> running = download.run();
            called.await();
            download.endIfStalled();
            assertThat(running).isNotDone();
            download.endIfStalled();
            assertThat(running).isDone();
            Throwable failure = get(running.handle((done, error) -> Failures.unwrapped(error)));
            assertThat(failure)
                    .isInstanceOf(DownloadException.class)
                    .hasMessage("Download of " + BIG_FILE + " failed: it has made no progress for 30 minutes");
            CompletableFuture<Void> next = new CompletableFuture<>();
            slots.run(() -> next.complete(null));
            get(next);
        }
        assertThat(names()).containsExactly(BIG_FILE + ".part");
    }

    /** A folder that calls an action each time when a part has got a number of bytes more. */
    private DownloadTarget every(long bytes, Runnable action) {
        return new ChangedFolder() {
            @Override
            public OutputStream openPart(String name, long size) throws IOException, InterruptedException {
                return new FilterOutputStream(super.openPart(name, size)) {
                    private long since;

                    @Override
                    public void write(byte[] content, int offset, int length) throws IOException {
                        out.write(content, offset, length);
                        since += length;
                        if (since >= bytes) {
                            since = 0;
                            action.run();
                        }
                    }
                };
            }
        };
    }

    @Test
    void aSlowFileThatGrowsHasNotStalled() throws Exception {
        packages(BIG);
        AtomicReference<PackageDownload> download = new AtomicReference<>();
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            download.set(download(
                    PackageFiles.of(chosen()),
                    every(MEGABYTE / 2, () -> download.get().endIfStalled()),
                    journal));
            get(download.get().run());
        }
        assertThatItIsThere(BIG);
    }

    @Test
    void aFileThatGrowsByFewBytesHasStalled() throws Exception {
        packages(BIG);
        AtomicReference<PackageDownload> download = new AtomicReference<>();
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            download.set(download(
                    PackageFiles.of(chosen()), every(1, () -> download.get().endIfStalled()), journal));
            Throwable failure = get(download.get().run().handle((done, error) -> Failures.unwrapped(error)));
            assertThat(failure)
                    .hasMessage("Download of " + BIG_FILE + " failed: it has made no progress for 30 minutes");
        }
    }

    @Test
    void theFirstFileThatFailsEndsTheOthers() throws Exception {
        packages(BIG, AppPackage.of("Wrong_1_x64__8", "x64").declaredSize(1));
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.slowBody(100_000)));
        slots = new DownloadSlots(2, threads);
        DownloadTarget target = new ChangedFolder();
        assertThat(failure(target)).hasMessageStartingWith("Download of ");
        assertThat(names()).doesNotContain("Wrong_1_x64__8.appx");
    }

    @Test
    void nothingToDownloadIsDone() throws Exception {
        try (DownloadJournal journal = DownloadJournal.open(state)) {
            assertThat(get(download(List.of(), new LocalFolder(folder), journal).run()))
                    .isEmpty();
        }
    }
}
