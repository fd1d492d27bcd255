package io.jenkins.plugins.msstore.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.model.Item;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.TlsStoreJenkinsTest;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlFormUtil;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The permissions of form checks, drop-down lists and the form's button. */
@WithJenkins
class PermissionsJenkinsTest extends TlsStoreJenkinsTest {

    private static final String GLOBAL =
            "descriptorByName/io.jenkins.plugins.msstore.config.MicrosoftStoreConfiguration/";

    private static final String STEP = "descriptorByName/io.jenkins.plugins.msstore.steps.AssignSeatStep/";

    private static final String BUILD_STEP = "descriptorByName/io.jenkins.plugins.msstore.builders.AssignSeatBuilder/";

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connectAsApplication(rule);
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("developer"));
    }

    private WebResponse ask(String user, HttpMethod method, String path, Map<String, String> parameters)
            throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            if (user != null) {
                browser.login(user);
            }
            WebRequest request =
                    new WebRequest(URI.create(jenkins.getURL() + path).toURL(), method);
            request.setRequestParameters(parameters.entrySet().stream()
                    .map(entry -> new NameValuePair(entry.getKey(), entry.getValue()))
                    .toList());
            Page page = browser.getPage(method == HttpMethod.POST ? browser.addCrumb(request) : request);
            return page.getWebResponse();
        }
    }

    private Map<String, String> shown() {
        return new TreeMap<>(Map.of(
                "endpoint", store.storeUrl(),
                "scope", store.scope(),
                "authorityHosts", store.authorityUrl(),
                "credentialsId", APPLICATION,
                "requestTimeoutSeconds", "30"));
    }

    @Test
    void theButtonShowsAnAdministratorThatTheServiceAnswers() throws Exception {
        WebResponse answer = ask("admin", HttpMethod.POST, GLOBAL + "testConnection", shown());

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getContentAsString()).contains("class=\"ok\"", "The access token is accepted");
        assertThat(store.requests(Operation.GET_INVENTORY)).hasSize(1);
    }

    @Test
    void theButtonTestsTheValuesThatTheFormShows() throws Exception {
        configure(settings -> {
            settings.setEndpoint(null);
            settings.setAuthorityHosts(null);
        });
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login("admin")) {
            HtmlPage page = browser.goTo("manage/configure");
            HtmlForm form = page.getFormByName("config");
            form.getInputByName("_.endpoint").setValue(store.storeUrl());
            form.getTextAreaByName("_.authorityHosts").setText(store.authorityUrl());

            HtmlFormUtil.getButtonByCaption(form, "Test connection").click();
            browser.waitForBackgroundJavaScript(30_000);

            assertThat(page.asNormalizedText()).contains("The access token is accepted");
        }
        assertThat(StoreSettings.current().authorityHosts()).as("saved").isEmpty();
    }

    @Test
    void theButtonShowsAnAdministratorTheError() throws Exception {
        Map<String, String> unknown = shown();
        unknown.put("credentialsId", "unknown");
        assertThat(ask("admin", HttpMethod.POST, GLOBAL + "testConnection", unknown)
                        .getContentAsString())
                .contains("class=\"error\"", "no credential with ID");

        Map<String, String> notAllowed = shown();
        notAllowed.put("authorityHosts", "");
        assertThat(ask("admin", HttpMethod.POST, GLOBAL + "testConnection", notAllowed)
                        .getContentAsString())
                .contains("class=\"error\"", "authorityHost");

        add(jenkins.jenkins, application("wrong", "a~wrong~secret"));
        Map<String, String> wrong = shown();
        wrong.put("credentialsId", "wrong");
        assertThat(ask("admin", HttpMethod.POST, GLOBAL + "testConnection", wrong)
                        .getContentAsString())
                .contains("class=\"error\"", "AADSTS7000215")
                .doesNotContain("a~wrong~secret");
    }

    @Test
    void aDefaultThatNoBuildMayUseIsAnErrorAndNotOffered() throws Exception {
        add(
                jenkins.jenkins,
                new StringCredentialsImpl(
                        CredentialsScope.SYSTEM, "of-the-system", null, Secret.fromString(store.issueToken())));
        Map<String, String> form = shown();
        form.put("credentialsId", "of-the-system");

        assertThat(ask("admin", HttpMethod.POST, GLOBAL + "testConnection", form)
                        .getContentAsString())
                .contains("class=\"error\"", "has the scope System");
        assertThat(ask("admin", HttpMethod.POST, GLOBAL + "checkCredentialsId", Map.of("value", "of-the-system"))
                        .getContentAsString())
                .contains("class=\"error\"", "their scope is System");
        assertThat(ask("developer", HttpMethod.POST, GLOBAL + "checkCredentialsId", Map.of("value", "x"))
                        .getStatusCode())
                .isEqualTo(403);
        assertThat(ask("admin", HttpMethod.POST, GLOBAL + "fillCredentialsIdItems", Map.of("credentialsId", ""))
                        .getContentAsString())
                .contains(DEFAULT_CREDENTIALS)
                .doesNotContain("of-the-system");
        configure(settings -> settings.setCredentialsId("of-the-system"));
        jenkins.assertLogContains(
                "credentialsId: no credential with ID 'of-the-system' is available to this build",
                fails("msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'"));
    }

    @Test
    void theButtonIsForAdministratorsAndNoLink() throws Exception {
        assertThat(ask(null, HttpMethod.POST, GLOBAL + "testConnection", shown())
                        .getContentAsString())
                .doesNotContain("class=\"ok\"", "class=\"error\"");
        assertThat(ask("developer", HttpMethod.POST, GLOBAL + "testConnection", shown())
                        .getStatusCode())
                .isEqualTo(403);
        assertThat(ask("admin", HttpMethod.GET, GLOBAL + "testConnection", shown())
                        .getStatusCode())
                .isIn(404, 405);
        assertThat(store.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {STEP, BUILD_STEP})
    void credentialIdsAreListedForThoseWhoMayUseThem(String descriptor) throws Exception {
        String job = job("").getUrl() + descriptor + "fillCredentialsIdItems";
        Map<String, String> none = Map.of("credentialsId", "");

        assertThat(ask("developer", HttpMethod.POST, job, none).getContentAsString())
                .contains(DEFAULT_CREDENTIALS, APPLICATION);
        assertThat(ask("reader", HttpMethod.POST, job, none).getContentAsString())
                .doesNotContain(DEFAULT_CREDENTIALS, APPLICATION);
        assertThat(ask(null, HttpMethod.POST, job, none).getContentAsString())
                .doesNotContain("\"" + DEFAULT_CREDENTIALS + "\"", "\"" + APPLICATION + "\"");
        String controller = GLOBAL + "fillCredentialsIdItems";
        assertThat(ask("admin", HttpMethod.POST, controller, none).getContentAsString())
                .contains(DEFAULT_CREDENTIALS, APPLICATION);
        assertThat(ask("developer", HttpMethod.POST, controller, none).getContentAsString())
                .doesNotContain("\"" + DEFAULT_CREDENTIALS + "\"", "\"" + APPLICATION + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {STEP, BUILD_STEP})
    void theDefaultIsNamedForUsersWhoMaySeeIt(String descriptor) throws Exception {
        add(
                jenkins.jenkins,
                new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "named", "Seats of the school", Secret.fromString("a-token")));
        configure(settings -> settings.setCredentialsId("named"));
        String job = job("").getUrl() + descriptor + "fillCredentialsIdItems";
        Map<String, String> none = Map.of("credentialsId", "");

        assertThat(ask("developer", HttpMethod.POST, job, none).getContentAsString())
                .contains("- default: Seats of the school -");
        assertThat(ask("reader", HttpMethod.POST, job, none).getContentAsString())
                .contains("- default from the global configuration -")
                .doesNotContain("Seats of the school", "\"named\"");
        assertThat(ask("developer", HttpMethod.POST, descriptor + "fillCredentialsIdItems", none)
                        .getContentAsString())
                .as("outside of a job")
                .doesNotContain("Seats of the school");
        assertThat(ask("admin", HttpMethod.POST, GLOBAL + "fillCredentialsIdItems", none)
                        .getContentAsString())
                .contains("- none -")
                .doesNotContain("- default");
    }

    @ParameterizedTest
    @ValueSource(strings = {STEP, BUILD_STEP})
    void checksAnswerOnlyUsersWhoMayConfigure(String descriptor) throws Exception {
        String job = job("").getUrl() + descriptor + "checkUserName";
        Map<String, String> wrong = Map.of("value", "<b>no user</b>");

        assertThat(ask("developer", HttpMethod.POST, job, wrong).getContentAsString())
                .contains("class=\"error\"", "Enter a user principal name")
                .doesNotContain("<b>");
        assertThat(ask("reader", HttpMethod.POST, job, wrong).getContentAsString())
                .doesNotContain("class=\"error\"");
        assertThat(ask("developer", HttpMethod.GET, job, wrong).getStatusCode()).isIn(404, 405);
        assertThat(ask("developer", HttpMethod.POST, GLOBAL + "checkEndpoint", Map.of("value", "x"))
                        .getStatusCode())
                .isEqualTo(403);
    }
}
