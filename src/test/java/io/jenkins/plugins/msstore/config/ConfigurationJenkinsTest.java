package io.jenkins.plugins.msstore.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.client.model.ReclaimMethod;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import java.util.List;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The administrator's page and its configuration file. */
@WithJenkins
class ConfigurationJenkinsTest extends StoreJenkinsTest {

    private static final StoreSettings DEFAULTS = new StoreSettings(
            "https://bspmts.mp.microsoft.com",
            "https://onestore.microsoft.com/.default",
            List.of(),
            null,
            8,
            30,
            6,
            ReclaimMethod.DELETE);

    private static final StoreSettings OTHERS = new StoreSettings(
            "https://gateway.contoso.com/store",
            "api://gateway/.default",
            List.of("https://login.contoso.com", "https://sts.contoso.com:8443"),
            "token",
            3,
            7,
            2,
            ReclaimMethod.POST);

    private static void set(StoreSettings settings) {
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        configuration.setEndpoint(settings.endpoint());
        configuration.setScope(settings.scope());
        configuration.setAuthorityHosts(settings.authorityHosts());
        configuration.setCredentialsId(settings.credentialsId());
        configuration.setMaxConcurrentRequests(settings.maxConcurrentRequests());
        configuration.setRequestTimeoutSeconds(settings.requestTimeoutSeconds());
        configuration.setMaxAttempts(settings.maxAttempts());
        configuration.setReclaimMethod(settings.reclaimMethod());
        configuration.save();
    }

    @Test
    void aNewControllerHasTheDefaultsAndSavingTheFormKeepsThem(JenkinsRule rule) throws Exception {
        assertThat(StoreSettings.current()).isEqualTo(DEFAULTS);

        rule.configRoundtrip();

        assertThat(StoreSettings.current()).isEqualTo(DEFAULTS);
    }

    @Test
    void savingTheFormKeepsEverything(JenkinsRule rule) throws Exception {
        addToken(rule.jenkins, "token", "a-token");
        set(OTHERS);

        rule.configRoundtrip();

        assertThat(StoreSettings.current()).isEqualTo(OTHERS);
        assertThat(new MicrosoftStoreConfiguration().settings())
                .as("read again")
                .isEqualTo(OTHERS);
    }

    @Test
    void typedValuesAreSaved(JenkinsRule rule) throws Exception {
        addToken(rule.jenkins, "token", "a-token");
        try (JenkinsRule.WebClient browser = rule.createWebClient()) {
            HtmlPage page = browser.goTo("manage/configure");
            HtmlForm form = page.getFormByName("config");
            form.getInputByName("_.endpoint").setValue(" https://gateway.contoso.com/store ");
            form.getInputByName("_.scope").setValue("api://gateway/.default");
            form.getTextAreaByName("_.authorityHosts")
                    .setText("https://login.contoso.com\nhttps://sts.contoso.com:8443\n");
            form.getSelectByName("_.credentialsId").setSelectedAttribute("token", true);
            form.getSelectByName("_.reclaimMethod").setSelectedAttribute("POST", true);
            form.getInputByName("_.maxConcurrentRequests").setValue("3");
            form.getInputByName("_.requestTimeoutSeconds").setValue("7");
            form.getInputByName("_.maxAttempts").setValue("2");
            rule.submit(form);
        }

        assertThat(StoreSettings.current()).isEqualTo(OTHERS);
    }
}
