package io.jenkins.plugins.msstore.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.impl.CertificateCredentialsImpl;
import hudson.ExtensionList;
import hudson.model.Item;
import io.jenkins.plugins.msstore.TlsStoreJenkinsTest;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import jenkins.model.Jenkins;
import okhttp3.tls.HeldCertificate;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlFormUtil;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A certificate that expires soon: the log of a build, and the administrative monitor with its permission. */
@WithJenkins
class ExpiringCertificatesJenkinsTest extends TlsStoreJenkinsTest {

    private static final String PASSWORD = "of-the-key-store";

    private final Instant expiry = Instant.now().plus(Duration.ofDays(10));
    private Folder folder;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connectAsApplication(rule);
        HeldCertificate certificate = new HeldCertificate.Builder()
                .rsa2048()
                .validityInterval(0, expiry.toEpochMilli())
                .build();
        store.registerCertificate(certificate.certificate());
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        keyStore.load(null, null);
        keyStore.setKeyEntry("key", certificate.keyPair().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
            certificate.certificate()
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        keyStore.store(bytes, PASSWORD.toCharArray());
        folder = rule.createProject(Folder.class, "school");
        add(
                folder,
                new CertificateCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "soon-over",
                        null,
                        PASSWORD,
                        new CertificateCredentialsImpl.UploadedKeyStoreSource(
                                SecretBytes.fromBytes(bytes.toByteArray()))));
        EntraApplication application = new EntraApplication(
                CredentialsScope.GLOBAL, "by-certificate", "Seats of the school", store.tenantId(), store.clientId());
        application.setCertificateCredentialsId("soon-over");
        application.setAuthorityHost(store.authorityUrl());
        add(folder, application);
    }

    @Test
    void aBuildWarnsOnceInItsLog() throws Exception {
        WorkflowJob job = scripted(
                folder.createProject(WorkflowJob.class, "look"),
                "msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com',"
                        + " credentialsId: 'by-certificate'");

        WorkflowRun build = jenkins.buildAndAssertSuccess(job);

        assertThat(JenkinsRule.getLog(build).split("expires on " + CertificateExpiry.day(expiry), -1))
                .hasSize(2);
        jenkins.assertLogContains("the certificate of credential 'by-certificate' expires on", build);
    }

    @Test
    void theMonitorIsForAdministratorsAndCanBeDismissed() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Jenkins.MANAGE, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("manager"));
        ExpiringCertificatesMonitor monitor = ExtensionList.lookupSingleton(ExpiringCertificatesMonitor.class);
        assertThat(monitor.isActivated()).isFalse();
        ExtensionList.lookupSingleton(ExpiringCertificatesMonitor.HourlyCheck.class)
                .execute(null);

        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            assertThat(browser.login("manager").goTo("manage").asNormalizedText())
                    .doesNotContain("Seats of the school");
            HtmlPage page = browser.login("admin").goTo("manage");
            assertThat(page.asNormalizedText())
                    .contains("Seats of the school, in the folder school: the certificate soon-over expires on "
                            + CertificateExpiry.day(expiry));

            HtmlForm form = page.getFormByName(monitor.id);
            HtmlFormUtil.submit(form, HtmlFormUtil.getButtonByCaption(form, "Dismiss"));

            assertThat(monitor.isEnabled()).isFalse();
            assertThat(browser.goTo("manage").asNormalizedText()).doesNotContain("Seats of the school");
        }
    }
}
