package io.jenkins.plugins.msstore.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.connection.StoreIdentity;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are reported in the 30 days before their end. */
class ExpiringCertificatesStandInTest {

    private static final String TENANT = "contoso.com";
    private static final String CLIENT = "11111111-2222-3333-4444-555555555555";
    private static final Instant EXPIRY = Instant.parse("2199-12-01T12:00:00Z");

    @TempDir
    Path home;

    private StandInJenkins jenkins;

    @BeforeEach
    void start() {
        jenkins = StandInJenkins.start(home.toFile()).withIndexedExtensions(EntraApplication.class.getClassLoader());
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    private EntraApplication add(String id, Instant expiry) throws Exception {
        jenkins.credentials()
                .add(new CredentialsResolverStandInTest.Certificates(
                        id + "-certificate",
                        new HeldCertificate.Builder()
                                .rsa2048()
                                .validityInterval(0, expiry.toEpochMilli())
                                .build()));
        EntraApplication application = new EntraApplication(CredentialsScope.GLOBAL, id, null, TENANT, CLIENT);
        application.setCertificateCredentialsId(id + "-certificate");
        jenkins.credentials().add(application);
        return application;
    }

    private Optional<String> warning(String id, Instant now) throws IOException {
        StoreIdentity identity = CredentialsResolver.of(
                        new StandInRun(new StandInJob(jenkins, "seats")),
                        StoreSettings.builder().build())
                .resolve(id);
        return CertificateExpiry.warning(identity, now);
    }

    @Test
    void aBuildWarnsInTheLast30Days() throws Exception {
        add("store", EXPIRY);

        assertThat(warning("store", EXPIRY.minus(Duration.ofDays(31)))).isEmpty();
        assertThat(warning("store", EXPIRY.minus(Duration.ofDays(10))))
                .contains(
                        "Warning: the certificate of credential 'store' expires on 2199-12-01, in 10 days. Renew it in"
                                + " Microsoft Entra ID under App registrations > Certificates & secrets, then in Jenkins");
        assertThat(warning("store", EXPIRY.plus(Duration.ofDays(1))))
                .get()
                .asString()
                .contains(" expired on 2199-12-01.");
    }

    @Test
    void aSecretHasNoEndThatIsKnown() throws Exception {
        EntraApplication application = new EntraApplication(CredentialsScope.GLOBAL, "secret", null, TENANT, CLIENT);
        application.setClientSecret(Secret.fromString("a-secret"));
        jenkins.credentials().add(application);

        assertThat(warning("secret", EXPIRY)).isEmpty();
    }

    @Test
    void theMonitorShowsWhatTheLastCheckHasFound() throws Exception {
        ExpiringCertificatesMonitor monitor =
                jenkins.getExtensionList(ExpiringCertificatesMonitor.class).get(0);
        add("later", Instant.now().plus(Duration.ofDays(31)));
        monitor.check();
        assertThat(monitor.isActivated()).isFalse();

        Instant soon = Instant.now().plus(Duration.ofDays(29));
        add("soon", soon);
        add("over", Instant.parse("2020-01-31T00:00:00Z"));
        add("without", soon).setCertificateCredentialsId("missing");
        assertThat(monitor.isActivated()).as("before the check").isFalse();
        monitor.check();

        assertThat(monitor.isActivated()).isTrue();
        assertThat(monitor.getLines())
                .containsExactly(
                        CLIENT + "@" + TENANT + ": the certificate over-certificate expired on 2020-01-31.",
                        CLIENT + "@" + TENANT + ": the certificate soon-certificate expires on "
                                + CertificateExpiry.day(soon) + ".");
    }

    /** As of a plugin that reads certificates from a vault. */
    @Test
    void aCertificateThatCannotBeReadHidesNoOther() throws Exception {
        jenkins.credentials().add(new VaultCertificate("unreadable"));
        EntraApplication application = new EntraApplication(CredentialsScope.GLOBAL, "vault", null, TENANT, CLIENT);
        application.setCertificateCredentialsId("unreadable");
        jenkins.credentials().add(application);
        add("over", Instant.parse("2020-01-31T00:00:00Z"));
        ExpiringCertificatesMonitor monitor =
                jenkins.getExtensionList(ExpiringCertificatesMonitor.class).get(0);

        monitor.check();

        assertThat(monitor.getLines()).hasSize(1);
    }

    private static final class VaultCertificate extends BaseStandardCredentials
            implements StandardCertificateCredentials {
        private static final long serialVersionUID = 1L;

        VaultCertificate(String id) {
            super(CredentialsScope.GLOBAL, id, null);
        }

        @Override
        public KeyStore getKeyStore() {
            throw new IllegalStateException("the vault does not answer");
        }

        @Override
        public Secret getPassword() {
            return Secret.fromString("");
        }
    }
}
