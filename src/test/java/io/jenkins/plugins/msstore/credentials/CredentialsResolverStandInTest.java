package io.jenkins.plugins.msstore.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.client.auth.EntraCredential;
import io.jenkins.plugins.msstore.config.MicrosoftStoreConfiguration;
import io.jenkins.plugins.msstore.connection.StoreIdentity;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.standin.StandInCredentials;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A credential's id is resolved to an identity, or rejected with a reason. */
class CredentialsResolverStandInTest {

    private static final String OWN_HOST = "https://login.contoso.com";

    @TempDir
    Path home;

    private StandInJenkins jenkins;
    private StandInRun run;

    @BeforeEach
    void start() throws Exception {
        jenkins = StandInJenkins.start(home.toFile()).withIndexedExtensions(EntraApplication.class.getClassLoader());
        run = new StandInRun(new StandInJob(jenkins, "seats"));
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    private EntraApplication application(String id) {
        EntraApplication application =
                new EntraApplication(CredentialsScope.GLOBAL, id, "of tests", " contoso.com ", " client ");
        jenkins.credentials().add(application);
        return application;
    }

    private StoreIdentity identity(String id) {
        return CredentialsResolver.of(run, StoreSettings.current()).resolve(id);
    }

    private void assertRefused(String id, String... texts) {
        assertThatThrownBy(() -> identity(id))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContainingAll(texts)
                .hasMessageNotContaining("the-secret");
    }

    @Test
    void anApplicationWithASecret() {
        application("store").setClientSecret(Secret.fromString("the-secret"));
        assertThat(identity("store")).isInstanceOfSatisfying(StoreIdentity.Application.class, found -> {
            assertThat(found.entra().tenantId()).isEqualTo("contoso.com");
            assertThat(found.entra().clientId()).isEqualTo("client");
            assertThat(found.entra().scope()).isEqualTo("https://onestore.microsoft.com/.default");
            assertThat(found.entra().authority()).hasToString("https://login.microsoftonline.com");
            assertThat(found.entra().credential()).isEqualTo(new EntraCredential.ClientSecret("the-secret"));
        });
        assertThat(identity("store").toString()).doesNotContain("the-secret");
    }

    @Test
    void anApplicationWithACertificateTracksBoth() throws Exception {
        HeldCertificate rsa = new HeldCertificate.Builder().rsa2048().build();
        Certificates certificates = new Certificates("cert", rsa);
        jenkins.credentials().add(certificates);
        EntraApplication application = application("store");
        application.setCertificateCredentialsId("cert");
        assertThat(identity("store"))
                .isInstanceOfSatisfying(
                        StoreIdentity.Application.class,
                        found -> assertThat(found.entra().credential())
                                .isEqualTo(new EntraCredential.ClientCertificate(
                                        rsa.keyPair().getPrivate(), rsa.certificate())));
        assertThat(jenkins.credentials().uses())
                .extracting(StandInCredentials.Use::credentials)
                .containsExactlyInAnyOrder(application, certificates);
    }

    @Test
    void aCertificateThatCannotSignForEntraIsNamed() throws Exception {
        jenkins.credentials()
                .add(new Certificates(
                        "ec", new HeldCertificate.Builder().ecdsa256().build()));
        application("store").setCertificateCredentialsId("ec");
        assertRefused("store", "certificateCredentialsId 'ec'", "not RSA");
    }

    /** PKCS12 accepts any key with any certificate, and a certificate is public. */
    @Test
    void aKeyThatIsNotTheCertificatesIsNamed() throws Exception {
        HeldCertificate theirs = new HeldCertificate.Builder().rsa2048().build();
        HeldCertificate own = new HeldCertificate.Builder().rsa2048().build();
        jenkins.credentials().add(new Certificates("mixed", own.keyPair().getPrivate(), theirs.certificate()));
        application("store").setCertificateCredentialsId("mixed");
        assertThatThrownBy(() -> identity("store"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("certificateCredentialsId 'mixed' cannot be used: its private key does not belong to its"
                        + " certificate");
    }

    @Test
    void aCertificateThatIsNotThereIsNamed() {
        application("store").setCertificateCredentialsId("gone");
        assertRefused("store", "certificateCredentialsId: no credential with ID 'gone' is available to this build");
    }

    @Test
    void anApplicationNeedsEitherASecretOrACertificate() {
        application("neither");
        assertRefused("neither", "'neither'", "either a client secret or a certificate");
        EntraApplication both = application("both");
        both.setClientSecret(Secret.fromString("the-secret"));
        both.setCertificateCredentialsId("cert");
        assertRefused("both", "'both'", "either a client secret or a certificate");
    }

    @Test
    void anAuthorityOfOnesOwnMustBeAllowedByTheAdministrator() {
        EntraApplication application = application("store");
        application.setClientSecret(Secret.fromString("the-secret"));
        application.setAuthorityHost(OWN_HOST);
        assertRefused("store", "authorityHost '" + OWN_HOST + "'", "administrator");
        MicrosoftStoreConfiguration.get().setAuthorityHosts(List.of(OWN_HOST + ":8443"));
        MicrosoftStoreConfiguration.get().save();
        assertRefused("store", "administrator");
        MicrosoftStoreConfiguration.get().setAuthorityHosts(List.of("https://else.contoso.com\n" + OWN_HOST + "/"));
        MicrosoftStoreConfiguration.get().save();
        assertThat(identity("store")).isInstanceOf(StoreIdentity.Application.class);
    }

    @Test
    void microsoftsOwnAuthoritiesAreAllowedOnTheirPortAlone() {
        EntraApplication application = application("store");
        application.setClientSecret(Secret.fromString("the-secret"));
        application.setAuthorityHost("https://login.microsoftonline.us");
        assertThat(identity("store")).isNotNull();
        for (String trick : List.of(
                "https://login.microsoftonline.com:444",
                "https://login.microsoftonline.com.evil.example",
                "https://login.microsoftonline.com@evil.example",
                "https://evil.example/login.microsoftonline.com",
                "http://login.microsoftonline.com")) {
            application.setAuthorityHost(trick);
            assertRefused("store", "authorityHost");
        }
    }

    @Test
    void aSecretTextIsATokenWithoutTheSpaceAroundIt() {
        jenkins.credentials().add(text("token", " abc.def \n"));
        assertThat(identity("token"))
                .isInstanceOfSatisfying(
                        StoreIdentity.ReadyMadeToken.class,
                        found -> assertThat(found.tokens().token().join().value())
                                .isEqualTo("abc.def"));
        jenkins.credentials().add(text("empty", " "));
        assertRefused("empty", "'empty' is an empty secret text");
        jenkins.credentials().add(text("two", "the-secret is two"));
        assertRefused("two", "'two' is not a usable bearer token");
    }

    @Test
    void anotherKindOfCredentialIsRefusedByName() {
        jenkins.credentials().add(new Other("other"));
        assertRefused("other", "'other' is neither a Microsoft Entra application nor a secret text");
    }

    @Test
    void aCredentialOfAnotherFolderIsNotThere() {
        jenkins.credentials().add(text("folder", "abc"), who -> false);
        assertRefused("folder", "credentialsId: no credential with ID 'folder' is available to this build");
    }

    @Test
    void aStoredTokenHasOneLimitForAllItsUsers() throws Exception {
        jenkins.credentials().add(text("token", "abc"));
        Object limit = identity("token").limiterKey();
        jenkins.credentials().remove("token");
        jenkins.credentials().add(text("token", "rotated"));
        run = new StandInRun(new StandInJob(jenkins, "licenses"));
        assertThat(identity("token").limiterKey()).isEqualTo(limit);
        jenkins.credentials().add(text("other", "abc"));
        assertThat(identity("other").limiterKey()).isNotEqualTo(limit);
    }

    @Test
    void aTokenOfAStoreThatIsNotKnownIsLimitedForItsBuildAlone() throws Exception {
        jenkins.credentials().add(text("token", "abc"), who -> true);
        // equal by its id, and not the one that is used
        jenkins.credentials().add(text("token", "abc"));
        Object limit = identity("token").limiterKey();
        assertThat(identity("token").limiterKey()).isEqualTo(limit);
        run = new StandInRun(new StandInJob(jenkins, "licenses"));
        assertThat(identity("token").limiterKey()).isNotEqualTo(limit);
    }

    @Test
    void anApplicationIsFoundAgainAsItIsThen() {
        EntraApplication application = application("store");
        application.setClientSecret(Secret.fromString("the-secret"));
        StoreIdentity.Application found = (StoreIdentity.Application) identity("store");
        application.setClientSecret(Secret.fromString("rotated"));
        assertThat(found.lookup().get().credential()).isEqualTo(new EntraCredential.ClientSecret("rotated"));
        jenkins.credentials().remove("store");
        assertThatThrownBy(() -> found.lookup().get())
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("credentialsId: no credential with ID 'store' is available to this build");
        jenkins.credentials().add(text("store", "abc"));
        assertThatThrownBy(() -> found.lookup().get())
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("credentialsId 'store' is no longer a Microsoft Entra application");
    }

    @Test
    void withoutAnIdTheAdministratorsDefaultIsUsed() {
        assertRefused(null, "credentialsId is missing");
        jenkins.credentials().add(text("default", "abc"));
        MicrosoftStoreConfiguration.get().setCredentialsId("default");
        MicrosoftStoreConfiguration.get().save();
        assertThat(identity(" ")).isInstanceOf(StoreIdentity.ReadyMadeToken.class);
    }

    @Test
    void anApplicationShowsItsNameAndNotItsSecret() {
        EntraApplication application = application("store");
        application.setClientSecret(Secret.fromString("the-secret"));
        assertThat(application.toString()).doesNotContain("the-secret");
        assertThat(new EntraApplication.NameProvider().getName(application)).contains("of tests");
    }

    private static StringCredentials text(String id, String text) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, null, Secret.fromString(text));
    }

    private static final class Other extends BaseStandardCredentials implements StandardCredentials {
        private static final long serialVersionUID = 1L;

        Other(String id) {
            super(CredentialsScope.GLOBAL, id, null);
        }
    }

    /** A Certificate credential in memory. */
    static final class Certificates extends BaseStandardCredentials implements StandardCertificateCredentials {
        private static final long serialVersionUID = 1L;
        private static final String PASSWORD = "store-password";
        private final transient KeyStore keyStore;

        Certificates(String id, HeldCertificate certificate) throws Exception {
            this(CredentialsScope.GLOBAL, id, certificate);
        }

        Certificates(CredentialsScope scope, String id, HeldCertificate certificate) throws Exception {
            this(scope, id, certificate.keyPair().getPrivate(), certificate.certificate());
        }

        Certificates(String id, PrivateKey key, Certificate certificate) throws Exception {
            this(CredentialsScope.GLOBAL, id, key, certificate);
        }

        private Certificates(CredentialsScope scope, String id, PrivateKey key, Certificate certificate)
                throws Exception {
            super(scope, id, null);
            keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(null, null);
            keyStore.setKeyEntry("key", key, PASSWORD.toCharArray(), new Certificate[] {certificate});
        }

        @Override
        public KeyStore getKeyStore() {
            return keyStore;
        }

        @Override
        public Secret getPassword() {
            return Secret.fromString(PASSWORD);
        }
    }
}
