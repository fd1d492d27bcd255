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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The form of an application uses only certificates that its user may use, and reveals nothing of others. */
class VerifyStandInTest {

    private static final String CLIENT = "11111111-2222-3333-4444-555555555555";

    @TempDir
    Path home;

    private StandInJenkins jenkins;
    private Item job;
    private CredentialsResolverStandInTest.Certificates certificate;

    @BeforeEach
    void start() throws Exception {
        jenkins = StandInJenkins.start(home.toFile()).withIndexedExtensions(EntraApplication.class.getClassLoader());
        job = new StandInJob(jenkins, "seats");
        // not a key for Entra, so that nothing is sent after the certificate was found
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
                    .doVerify(item, null, "contoso.com", CLIENT, null, certificateId, null));
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
    void anEmptyFormIsNotRedAndTheButtonNamesItsFields() {
        EntraApplication.DescriptorImpl form = jenkins.getDescriptorByType(EntraApplication.DescriptorImpl.class);

        assertThat(List.of(
                        form.doCheckTenantId(null, "", ""),
                        form.doCheckClientId(null, "", ""),
                        form.doCheckCertificateCredentialsId(null, "", null)))
                .extracting(check -> check.kind)
                .containsOnly(FormValidation.Kind.OK);
        FormValidation verified = form.doVerify(null, null, "", "", null, "", "");

        assertThat(verified.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(text(verified).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("Tenant ID: enter"),
                        line -> assertThat(line).startsWith("Client ID: enter"),
                        line -> assertThat(line).contains("either a client secret or a certificate"));
    }

    @ParameterizedTest
    @CsvSource({
        "contoso.onmicrosoft.com, 11111111-2222-3333-4444-55555555555A, , OK, OK",
        "6f2c7b1e-3a54-4d0b-9c61-8e1f5b7a2d43, application, , OK, ERROR",
        "contoso, 11111111-2222-3333-4444-555555555555, https://login.microsoftonline.us, ERROR, OK",
        "6f2c7b1e3a544d0b9c618e1f5b7a2d43, 11111111222233334444555555555555, , ERROR, ERROR",
        "contoso, application, https://login.contoso.com, OK, OK",
        "con/toso, app lication, https://login.contoso.com, ERROR, ERROR"
    })
    void anInvalidIdIsAnErrorOfTheForm(
            String tenant,
            String client,
            String authority,
            FormValidation.Kind ofTenant,
            FormValidation.Kind ofClient) {
        EntraApplication.DescriptorImpl form = jenkins.getDescriptorByType(EntraApplication.DescriptorImpl.class);

        assertThat(form.doCheckTenantId(null, tenant, authority).kind).isEqualTo(ofTenant);
        assertThat(form.doCheckClientId(null, client, authority).kind).isEqualTo(ofClient);
        String verified = text(form.doVerify(null, null, tenant, client, Secret.fromString("s"), "", authority));
        assertThat(verified.contains("Tenant ID: enter")).isEqualTo(ofTenant == FormValidation.Kind.ERROR);
        assertThat(verified.contains("Client ID: enter")).isEqualTo(ofClient == FormValidation.Kind.ERROR);
    }

    @Test
    void aTestOfTheConnectionNamesTheFieldThatIsMissing() {
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();

        assertThat(text(configuration.doTestConnection("https://localhost:1", null, null, "", "30")))
                .startsWith("Default credentials: choose");
        assertThat(text(configuration.doTestConnection("https://localhost:1", null, null, "store", "x")))
                .startsWith("Request timeout (seconds): enter");
        assertThat(text(configuration.doTestConnection("https://localhost:1/V1", null, null, "store", "30")))
                .startsWith("Leave out /V1");
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
                    .doVerify(job, null, "contoso.com", CLIENT, Secret.fromString("a-secret"), null, null));
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
