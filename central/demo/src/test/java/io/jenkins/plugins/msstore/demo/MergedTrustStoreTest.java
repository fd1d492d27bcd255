package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedTrustStoreTest {
    private static final List<String> PROPERTIES =
            List.of("javax.net.ssl.trustStore", "javax.net.ssl.trustStoreType", "javax.net.ssl.trustStorePassword");

    @TempDir
    private Path folder;

    private List<String> before;

    @BeforeEach
    void remember() {
        before = PROPERTIES.stream().map(name -> System.getProperty(name, "")).toList();
    }

    @AfterEach
    void restore() {
        for (int i = 0; i < PROPERTIES.size(); i++) {
            if (before.get(i).isEmpty()) {
                System.clearProperty(PROPERTIES.get(i));
            } else {
                System.setProperty(PROPERTIES.get(i), before.get(i));
            }
        }
    }

    @Test
    void isTrustedBesideJavasOwnAuthorities() throws Exception {
        List<X509Certificate> java = trusted();
        X509Certificate first = authority().certificate();
        HeldCertificate second = authority();
        HeldCertificate third = authority();
        Path pem = Files.writeString(folder.resolve("ca.pem"), second.certificatePem() + third.certificatePem());

        List<Certificate> more = new ArrayList<>(MergedTrustStore.read(pem));
        more.add(first);
        new MergedTrustStore(more).install();

        assertThat(trusted()).containsAll(java).contains(first, second.certificate(), third.certificate());
    }

    @Test
    void refusesAFileWithoutCertificates() throws Exception {
        Path pem = Files.writeString(folder.resolve("ca.pem"), "no certificate");

        assertThatThrownBy(() -> MergedTrustStore.read(pem)).isInstanceOf(GeneralSecurityException.class);
    }

    private static HeldCertificate authority() {
        return new HeldCertificate.Builder().certificateAuthority(0).build();
    }

    private static List<X509Certificate> trusted() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }
}
