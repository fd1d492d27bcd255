package io.jenkins.plugins.msstore.demo;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.model.Descriptor;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.standin.StructBinder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/**
 * Sets up the plugin's global configuration and the credential, by the names that they have in Configuration as Code.
 */
final class ControllerSetup {
    private static final String CREDENTIALS_ID = "store";
    private static final String DESCRIPTION = "Credential of the demo host";

    private final StandInJenkins jenkins;

    ControllerSetup(StandInJenkins jenkins) {
        this.jenkins = jenkins;
    }

    /**
     * Configures the plugin.
     *
     * @param options the options of the command line
     * @param store the address of the service and the identity to use there
     * @throws Exception when the plugin refuses a value
     */
    void apply(DemoOptions options, StoreConnection store) throws Exception {
        jenkins.credentials().add(options.token() == null ? application(store) : token(options.token()));
        Map<String, Object> settings = new HashMap<>();
        settings.put("endpoint", store.endpoint());
        settings.put("credentialsId", CREDENTIALS_ID);
        store.authorityHost().ifPresent(host -> settings.put("authorityHosts", List.of(host)));
        if (options.maxConcurrent() != null) {
            settings.put("maxConcurrentRequests", options.maxConcurrent());
        }
        if (options.reclaimMethod() != null) {
            settings.put("reclaimMethod", options.reclaimMethod().name());
        }
        configure(bySymbol(GlobalConfiguration.class, "microsoftStore"), settings);
    }

    private static <T extends GlobalConfiguration> void configure(T configuration, Map<String, Object> settings)
            throws Exception {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) configuration.getClass();
        new StructBinder<>(type).configure(configuration, settings);
        configuration.save();
    }

    private IdCredentials application(StoreConnection store) throws Exception {
        String symbol = "entraApplication";
        Map<String, Object> values = new HashMap<>();
        values.put("scope", CredentialsScope.GLOBAL);
        values.put("id", CREDENTIALS_ID);
        values.put("description", DESCRIPTION);
        values.put("tenantId", store.tenant());
        values.put("clientId", store.clientId());
        values.put("clientSecret", Secret.fromString(store.clientSecret()));
        store.authorityHost().ifPresent(host -> values.put("authorityHost", host));
        return (IdCredentials) new StructBinder<>(bySymbol(Descriptor.class, symbol).clazz).instantiate(values);
    }

    private static IdCredentials token(String token) {
        return new StringCredentialsImpl(
                CredentialsScope.GLOBAL, CREDENTIALS_ID, DESCRIPTION, Secret.fromString(token));
    }

    private <T> T bySymbol(Class<T> type, String symbol) {
        return jenkins.getExtensionList(type).stream()
                .filter(extension -> hasSymbol(extension.getClass(), symbol))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no " + type.getSimpleName() + " is called " + symbol));
    }

    private static boolean hasSymbol(Class<?> type, String symbol) {
        Symbol annotation = type.getAnnotation(Symbol.class);
        return annotation != null && List.of(annotation.value()).contains(symbol);
    }
}
