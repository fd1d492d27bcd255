package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** A JWT by which an application proves that it holds a certificate's private key (RFC 7523). */
final class ClientAssertion {
    /** The clock skew that Entra allows. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode header;
    private final JsonNode claims;
    private final byte[] signedPart;
    private final byte[] signature;

    private ClientAssertion(JsonNode header, JsonNode claims, byte[] signedPart, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signedPart = signedPart;
        this.signature = signature;
    }

    /**
     * Parses the compact form of a JWT.
     *
     * @throws EntraErrorException if the text is not a JWT
     */
    static ClientAssertion parse(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        try {
            if (parts.length == 3) {
                Base64.Decoder base64 = Base64.getUrlDecoder();
                return new ClientAssertion(
                        MAPPER.readTree(base64.decode(parts[0])),
                        MAPPER.readTree(base64.decode(parts[1])),
                        (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                        base64.decode(parts[2]));
            }
        } catch (IOException | IllegalArgumentException e) {
            // the same error as for a malformed assertion, below
        }
        throw EntraError.assertion(50027, "JWT token is invalid or malformed.").asException();
    }

    /**
     * Checks signature and claims.
     *
     * @param application the application whose certificates are registered
     * @param audiences the URLs that {@code aud} may name
     * @throws EntraErrorException with the error that Entra gives
     */
    void verify(Application application, Set<String> audiences, Instant now) {
        if (application.certificates().stream().noneMatch(this::isSignedBy)) {
            throw EntraError.assertion(
                            700027,
                            "The certificate with identifier used to sign the client assertion is not registered on"
                                    + " application.")
                    .asException();
        }
        if (!application.clientId().equalsIgnoreCase(claims.path("iss").asText())
                || !application.clientId().equalsIgnoreCase(claims.path("sub").asText())) {
            throw EntraError.assertion(
                            700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
                    .asException();
        }
        if (!audiences.contains(claims.path("aud").asText())) {
            throw EntraError.assertion(700023, "Client assertion audience claim does not match Realm issuer.")
                    .asException();
        }
        Instant notBefore = Instant.ofEpochSecond(claims.path("nbf").asLong(0));
        Instant expiry = Instant.ofEpochSecond(claims.path("exp").asLong(0));
        if (now.isBefore(notBefore.minus(SKEW)) || !now.isBefore(expiry.plus(SKEW))) {
            throw EntraError.assertion(700024, "Client assertion is not within its valid time range.")
                    .asException();
        }
    }

    private boolean isSignedBy(X509Certificate certificate) {
        try {
            Signature verifier;
            switch (header.path("alg").asText()) {
                case "RS256" -> verifier = Signature.getInstance("SHA256withRSA");
                case "PS256" -> {
                    verifier = Signature.getInstance("RSASSA-PSS");
                    verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                }
                default -> {
                    return false;
                }
            }
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(signedPart);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
