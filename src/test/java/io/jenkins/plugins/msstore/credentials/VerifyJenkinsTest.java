package io.jenkins.plugins.msstore.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.fingerprints.ItemCredentialsFingerprintFacet;
import com.cloudbees.plugins.credentials.impl.CertificateCredentialsImpl;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.msstore.TlsStoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import okhttp3.tls.HeldCertificate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The Verify button in the form of an application: its permissions and its messages. */
@WithJenkins
class VerifyJenkinsTest extends TlsStoreJenkinsTest {

    private static final String VERIFY =
            "descriptorByName/io.jenkins.plugins.msstore.credentials.EntraApplication/verify";

    private Folder folder;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connectAsApplication(rule);
        folder = rule.createProject(Folder.class, "school");
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "keeper")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("developer")
                .grant(CredentialsProvider.CREATE)
                .onItems(folder)
                .to("keeper")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("user")
                .grant(CredentialsProvider.CREATE, CredentialsProvider.USE_ITEM)
                .onItems(folder)
                .to("user"));
    }

    private Map<String, String> shown() {
        return new TreeMap<>(Map.of(
                "tenantId", store.tenantId(),
                "clientId", store.clientId(),
                "clientSecret", store.clientSecret(),
                "certificateCredentialsId", "",
                "authorityHost", store.authorityUrl()));
    }

    private WebResponse press(String user, String where, HttpMethod method, Map<String, String> form) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            if (user != null) {
                browser.login(user);
            }
            WebRequest request =
                    new WebRequest(URI.create(jenkins.getURL() + where + VERIFY).toURL(), method);
            request.setRequestParameters(form.entrySet().stream()
                    .map(entry -> new NameValuePair(entry.getKey(), entry.getValue()))
                    .toList());
            return browser.getPage(method == HttpMethod.POST ? browser.addCrumb(request) : request)
                    .getWebResponse();
        }
    }

    private String answer(Map<String, String> form) throws Exception {
        return press("admin", "", HttpMethod.POST, form).getContentAsString();
    }

    private String answerWith(String field, String value) throws Exception {
        Map<String, String> form = shown();
        form.put(field, value);
        return answer(form);
    }

    @Test
    void aValidApplicationIsConfirmed() throws Exception {
        assertThat(answer(shown())).contains("class=\"ok\"", "The access token is accepted");
    }

    @Test
    void everyPressTakesANewToken() throws Exception {
        assertThat(answer(shown())).contains("class=\"ok\"");
        long tokens = store.count(Operation.TOKEN);

        assertThat(answer(shown())).contains("class=\"ok\"");

        assertThat(store.count(Operation.TOKEN)).isEqualTo(tokens + 1);
    }

    @Test
    void theErrorIsShown() throws Exception {
        assertThat(answerWith("clientSecret", "a~wrong~secret"))
                .contains("class=\"error\"", "The client secret is wrong", "AADSTS7000215")
                .doesNotContain("a~wrong~secret");
        assertThat(answerWith("tenantId", "contoso.example")).contains("The tenant does not exist", "AADSTS90002");
        assertThat(answerWith("clientId", "11111111-2222-3333-4444-555555555555"))
                .contains("The application does not exist in this tenant", "AADSTS700016");
        assertThat(answerWith("authorityHost", "https://login.example.com"))
                .contains("class=\"error\"", "one of Microsoft");
        assertThat(answerWith("certificateCredentialsId", "a-certificate"))
                .contains("either a client secret or a certificate");
    }

    @Test
    void aStoreThatDeniesAccessIsExplained() throws Exception {
        store.fault(FaultRule.on(Operation.GET_INVENTORY).effect(FaultEffect.status(403)));

        assertThat(answer(shown())).contains("Add the application as a management tool", "HTTP 403");
    }

    @Test
    void aMissingConsentIsExplained() throws Exception {
        configure(settings -> settings.setScope("api://nobody-consented/.default"));

        assertThat(answer(shown())).contains("grant admin consent", "AADSTS500011");
    }

    @Test
    void anUnreachableServiceIsExplained() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        configure(settings -> settings.setEndpoint("https://localhost:" + free));

        assertThat(answer(shown())).contains("cannot be reached", "no connection");
    }

    @Test
    void theButtonIsForUsersWhoMayStoreCredentialsThere() throws Exception {
        assertThat(press("keeper", folder.getUrl(), HttpMethod.POST, shown()).getContentAsString())
                .contains("class=\"ok\"");
        store.forgetRequests();

        assertThat(press("keeper", "", HttpMethod.POST, shown()).getStatusCode())
                .isEqualTo(403);
        assertThat(press("developer", folder.getUrl(), HttpMethod.POST, shown()).getStatusCode())
                .isEqualTo(403);
        assertThat(press("reader", folder.getUrl(), HttpMethod.POST, shown()).getStatusCode())
                .isEqualTo(403);
        assertThat(press(null, folder.getUrl(), HttpMethod.POST, shown()).getContentAsString())
                .doesNotContain("class=\"ok\"", "class=\"error\"");
        assertThat(press("admin", "", HttpMethod.GET, shown()).getStatusCode()).isIn(404, 405);
        assertThat(store.requests()).isEmpty();
    }

    /** Adds a certificate with which the application can authenticate. */
    private CertificateCredentialsImpl certificate(CredentialsScope scope, String id) throws Exception {
        HeldCertificate held = new HeldCertificate.Builder().rsa2048().build();
        store.registerCertificate(held.certificate());
        char[] password = "a-password-of-14".toCharArray();
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        keyStore.load(null, null);
        keyStore.setKeyEntry("key", held.keyPair().getPrivate(), password, new Certificate[] {held.certificate()});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        keyStore.store(bytes, password);
        return new CertificateCredentialsImpl(
                scope,
                id,
                null,
                new String(password),
                new CertificateCredentialsImpl.UploadedKeyStoreSource(SecretBytes.fromBytes(bytes.toByteArray())));
    }

    private Map<String, String> shownWithCertificate(String id) {
        Map<String, String> form = shown();
        form.put("clientSecret", "");
        form.put("certificateCredentialsId", id);
        return form;
    }

    private String pressed(String user, String where, String certificateId) throws Exception {
        return press(user, where, HttpMethod.POST, shownWithCertificate(certificateId))
                .getContentAsString();
    }

    @Test
    void aCertificateIsUsedForThoseAloneWhoMayUseItThere() throws Exception {
        CertificateCredentialsImpl certificate = certificate(CredentialsScope.GLOBAL, "certificate");
        add(jenkins.jenkins, certificate);

        String notTheirs = pressed("keeper", folder.getUrl(), "certificate");

        assertThat(notTheirs)
                .contains("class=\"error\"", "is available here")
                .isEqualTo(pressed("keeper", folder.getUrl(), "certificat_").replace("certificat_", "certificate"));
        assertThat(store.requests()).isEmpty();
        assertThat(CredentialsProvider.getFingerprintOf(certificate)).isNull();

        assertThat(pressed("user", folder.getUrl(), "certificate")).contains("class=\"ok\"");
        assertThat(CredentialsProvider.getFingerprintOf(certificate).getFacets())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.type(ItemCredentialsFingerprintFacet.class))
                .extracting(ItemCredentialsFingerprintFacet::getItemFullName)
                .isEqualTo("school");
        assertThat(pressed("admin", "", "certificate")).contains("class=\"ok\"");
    }

    @Test
    void aCertificateThatNoBuildMayUseIsAnError() throws Exception {
        add(jenkins.jenkins, certificate(CredentialsScope.SYSTEM, "system"));

        assertThat(pressed("admin", "", "system")).contains("class=\"error\"", "has the scope System");
        assertThat(store.requests()).isEmpty();
    }

    @Test
    void inAUsersOwnStoreTheButtonIsForThatUserAndTheirOwnCertificates() throws Exception {
        add(jenkins.jenkins, certificate(CredentialsScope.GLOBAL, "of-the-controller"));
        User reader = User.getById("reader", true);
        try (ACLContext asReader = ACL.as(reader)) {
            CredentialsStore own =
                    CredentialsProvider.lookupStores(reader).iterator().next();
            own.addCredentials(Domain.global(), certificate(CredentialsScope.USER, "own"));
        }
        String where = "user/reader/";

        assertThat(press("reader", where, HttpMethod.POST, shown()).getContentAsString())
                .contains("class=\"ok\"");
        assertThat(pressed("reader", where, "own")).contains("class=\"ok\"");
        assertThat(pressed("reader", where, "of-the-controller")).contains("class=\"error\"", "is available here");
        assertThat(press("developer", where, HttpMethod.POST, shown()).getStatusCode())
                .isEqualTo(403);
    }

    @Test
    void theAnswerIsInTheReadersLanguage() throws Exception {
        // in tests, Jenkins takes the JVM's language for every user's
        Locale.setDefault(Locale.GERMAN);
        try {
            assertThat(answerWith("clientSecret", "wrong")).contains("Der geheime Clientschl\u00fcssel ist falsch");
        } finally {
            Locale.setDefault(Locale.ENGLISH);
        }
    }
}
