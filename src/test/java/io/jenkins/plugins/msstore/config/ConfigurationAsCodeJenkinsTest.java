package io.jenkins.plugins.msstore.config;

import static io.jenkins.plugins.casc.misc.Util.getUnclassifiedRoot;
import static io.jenkins.plugins.casc.misc.Util.toYamlString;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.msstore.client.model.ReclaimMethod;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.credentials.EntraApplication;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration as Code reads settings into effect, and can read the settings that it exports. */
@WithJenkinsConfiguredWithCode
class ConfigurationAsCodeJenkinsTest {

    private static final String SECRET = "a~secret_that.nobody-sees";

    private static final StoreSettings CONFIGURED = new StoreSettings(
            "https://gateway.contoso.com/store",
            "api://gateway/.default",
            List.of("https://login.contoso.com", "https://sts.contoso.com:8443"),
            "by-secret",
            3,
            7,
            2,
            ReclaimMethod.POST);

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void everythingIsRead(JenkinsConfiguredWithCodeRule rule) {
        assertThat(StoreSettings.current()).isEqualTo(CONFIGURED);
        EntraApplication bySecret = application("by-secret");
        assertThat(bySecret.getTenantId()).isEqualTo("contoso.com");
        assertThat(bySecret.getClientId()).isEqualTo("an-application");
        assertThat(bySecret.getDescription()).isEqualTo("Contoso");
        assertThat(Secret.toString(bySecret.getClientSecret())).isEqualTo(SECRET);
        assertThat(bySecret.getAuthorityHost()).isEqualTo("https://login.contoso.com");
        EntraApplication byCertificate = application("by-certificate");
        assertThat(byCertificate.getClientSecret()).isNull();
        assertThat(byCertificate.getCertificateCredentialsId()).isEqualTo("its-certificate");
        assertThat(byCertificate.getAuthorityHost()).isEqualTo("https://login.microsoftonline.com");
    }

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void everySettingIsWritten(JenkinsConfiguredWithCodeRule rule) throws Exception {
        assertThat(toYamlString(getUnclassifiedRoot(new ConfigurationContext(ConfiguratorRegistry.get()))
                        .get("microsoftStore")))
                .isEqualTo("""
                        authorityHosts:
                        - "https://login.contoso.com"
                        - "https://sts.contoso.com:8443"
                        credentialsId: "by-secret"
                        endpoint: "https://gateway.contoso.com/store"
                        maxAttempts: 2
                        maxConcurrentRequests: 3
                        reclaimMethod: POST
                        requestTimeoutSeconds: 7
                        scope: "api://gateway/.default"
                        """);
    }

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void theExportHoldsNoSecretAndCanBeReadAgain(JenkinsConfiguredWithCodeRule rule, @TempDir Path folder)
            throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(written);
        String yaml = written.toString(StandardCharsets.UTF_8);
        assertThat(yaml).contains("- entraApplication:", "microsoftStore:").doesNotContain(SECRET);
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        MicrosoftStoreConfiguration.get().setEndpoint(null);
        MicrosoftStoreConfiguration.get().setAuthorityHosts(null);
        MicrosoftStoreConfiguration.get().save();
        Path file = Files.writeString(
                folder.resolve("jenkins.yaml"), part(yaml, "credentials") + part(yaml, "unclassified"));

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(StoreSettings.current()).isEqualTo(CONFIGURED);
        assertThat(Secret.toString(application("by-secret").getClientSecret())).isEqualTo(SECRET);
        assertThat(application("by-certificate").getCertificateCredentialsId()).isEqualTo("its-certificate");
    }

    /** A top-level part of a YAML text. */
    private static String part(String yaml, String name) {
        return ("\n" + yaml).split("\n(?=" + name + ":)", 2)[1].split("\n(?=\\S)", 2)[0] + "\n";
    }

    private static EntraApplication application(String id) {
        return SystemCredentialsProvider.getInstance().getCredentials().stream()
                .filter(EntraApplication.class::isInstance)
                .map(EntraApplication.class::cast)
                .filter(credential -> credential.getId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
