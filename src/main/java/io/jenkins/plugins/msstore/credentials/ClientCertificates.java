package io.jenkins.plugins.msstore.credentials;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import io.jenkins.plugins.msstore.client.auth.EntraCredential;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;

/** Gets the private key and the certificate of a Certificate credential. */
final class ClientCertificates {

    private ClientCertificates() {}

    /**
     * @throws InvalidParameterException naming {@code certificateCredentialsId} if it has no RSA key with a matching
     *     X.509 certificate
     */
    static EntraCredential.ClientCertificate of(String id, StandardCertificateCredentials credentials) {
        try {
            KeyStore keyStore = credentials.getKeyStore();
            char[] password = credentials.getPassword().getPlainText().toCharArray();
            for (String alias : Collections.list(keyStore.aliases())) {
                if (keyStore.isKeyEntry(alias)
                        && keyStore.getKey(alias, password) instanceof PrivateKey key
                        && keyStore.getCertificate(alias) instanceof X509Certificate certificate) {
                    return new EntraCredential.ClientCertificate(key, certificate);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new InvalidParameterException("certificateCredentialsId", id, "cannot be opened with its password");
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("certificateCredentialsId", id, "cannot be used: " + e.getMessage());
        }
        throw new InvalidParameterException(
                "certificateCredentialsId", id, "contains no private key with a certificate");
    }
}
