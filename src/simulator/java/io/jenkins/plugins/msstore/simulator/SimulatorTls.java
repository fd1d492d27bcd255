package io.jenkins.plugins.msstore.simulator;

import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The simulator's own certificate authority, and a server certificate of it for the loopback addresses. */
final class SimulatorTls {
    private final HeldCertificate authority;
    private final HandshakeCertificates server;
    private final HandshakeCertificates client;

    SimulatorTls() {
        authority = new HeldCertificate.Builder()
                .commonName("Store simulator certificate authority")
                .certificateAuthority(0)
                .build();
        HeldCertificate identity = new HeldCertificate.Builder()
                .commonName("localhost")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .signedBy(authority)
                .build();
        server = new HandshakeCertificates.Builder().heldCertificate(identity).build();
        client = new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority.certificate())
                .build();
    }

    X509Certificate authority() {
        return authority.certificate();
    }

    String authorityPem() {
        return authority.certificatePem();
    }

    SSLSocketFactory serverSocketFactory() {
        return server.sslSocketFactory();
    }

    SSLContext clientContext() {
        return client.sslContext();
    }

    X509TrustManager clientTrustManager() {
        return client.trustManager();
    }
}
