package io.jenkins.plugins.msstore.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.ProxyConfiguration;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.config.MicrosoftStoreConfiguration;
import io.jenkins.plugins.msstore.standin.StandInCredentials;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.standin.StandInJob;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The form of an application uses only certificates that its user may use, and reveals nothing of others. */
class VerifyStandInTest {

    @TempDir
    Path home;

    private StandInJenkins jenkins;
    private Item job;
    private CredentialsResolverStandInTest.Certificates certificate;

    @BeforeEach
    void start() throws Exception {
        jenkins = StandInJenkins.start(home.toFile()).withIndexedExtensions(EntraApplication.class.getClassLoader());
        job = new StandInJob(jenkins, "seats");
        // no key for Entra, so that nothing is sent once it is taken
        certificate = certificate("theirs", CredentialsScope.GLOBAL);
        jenkins.credentials().add(certificate);
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    private static CredentialsResolverStandInTest.Certificates certificate(String id, CredentialsScope scope)
            throws Exception {
        return new CredentialsResolverStandInTest.Certificates(
                scope, id, new HeldCertificate.Builder().ecdsa256().build());
    }

    private String verify(Item item, String certificateId, Permission... rights) {
        Set<Permission> granted = Set.of(rights);
        jenkins.setAcl(ACL.lambda2((who, permission) -> granted.contains(permission)));
        try (ACLContext context = ACL.as2(new Keeper())) {
            return text(jenkins.getDescriptorByType(EntraApplication.DescriptorImpl.class)
                    .doVerify(item, null, "contoso.com", "client", null, certificateId, null));
        }
    }

    private static String text(FormValidation answer) {
        return answer.getMessage() == null ? "" : answer.getMessage().replace("&#039;", "'");
    }

    @Test
    void aCertificateThatTheUserMayNotUseIsNotFound() {
        String notTheirs = verify(job, "theirs", CredentialsProvider.CREATE, Item.EXTENDED_READ);

        assertThat(notTheirs)
                .contains("certificateCredentialsId: no credential with ID 'theirs' is available here")
                .isEqualTo(verify(job, "absent", CredentialsProvider.CREATE, CredentialsProvider.USE_ITEM)
                        .replace("absent", "theirs"));
        assertThat(jenkins.credentials().uses()).isEmpty();
    }

    @Test
    void aCertificateThatOneMayUseIsUsedAndTracked() {
        assertThat(verify(job, "theirs", CredentialsProvider.UPDATE, CredentialsProvider.USE_ITEM))
                .contains("'theirs'", "RSA");
        assertThat(jenkins.credentials().uses())
                .extracting(StandInCredentials.Use::credentials)
                .containsExactly(certificate);
    }

    @Test
    void atTheControllerACertificateIsForAdministrators() {
        assertThat(verify(null, "theirs", CredentialsProvider.CREATE, CredentialsProvider.USE_ITEM))
                .contains("is available here");
        assertThat(verify(null, "theirs", CredentialsProvider.CREATE, Jenkins.ADMINISTER))
                .contains("RSA");
    }

    @Test
    void aCertificateThatNoBuildMayUseIsNoneForAnApplication() throws Exception {
        jenkins.credentials().add(certificate("system", CredentialsScope.SYSTEM));

        assertThat(verify(null, "system", CredentialsProvider.CREATE, Jenkins.ADMINISTER))
                .contains("certificateCredentialsId 'system' has the scope System, so builds cannot use it");
        jenkins.setAcl(ACL.lambda2((who, permission) -> true));
        assertThat(CredentialsDropdown.forCertificate(FormContext.CONTROLLER, null))
                .extracting(option -> option.value)
                .containsExactly("", "theirs");
    }

    @Test
    void aDefaultThatNoBuildMayUseIsAnErrorInTheForm() throws Exception {
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        EntraApplication application = new EntraApplication(CredentialsScope.SYSTEM, "system", null, "a", "b");
        jenkins.credentials().add(application);

        assertThat(text(configuration.doCheckCredentialsId("system"))).contains("scope is System");
        assertThat(text(configuration.doCheckCredentialsId("theirs"))).isEmpty();
        assertThat(text(configuration.doCheckCredentialsId("of-a-folder"))).isEmpty();
        assertThat(text(configuration.doTestConnection("https://localhost:1", null, null, "system", "1")))
                .contains("credentialsId 'system' has the scope System");
        assertThat(configuration.doFillCredentialsIdItems(null, null))
                .extracting(option -> option.value)
                .containsExactly("");
    }

    @Test
    void theProxysAddressIsForThoseWhoMaySeeTheSystemConfiguration() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        jenkins.setProxy(new ProxyConfiguration("127.0.0.1", free));

        assertThat(verifySecret(CredentialsProvider.CREATE))
                .contains(
                        "cannot be reached through the controller's proxy", "cannot connect to the controller's proxy")
                .doesNotContain("127.0.0.1", String.valueOf(free));
        assertThat(verifySecret(CredentialsProvider.CREATE, Jenkins.SYSTEM_READ))
                .contains("127.0.0.1:" + free);
    }

    private String verifySecret(Permission... rights) {
        Set<Permission> granted = Set.of(rights);
        jenkins.setAcl(ACL.lambda2((who, permission) -> granted.contains(permission)));
        try (ACLContext context = ACL.as2(new Keeper())) {
            return text(jenkins.getDescriptorByType(EntraApplication.DescriptorImpl.class)
                    .doVerify(job, null, "contoso.com", "client", Secret.fromString("a-secret"), null, null));
        }
    }

    /** A user with the permissions that a test grants. */
    static final class Keeper implements Authentication {
        private static final long serialVersionUID = 1L;

        @Override
        public String getName() {
            return "keeper";
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }

        @Override
        public Object getCredentials() {
            return null;
        }

        @Override
        public Object getDetails() {
            return null;
        }

        @Override
        public Object getPrincipal() {
            return getName();
        }

        @Override
        public boolean isAuthenticated() {
            return true;
        }

        @Override
        public void setAuthenticated(boolean authenticated) {
            throw new UnsupportedOperationException();
        }
    }
}
