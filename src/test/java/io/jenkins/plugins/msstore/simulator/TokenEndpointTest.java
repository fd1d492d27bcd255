package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.simulator.RawClient.Reply;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SimulatorExtension.class)
class TokenEndpointTest {
    private static final String TOKEN = "/6f2c7b1e-3a54-4d0b-9c61-8e1f5b7a2d43/oauth2/v2.0/token";
    private static final String CLIENT = "client_id=b0c5d9a4-7e1f-4b8a-a3d2-51f6c08e9b77";
    private static final String SCOPE = "scope=https%3A%2F%2Fonestore.microsoft.com%2F.default";
    private static final String GRANT = "grant_type=client_credentials&" + CLIENT + "&" + SCOPE;
    private static final String ASSERTION =
            "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=";

    @ParameterizedTest
    @EnumSource(Version.class)
    void theStoreAcceptsATokenOfTheAuthority(Version version) throws Exception {
        try (StoreSimulator simulator =
                StoreSimulator.builder().tokenLifetime(Duration.ofSeconds(90)).start()) {
            RawClient client = new RawClient(simulator, version);

            Reply token = client.authority(TOKEN, GRANT + "&client_secret=" + simulator.clientSecret());

            assertThat(token.status()).isEqualTo(200);
            assertThat(token.json().path("token_type").asText()).isEqualTo("Bearer");
            assertThat(token.json().path("expires_in").numberValue()).isEqualTo(90);
            client.token(token.json().path("access_token").asText());
            assertThat(client.get("/V1/Inventory").status()).isEqualTo(200);
        }
    }

