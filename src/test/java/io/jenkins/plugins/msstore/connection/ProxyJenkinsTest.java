package io.jenkins.plugins.msstore.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.msstore.TlsStoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import jenkins.model.Jenkins;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** All connections use the controller's proxy, also those for tokens. */
@WithJenkins
class ProxyJenkinsTest extends TlsStoreJenkinsTest {

    private static final String LOOK =
            "msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'";

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connectAsApplication(rule);
    }

    @Test
    void tokensAndRequestsGoThroughTheProxy() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(refusal());
            proxy.enqueue(refusal());
            jenkins.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.getPort()));

            fails(LOOK);
            RecordedRequest forToken = proxy.takeRequest();
            configure(settings -> settings.setCredentialsId(DEFAULT_CREDENTIALS));
            fails(LOOK);
            RecordedRequest forSeat = proxy.takeRequest();

            assertThat(List.of(forToken, forSeat))
                    .allSatisfy(request -> assertThat(request.getMethod()).isEqualTo("CONNECT"));
            assertThat(forToken.getTarget()).isEqualTo(hostAndPort(store.authorityUrl()));
            assertThat(forSeat.getTarget()).isEqualTo(hostAndPort(store.storeUrl()));
            assertThat(store.requests()).isEmpty();
        }
    }

    /** The simulator's Store is asked by its address, so that the proxy can leave it out and gets the CDN alone. */
    @Test
    void filesAreDownloadedThroughTheProxy() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(refusal());
            configure(settings -> {
                settings.setEndpoint(store.storeUrl().replace("localhost", "127.0.0.1"));
                settings.setCredentialsId(DEFAULT_CREDENTIALS);
            });
            jenkins.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.getPort(), null, null, "127.0.0.1"));

            WorkflowRun build =
                    fails("node { msStorePackages productId: '9NBLGGH4R2R6', skuId: '0016', directory: 'kit' }");

            assertThat(JenkinsRule.getLog(build)).contains("failed: the connection to the CDN failed");
            RecordedRequest forFile = proxy.takeRequest();
            assertThat(forFile.getMethod()).isEqualTo("CONNECT");
            assertThat(forFile.getTarget()).isEqualTo(hostAndPort(store.cdnUrl()));
            assertThat(forFile.getHeaders().get("Authorization")).isNull();
            assertThat(store.requests(Operation.DOWNLOAD)).isEmpty();
        }
    }

    @Test
    void hostsWithoutProxyAreReachedDirectly() throws Exception {
        jenkins.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", 1, null, null, "127.0.0.1\nlocalhost"));

        succeeds(LOOK);
    }

    @Test
    void aProxyThatIsNotReachedIsNamedToThoseAloneWhoMaySeeTheSystemConfiguration() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        jenkins.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", free));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, CredentialsProvider.CREATE)
                .everywhere()
                .to("keeper"));

        assertThat(verify("keeper"))
                .contains("cannot be reached through the controller", "cannot connect to the controller")
                .doesNotContain(String.valueOf(free));
        assertThat(verify("admin")).contains("127.0.0.1:" + free);
        for (String credentialsId : List.of(APPLICATION, DEFAULT_CREDENTIALS)) {
            configure(settings -> settings.setCredentialsId(credentialsId));
            assertThat(JenkinsRule.getLog(fails(LOOK)))
                    .contains("cannot connect to the controller's proxy")
                    .doesNotContain(String.valueOf(free));
        }
    }

    private String verify(String user) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login(user)) {
            WebRequest request = new WebRequest(
                    URI.create(jenkins.getURL()
                                    + "descriptorByName/io.jenkins.plugins.msstore.credentials.EntraApplication/verify")
                            .toURL(),
                    HttpMethod.POST);
            request.setRequestParameters(List.of(
                    new NameValuePair("tenantId", store.tenantId()),
                    new NameValuePair("clientId", store.clientId()),
                    new NameValuePair("clientSecret", store.clientSecret()),
                    new NameValuePair("authorityHost", store.authorityUrl())));
            return browser.getPage(browser.addCrumb(request)).getWebResponse().getContentAsString();
        }
    }

    private static MockResponse refusal() {
        return new MockResponse.Builder().code(403).build();
    }

    private static String hostAndPort(String url) {
        return URI.create(url).getAuthority();
    }
}
