package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.msstore.simulator.RawClient.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packages of a product, and the files that the CDN serves. */
class CdnTest {
    private static final String PACKAGES = "/V1/Products/9NBLGGH516XP/0016/Packages";

    private StoreSimulator simulator;
    private HttpClient http;

    @BeforeEach
    void start() throws Exception {
        simulator =
                StoreSimulator.builder().downloadLifetime(Duration.ofHours(2)).start();
        http = client(Version.HTTP_2);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpClient client(Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(simulator.sslContext())
                .build();
    }

    private JsonNode packages() throws Exception {
        return new RawClient(simulator, Version.HTTP_2).get(PACKAGES).json().path("productPackages");
    }

    private HttpResponse<byte[]> download(String url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private String url() throws Exception {
        return packages().get(0).path("location").path("url").asText();
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void showsThePackagesOfAProductWithTheirDependencies() throws Exception {
        JsonNode first = packages().get(0);

        assertThat(first.path("packageFullName").asText()).isEqualTo("Contoso.Kiosk_2.1.0.0_x64__8wekyb3d8bbwe");
        assertThat(first.path("architectures").get(0).asText()).isEqualTo("x64");
        assertThat(first.path("platforms")
                        .get(0)
                        .path("minVersion")
                        .path("build")
                        .asInt())
                .isEqualTo(14393);
        assertThat(first.path("frameworkDependencyPackages")).hasSize(3);
        assertThat(first.path("location").path("url").asText()).startsWith(simulator.cdnUrl() + "/");
        assertThat(simulator.cdnUrl()).isNotEqualTo(simulator.storeUrl());
    }

    @Test
    void showsOnePackageAndRefusesAnUnknownOne() throws Exception {
        RawClient client = new RawClient(simulator, Version.HTTP_2);
        String id = packages().get(1).path("packageId").asText();

        assertThat(client.get(PACKAGES + "/" + id)
                        .json()
                        .path("packageFullName")
                        .asText())
                .contains("x86");
        assertThat(client.get(PACKAGES + "/unknown").status()).isEqualTo(404);
        assertThat(client.get("/V1/Products/9MSPC6MP8FM4/0010/Packages").status())
                .isEqualTo(409);
    }

    @Test
    void showsTextsInTheLanguagesOfAProductAlone() throws Exception {
        RawClient client = new RawClient(simulator, Version.HTTP_2);

        Reply german = client.get("/V1/Products/9NBLGGH516XP/0016/LocalizedDetails/de-DE");

        assertThat(german.json().path("language").asText()).isEqualTo("de-de");
        assertThat(client.get("/V1/Products/9NBLGGH516XP/0016/LocalizedDetails/fr-fr")
                        .status())
                .isEqualTo(404);
        assertThat(client.get("/V1/Products/9NBLGGH516XP/0016/LocalizedDetails/german")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void servesAFile(Version version) throws Exception {
        http = client(version);

        HttpResponse<byte[]> file = download(url());

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).hasSize((int) DefaultWorld.KIOSK_X64.size());
        assertThat(sha256(file.body()))
                .isEqualTo(DefaultWorld.KIOSK_X64.content().sha256());
    }

    @Test
    void servesTheRestOfAFileThatHasNotChanged() throws Exception {
        byte[] whole = download(url()).body();
        String tag = download(url()).headers().firstValue("ETag").orElseThrow();

        HttpResponse<byte[]> rest = download(url(), "Range", "bytes=150000-", "If-Range", tag);
        HttpResponse<byte[]> changed = download(url(), "Range", "bytes=150000-", "If-Range", "\"another\"");

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.headers().firstValue("Content-Range")).contains("bytes 150000-199999/200000");
        assertThat(new ByteArrayInputStream(whole, 150_000, 50_000).readAllBytes())
                .isEqualTo(rest.body());
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo(whole);
        assertThat(download(url(), "Range", "bytes=200000-").statusCode()).isEqualTo(416);
    }

    @Test
    void refusesARequestWithAToken() throws Exception {
        HttpResponse<byte[]> refused = download(url(), "Authorization", "Bearer " + simulator.issueToken());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(simulator.requests(Operation.DOWNLOAD))
                .extracting(request -> request.header("Authorization") != null)
                .containsExactly(true);
    }

    @Test
    void refusesAUrlThatHasExpiredOrWasChanged() throws Exception {
        String url = url();

        assertThat(download(url.replace("x64", "x86")).statusCode()).isEqualTo(403);
        simulator.expireDownloads();
        assertThat(download(url).statusCode()).isEqualTo(403);
        assertThat(download(url()).statusCode()).isEqualTo(200);
    }

    @Test
    void breaksOffInTheMiddle() throws Exception {
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.cutOff()));

        String url = url();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> download(url)))
                .isInstanceOf(IOException.class);
        assertThat(download(url).statusCode()).isEqualTo(200);
    }

    @Test
    void redirectsToItself() throws Exception {
        simulator.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.redirectToItself()));

        HttpResponse<byte[]> redirect = download(url());

        assertThat(redirect.statusCode()).isEqualTo(302);
        String location = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(download(simulator.cdnUrl() + location).statusCode()).isEqualTo(200);
    }

    @Test
    void isNoPartOfTheStore() throws Exception {
        download(url());

        assertThat(simulator.maxConcurrent()).isEqualTo(1);
        assertThat(Operation.DOWNLOAD.isStoreOperation()).isFalse();
    }
}
