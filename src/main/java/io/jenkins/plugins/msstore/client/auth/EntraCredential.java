package io.jenkins.plugins.msstore.client.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.HexFormat;
import java.util.Objects;

/** How an application proves to Microsoft Entra ID who it is. Two credentials are equal when they prove the same. */
public abstract sealed class EntraCredential {

    private final String fingerprint;

    private EntraCredential(byte[] content) {
        this.fingerprint = sha256(content);
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

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
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

    /** A certificate with its RSA key, by which an assertion is signed. */
    public static final class ClientCertificate extends EntraCredential {

        private final PrivateKey key;
        private final X509Certificate certificate;

        /**
         * @throws IllegalArgumentException for a key that is not RSA: Microsoft Entra ID takes no other
         */
        public ClientCertificate(PrivateKey key, X509Certificate certificate) {
            super(encoded(certificate));
            if (!(key instanceof RSAKey) && !"RSA".equals(key.getAlgorithm())) {
                throw new IllegalArgumentException("the certificate's key is " + key.getAlgorithm() + ", not RSA");
            }
            this.key = Objects.requireNonNull(key, "key");
            this.certificate = certificate;
        }

        PrivateKey key() {
            return key;
        }

        X509Certificate certificate() {
            return certificate;
        }

        private static byte[] encoded(X509Certificate certificate) {
            try {
                return certificate.getEncoded();
            } catch (CertificateEncodingException e) {
                throw new IllegalArgumentException("the certificate cannot be encoded", e);
            }
        }
    }
}
