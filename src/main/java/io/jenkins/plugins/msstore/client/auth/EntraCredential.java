package io.jenkins.plugins.msstore.client.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret or certificate with which an application authenticates at Microsoft Entra ID. Compared by value. */
public abstract sealed class EntraCredential {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Random bytes of this process, so that a fingerprint is of no use outside of it. */
    private static final byte[] PROCESS_KEY = randomBytes();

    private final String fingerprint;

    private EntraCredential(byte[]... contents) {
        this.fingerprint = keyedDigest(contents);
    }

    /** A keyed digest: the same for equal credentials in this process; the credential cannot be found from it. */
    final String fingerprint() {
        return fingerprint;
    }

    @Override
    public final boolean equals(Object other) {
        return other != null
                && getClass() == other.getClass()
                && fingerprint.equals(((EntraCredential) other).fingerprint);
    }

    @Override
    public final int hashCode() {
        return fingerprint.hashCode();
    }

    /** Shows the kind alone. */
    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String keyedDigest(byte[]... contents) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(PROCESS_KEY, "HmacSHA256"));
            for (byte[] content : contents) {
                mac.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(content.length)
                        .array());
                mac.update(content);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** A client secret. */
    public static final class ClientSecret extends EntraCredential {

        private final String value;

        public ClientSecret(String value) {
            super(value.getBytes(StandardCharsets.UTF_8));
            this.value = value;
        }

        String value() {
            return value;
        }
    }

    /** A certificate with its RSA key, which signs assertions. The constructor rejects a key of another certificate. */
    public static final class ClientCertificate extends EntraCredential {

        /** The algorithm that MSAL4J uses. A key always makes the same signature of a text (RFC 8017, section 8.2). */
        private static final String SIGNATURE = "SHA256withRSA";

        /** The same for all credentials, because a key's signature of it is part of the credential's fingerprint. */
        private static final byte[] CHALLENGE = randomBytes();

        private final PrivateKey key;
        private final X509Certificate certificate;

        /**
         * @throws IllegalArgumentException for a key that is not RSA, because Microsoft Entra ID takes no other; for a key
         *     that cannot sign; for a key that is not the certificate's own. The message is the end of a sentence about
         *     the certificate.
         */
        public ClientCertificate(PrivateKey key, X509Certificate certificate) {
            super(encoded(certificate), proofOfPossession(key, certificate));
            this.key = key;
            this.certificate = certificate;
        }

        /** The time at which the certificate expires. */
        public Instant expiry() {
            return certificate.getNotAfter().toInstant();
        }

        PrivateKey key() {
            return key;
        }

        X509Certificate certificate() {
            return certificate;
        }

        /**
         * A certificate is public, and a key store holds any key next to it: only a signature shows that they belong
         * together. A key in hardware has no encoding that could be compared instead.
         *
         * @return the signature of the challenge, which no other key can make
         */
        private static byte[] proofOfPossession(PrivateKey key, X509Certificate certificate) {
            if (!(key instanceof RSAKey) && !"RSA".equals(key.getAlgorithm())) {
                throw new IllegalArgumentException("its private key is " + key.getAlgorithm() + ", not RSA");
            }
            byte[] signature = signed(key);
            if (!isSignedFor(certificate, signature)) {
                throw new IllegalArgumentException("its private key does not belong to its certificate");
            }
            return signature;
        }

        private static byte[] signed(PrivateKey key) {
            try {
                Signature signer = Signature.getInstance(SIGNATURE);
                signer.initSign(key);
                signer.update(CHALLENGE);
                return signer.sign();
            } catch (GeneralSecurityException | ProviderException e) {
                throw new IllegalArgumentException("its private key cannot sign: " + e.getMessage(), e);
            }
        }

        private static boolean isSignedFor(X509Certificate certificate, byte[] signature) {
            try {
                Signature verifier = Signature.getInstance(SIGNATURE);
                verifier.initVerify(certificate.getPublicKey());
                verifier.update(CHALLENGE);
                return verifier.verify(signature);
            } catch (GeneralSecurityException otherKindOrSize) {
                return false;
            }
        }

        private static byte[] encoded(X509Certificate certificate) {
            try {
                return certificate.getEncoded();
            } catch (CertificateEncodingException e) {
                throw new IllegalArgumentException("it cannot be encoded", e);
            }
        }
    }
}
