package io.jenkins.plugins.msstore.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.CertificateCredentialsImpl;
import hudson.model.Result;
import io.jenkins.plugins.msstore.TlsStoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Two folders with an application of the same name: one holds its certificate and key, the other the certificate alone. */
@WithJenkins
class CertificateJenkinsTest extends TlsStoreJenkinsTest {

    private static final String CERTIFICATE = "its-certificate";
    private static final String PASSWORD = "of-the-key-store";
    private static final String LOOK =
            "msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com', credentialsId: '"
                    + APPLICATION + "'";
    private static final String DOES_NOT_FIT = "ERROR: certificateCredentialsId '" + CERTIFICATE
            + "' cannot be used: its private key does not belong to its certificate";

    /** Created for each test: the tests share the plugin's tokens, and would reuse a token of the same credential. */
    private final HeldCertificate victimCertificate = rsa();

    private final HeldCertificate attackerCertificate = rsa();
    private WorkflowJob victim;
    private WorkflowJob attacker;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connectAsApplication(rule);
        store.registerCertificate(victimCertificate.certificate());
        victim = jobWith("victim", victimCertificate.keyPair().getPrivate());
        attacker = jobWith("attacker", attackerCertificate.keyPair().getPrivate());
    }

    private static HeldCertificate rsa() {
        return new HeldCertificate.Builder().rsa2048().build();
    }

    private WorkflowJob jobWith(String name, PrivateKey key) throws Exception {
        Folder folder = jenkins.createProject(Folder.class, name);
        EntraApplication application =
                new EntraApplication(CredentialsScope.GLOBAL, APPLICATION, null, store.tenantId(), store.clientId());
        application.setCertificateCredentialsId(CERTIFICATE);
        application.setAuthorityHost(store.authorityUrl());
        add(folder, application);
        add(folder, certificate(key, victimCertificate.certificate()));
        return scripted(folder.createProject(WorkflowJob.class, "look"), LOOK);
    }

    private static Credentials certificate(PrivateKey key, X509Certificate certificate) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        keyStore.load(null, null);
        keyStore.setKeyEntry("key", key, PASSWORD.toCharArray(), new Certificate[] {certificate});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        keyStore.store(bytes, PASSWORD.toCharArray());
        return new CertificateCredentialsImpl(
                CredentialsScope.GLOBAL,
                CERTIFICATE,
                null,
                PASSWORD,
                new CertificateCredentialsImpl.UploadedKeyStoreSource(SecretBytes.fromBytes(bytes.toByteArray())));
    }

    /** The folder's credentials store. */
    private static CredentialsStore storeOf(Folder folder) {
        for (CredentialsStore candidate : CredentialsProvider.lookupStores(folder)) {
            if (candidate.getContext() == folder) {
                return candidate;
            }
        }
        throw new IllegalStateException("no store for credentials in " + folder);
    }

    private static void replace(WorkflowJob job, Credentials other) throws Exception {
        CredentialsStore held = storeOf((Folder) job.getParent());
        for (Credentials credential : List.copyOf(held.getCredentials(Domain.global()))) {
            if (credential.equals(other)) {
                held.updateCredentials(Domain.global(), credential, other);
            }
        }
    }

    private static void removeAll(WorkflowJob job) throws Exception {
        CredentialsStore held = storeOf((Folder) job.getParent());
        for (Credentials credential : List.copyOf(held.getCredentials(Domain.global()))) {
            held.removeCredentials(Domain.global(), credential);
        }
    }

    private void assertRefused(WorkflowJob job) throws Exception {
        long tokens = store.count(Operation.TOKEN);
        long looks = store.count(Operation.GET_SEAT);
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains(DOES_NOT_FIT, build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
        assertThat(store.count(Operation.TOKEN)).isEqualTo(tokens);
        assertThat(store.count(Operation.GET_SEAT)).isEqualTo(looks);
    }

    @Test
    void aPublicCertificateGetsNoToken() throws Exception {
        jenkins.buildAndAssertSuccess(victim);
        assertRefused(attacker);
        removeAll(victim);
        assertRefused(attacker);
    }

    @Test
    void aFirstUseOfAPublicCertificateDoesNotBlockItsOwner() throws Exception {
        assertRefused(attacker);
        jenkins.buildAndAssertSuccess(victim);
    }

    @Test
    void aWrongKeyIsCorrectedWithoutARestart() throws Exception {
        assertRefused(attacker);
        replace(attacker, certificate(victimCertificate.keyPair().getPrivate(), victimCertificate.certificate()));
        jenkins.buildAndAssertSuccess(attacker);
    }

    /** Even with the right key, each folder's credential gets a token of its own. */
    @Test
    void aTokenStaysInItsFolder() throws Exception {
        replace(attacker, certificate(victimCertificate.keyPair().getPrivate(), victimCertificate.certificate()));
        long tokens = store.count(Operation.TOKEN);
        jenkins.buildAndAssertSuccess(victim);
        jenkins.buildAndAssertSuccess(victim);
        assertThat(store.count(Operation.TOKEN)).isEqualTo(tokens + 1);
        jenkins.buildAndAssertSuccess(attacker);
        assertThat(store.count(Operation.TOKEN)).isEqualTo(tokens + 2);
    }

    @Test
    void aDeletedCredentialsTokenIsNotUsedAgain() throws Exception {
        jenkins.buildAndAssertSuccess(victim);
        replace(victim, certificate(attackerCertificate.keyPair().getPrivate(), attackerCertificate.certificate()));
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, victim);
        jenkins.assertLogContains("AADSTS700027", build);
        replace(victim, certificate(victimCertificate.keyPair().getPrivate(), victimCertificate.certificate()));
        long tokens = store.count(Operation.TOKEN);
        jenkins.buildAndAssertSuccess(victim);
        assertThat(store.count(Operation.TOKEN)).isEqualTo(tokens + 1);
    }
}
