package io.jenkins.plugins.msstore.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The credential of an application: in its form, in the credentials' file, and by its name. */
@WithJenkins
class EntraApplicationJenkinsTest extends StoreJenkinsTest {

    private static final String SECRET = "a~secret_that.nobody-sees";

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
    }

    private static EntraApplication application(String id, String description) {
        return new EntraApplication(CredentialsScope.GLOBAL, id, description, "contoso.com", "an-application");
    }

    private EntraApplication withSecret() {
        EntraApplication application = application("by-secret", "Contoso");
        application.setClientSecret(Secret.fromString(SECRET));
        application.setAuthorityHost("https://login.microsoftonline.us");
        return application;
    }

    private EntraApplication withCertificate() {
        EntraApplication application = application("by-certificate", "");
        application.setCertificateCredentialsId("its-certificate");
        return application;
    }

    private static EntraApplication found(String id) {
        return CredentialsProvider.lookupCredentialsInItemGroup(EntraApplication.class, Jenkins.get(), ACL.SYSTEM2)
                .stream()
                .filter(credential -> credential.getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itsFormLosesNothing() throws Exception {
        for (EntraApplication application : List.of(withSecret(), withCertificate())) {
            add(jenkins.jenkins, application);
            try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
                HtmlPage page = browser.goTo(
                        "manage/credentials/store/system/domain/_/credential/" + application.getId() + "/update");
                assertThat(page.asXml()).doesNotContain(SECRET);
                HtmlForm form = page.getFormByName("update");
                jenkins.submit(form);
            }
            assertThat(found(application.getId())).isNotSameAs(application);
            assertEqual(found(application.getId()), application);
        }
    }

    @Test
    void itIsTheSameAfterItWasTakenApart() throws Exception {
        for (EntraApplication application : List.of(withSecret(), withCertificate())) {
            UninstantiatedDescribable parts = DescribableModel.uninstantiate2_(application);

            assertThat(parts.getSymbol()).isEqualTo("entraApplication");
            EntraApplication again = parts.instantiate(EntraApplication.class, TaskListener.NULL);
            assertThat(again).isNotSameAs(application);
            assertThat(again.getId()).isEqualTo(application.getId());
            assertEqual(again, application);
        }
    }

    @Test
    void theFileHoldsItAndItsSecretEncrypted() throws Exception {
        add(jenkins.jenkins, withSecret());
        add(jenkins.jenkins, withCertificate());

        File file = new File(jenkins.jenkins.getRootDir(), "credentials.xml");
        assertThat(Files.readString(file.toPath()))
                .contains("by-secret", "its-certificate", "login.microsoftonline.us")
                .doesNotContain(SECRET);
        assertThat(new SystemCredentialsProvider().getCredentials())
                .filteredOn(EntraApplication.class::isInstance)
                .map(EntraApplication.class::cast)
                .satisfiesExactly(
                        read -> assertEqual(read, withSecret()), read -> assertEqual(read, withCertificate()));
    }

    @Test
    void aListShowsItsDescriptionOrElseApplicationAndTenant() {
        assertThat(CredentialsNameProvider.name(withSecret())).isEqualTo("Contoso");
        assertThat(CredentialsNameProvider.name(withCertificate())).isEqualTo("an-application@contoso.com");
    }

    private static void assertEqual(EntraApplication actual, EntraApplication expected) {
        assertThat(actual.getScope()).isEqualTo(expected.getScope());
        assertThat(actual.getDescription()).isEqualTo(expected.getDescription());
        assertThat(actual.getTenantId()).isEqualTo(expected.getTenantId());
        assertThat(actual.getClientId()).isEqualTo(expected.getClientId());
        assertThat(Secret.toString(actual.getClientSecret())).isEqualTo(Secret.toString(expected.getClientSecret()));
        assertThat(actual.getCertificateCredentialsId()).isEqualTo(expected.getCertificateCredentialsId());
        assertThat(actual.getAuthorityHost()).isEqualTo(expected.getAuthorityHost());
    }
}