    @Test
    void scopesThatOpenIdClientsAddAreAccepted(StoreSimulator simulator) throws Exception {
        assertThat(new RawClient(simulator, Version.HTTP_2)
                        .authority(
                                TOKEN,
                                "grant_type=client_credentials&" + CLIENT + "&client_secret="
                                        + simulator.clientSecret()
                                        + "&scope=openid+profile+offline_access"
                                        + "+https%3A%2F%2Fonestore.microsoft.com%2F.default")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theFirstVersionOfTheEndpointIssuesTokensToo(StoreSimulator simulator) throws Exception {
        Reply token = new RawClient(simulator, Version.HTTP_2)
                .authority(
                        "/6f2c7b1e-3a54-4d0b-9c61-8e1f5b7a2d43/oauth2/token",
                        "grant_type=client_credentials&" + CLIENT + "&client_secret=" + simulator.clientSecret()
                                + "&resource=https://onestore.microsoft.com");

        assertThat(token.json().path("expires_in").textValue()).isEqualTo("3600");
        assertThat(token.json().path("access_token").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request, 90002, 00000000-0000-0000-0000-000000000000, client_id=b0c5d9a4-7e1f-4b8a-a3d2-51f6c08e9b77",
        "400, unauthorized_client, 700016, 6f2c7b1e-3a54-4d0b-9c61-8e1f5b7a2d43, client_id=00000000-0000-0000-0000-000000000000",
        "401, invalid_client, 7000215, 6f2c7b1e-3a54-4d0b-9c61-8e1f5b7a2d43, client_id=b0c5d9a4-7e1f-4b8a-a3d2-51f6c08e9b77"
    })
    void aRequestIsRejectedAsEntraDoes(
            int status, String error, int code, String tenant, String client, StoreSimulator simulator)
            throws Exception {
        RawClient raw = new RawClient(simulator, Version.HTTP_2);

        Reply reply = raw.authority(
                "/" + tenant + "/oauth2/v2.0/token",
                "grant_type=client_credentials&" + client + "&" + SCOPE + "&client_secret=wrong");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("error").asText()).isEqualTo(error);
        assertThat(reply.json().path("error_codes").path(0).asInt()).isEqualTo(code);
        String correlationId = reply.json().path("correlation_id").asText();
        assertThat(reply.json().path("error_description").asText())
                .startsWith("AADSTS" + code + ": ")
                .contains("Correlation ID: " + correlationId);
        assertThat(reply.header("client-request-id")).isEqualTo(correlationId);
    }

    @ParameterizedTest
    @CsvSource({
        "scope=https%3A%2F%2Fonestore.microsoft.com, 1002012",
        "scope=openid, 1002012",
        "scope=https%3A%2F%2Fgraph.microsoft.com%2F.default, 500011",
        "nothing=here, 900144"
    })
    void anInvalidScopeIsRejected(String scope, int code, StoreSimulator simulator) throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2)
                .authority(
                        TOKEN,
                        "grant_type=client_credentials&" + CLIENT + "&" + scope + "&client_secret="
                                + simulator.clientSecret());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error_codes").path(0).asInt()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=password&client_id=b0c5d9a4-7e1f-4b8a-a3d2-51f6c08e9b77, unsupported_grant_type",
        "client_id=b0c5d9a4-7e1f-4b8a-a3d2-51f6c08e9b77, invalid_request",
        "grant_type=client_credentials, invalid_request",
        "grant_type=client_credentials&client_id=b0c5d9a4-7e1f-4b8a-a3d2-51f6c08e9b77, invalid_client"
    })
    void otherGrantsAndMissingParametersAreRejected(String form, String error, StoreSimulator simulator)
            throws Exception {
        Reply reply = new RawClient(simulator, Version.HTTP_2).authority(TOKEN, form + "&" + SCOPE);

        assertThat(reply.json().path("error").asText()).isEqualTo(error);
    }

    @Test
    void onlyTheNewSecretIsAcceptedAfterARotation(StoreSimulator simulator) throws Exception {
        RawClient client = new RawClient(simulator, Version.HTTP_2);
        String old = simulator.clientSecret();

        String fresh = simulator.rotateSecret();

        assertThat(simulator.clientSecret()).isEqualTo(fresh);
        assertThat(client.authority(TOKEN, GRANT + "&client_secret=" + old).status())
                .isEqualTo(401);
        assertThat(client.authority(TOKEN, GRANT + "&client_secret=" + fresh).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256"})
    void anAssertionOfARegisteredCertificateIsAccepted(String algorithm) throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder().rsa2048().build();
        try (StoreSimulator simulator = StoreSimulator.builder().start()) {
            simulator.registerCertificate(certificate.certificate());
            RawClient client = new RawClient(simulator, Version.HTTP_2);
            Instant expiry = Instant.now().plusSeconds(600);
            String audience = simulator.authorityUrl() + TOKEN;
            PrivateKey key = certificate.keyPair().getPrivate();

            String assertion = assertion(algorithm, key, DefaultWorld.CLIENT_ID, audience, expiry);

            assertThat(client.authority(TOKEN, GRANT + ASSERTION + assertion).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anInvalidAssertionIsRejected() throws Exception {
        HeldCertificate registered = new HeldCertificate.Builder().rsa2048().build();
        HeldCertificate stranger = new HeldCertificate.Builder().rsa2048().build();
        try (StoreSimulator simulator = StoreSimulator.builder().start()) {
            simulator.registerCertificate(registered.certificate());
            RawClient client = new RawClient(simulator, Version.HTTP_2);
            Instant expiry = Instant.now().plusSeconds(600);
            String audience = simulator.authorityUrl() + TOKEN;
            PrivateKey key = registered.keyPair().getPrivate();
            PrivateKey otherKey = stranger.keyPair().getPrivate();
            String clientId = DefaultWorld.CLIENT_ID;

            assertThat(List.of(
                            code(client, assertion("RS256", otherKey, clientId, audience, expiry)),
                            code(client, assertion("none", key, clientId, audience, expiry)),
                            code(client, assertion("RS256", key, "someone-else", audience, expiry)),
                            code(client, assertion("RS256", key, clientId, "https://other.example/token", expiry)),
                            code(client, assertion("RS256", key, clientId, audience, expiry.minusSeconds(1200))),
                            code(client, "not.a-jwt")))
                    .containsExactly(700027, 700027, 700021, 700023, 700024, 50027);
        }
    }

    @Test
    void tokensExpireAtTheEndOfTheirLifetime() throws Exception {
        SettableClock clock = new SettableClock();
        try (StoreSimulator simulator = StoreSimulator.builder()
                .clock(clock)
                .tokenLifetime(Duration.ofSeconds(60))
                .start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);
            client.token(client.authority(TOKEN, GRANT + "&client_secret=" + simulator.clientSecret())
                    .json()
                    .path("access_token")
                    .asText());

            clock.now = clock.now.plusSeconds(59);
            assertThat(client.get("/V1/Inventory").status()).isEqualTo(200);
            clock.now = clock.now.plusSeconds(1);
            assertThat(client.get("/V1/Inventory").status()).isEqualTo(401);
        }
    }

    @Test
    void expiredUnknownAndMissingTokensGet401(StoreSimulator simulator) throws Exception {
        RawClient client = new RawClient(simulator, Version.HTTP_2);
        simulator.expireTokens();

        Reply expired = client.get("/V1/Inventory");

        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.header("WWW-Authenticate"))
                .startsWith("Bearer ")
                .contains("invalid_token", "The token is expired");
        assertThat(client.token("unknown").get("/V1/Inventory").header("WWW-Authenticate"))
                .contains("The token is invalid");
        assertThat(client.token(null).get("/V1/Inventory").status()).isEqualTo(401);
        simulator.acceptToken("ready-made");
        assertThat(client.token("ready-made").get("/V1/Inventory").status()).isEqualTo(200);
        assertThat(simulator.requests())
                .extracting(SimulatorRequest::authorization)
                .containsExactly(Authorization.EXPIRED, Authorization.UNKNOWN, Authorization.NONE, Authorization.VALID);
    }

    @Test
    void anApplicationWithoutStoreAccessGets403() throws Exception {
        Application application = Application.of(DefaultWorld.TENANT_ID, "11111111-2222-3333-4444-555555555555")
                .secret("known to the test")
                .withoutStoreAccess();
        try (StoreSimulator simulator =
                StoreSimulator.builder().application(application).start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);
            client.token(client.authority(
                            TOKEN,
                            "grant_type=client_credentials&client_id=11111111-2222-3333-4444-555555555555&" + SCOPE
                                    + "&client_secret=known+to%20the+test")
                    .json()
                    .path("access_token")
                    .asText());

            assertThat(client.get("/V1/Inventory").status()).isEqualTo(403);
        }
    }

    @Test
    void theMetadataOfAnAuthorityIsServed() throws Exception {
        try (StoreSimulator simulator =
                StoreSimulator.builder().separateAuthority().start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);

            Reply configuration =
                    client.authority("/6f2c7b1e-3a54-4d0b-9c61-8e1f5b7a2d43/v2.0/.well-known/openid-configuration");
            Reply instances = client.authority("/common/discovery/instance?api-version=1.1");

            assertThat(simulator.authorityUrl()).isNotEqualTo(simulator.storeUrl());
            assertThat(configuration.json().path("token_endpoint").asText())
                    .isEqualTo(simulator.authorityUrl() + TOKEN);
            assertThat(instances.json().path("metadata")).hasSize(1);
            assertThat(simulator.count(Operation.DISCOVERY)).isEqualTo(2);
        }
    }

    @Test
    void theAuthorityHasTlsEvenIfTheStoreHasNone() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder().plainHttp().start()) {
            RawClient client = new RawClient(simulator, Version.HTTP_1_1);

            assertThat(simulator.storeUrl()).startsWith("http://localhost:");
            assertThat(simulator.authorityUrl()).startsWith("https://localhost:");
            client.token(client.authority(TOKEN, GRANT + "&client_secret=" + simulator.clientSecret())
                    .json()
                    .path("access_token")
                    .asText());
            assertThat(client.get("/V1/Inventory").status()).isEqualTo(200);
        }
    }

    private static int code(RawClient client, String assertion) throws Exception {
        return client.authority(TOKEN, GRANT + ASSERTION + assertion)
                .json()
                .path("error_codes")
                .path(0)
                .asInt();
    }

    private static String assertion(String algorithm, PrivateKey key, String clientId, String audience, Instant expiry)
            throws Exception {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
        String claims = "{\"iss\":\"" + clientId + "\",\"sub\":\"" + clientId + "\",\"aud\":\"" + audience
                + "\",\"jti\":\"1\",\"nbf\":" + (expiry.getEpochSecond() - 600) + ",\"exp\":" + expiry.getEpochSecond()
                + "}";
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance(algorithm.equals("PS256") ? "RSASSA-PSS" : "SHA256withRSA");
        if (algorithm.equals("PS256")) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-02-03T04:05:06Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
