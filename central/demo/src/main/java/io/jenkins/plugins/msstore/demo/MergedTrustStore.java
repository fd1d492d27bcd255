package io.jenkins.plugins.msstore.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A trust store with the certificate authorities that Java trusts, and others. It replaces Java's default for the whole
 * process, so that the plugin's clients and their libraries use it without any setting of their own.
 */
final class MergedTrustStore {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore store;

    /**
     * @param more the authorities to trust beside Java's own
     * @throws GeneralSecurityException when Java's own certificates cannot be read
     * @throws IOException when Java's own certificates cannot be read
     */
    MergedTrustStore(Collection<? extends Certificate> more) throws GeneralSecurityException, IOException {
        store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager java) {
                addAll(List.of(java.getAcceptedIssuers()));
            }
        }
        addAll(more);
    }

    private void addAll(Collection<? extends Certificate> certificates) throws GeneralSecurityException {
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
    }

    /**
     * Reads certificates.
     *
     * @param pem a file with one or more of them in PEM form
     * @return all of them
     * @throws GeneralSecurityException if the file holds anything else, or no certificate
     * @throws IOException if the file cannot be read
     */
    static Collection<? extends Certificate> read(Path pem) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException("no certificate in " + pem);
            }
            return certificates;
        }
    }

    /** Makes it the default of this process. To be called before the first TLS connection, which reads the default for good. */
    void install() throws GeneralSecurityException, IOException {
        Path file = Files.createTempFile("trust", ".p12");
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        System.setProperty("javax.net.ssl.trustStorePassword", new String(PASSWORD));
    }
}
