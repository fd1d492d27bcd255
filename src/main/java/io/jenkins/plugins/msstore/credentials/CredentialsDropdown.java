package io.jenkins.plugins.msstore.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Lists the credentials that fit a field and that builds may use, for users who may see them; other users see only the
 * present value.
 */
@Restricted(NoExternalUse.class)
public final class CredentialsDropdown {

    private CredentialsDropdown() {}

    /**
     * Lists the credentials for the service.
     *
     * @param item the job or folder of the form; null for a form of the controller
     * @param endpoint the service's URL, which excludes credentials of other domains; may be null
     * @param currentValue the selected id; may be null
     */
    public static ListBoxModel forStore(
            @CheckForNull Item item, @CheckForNull String endpoint, @CheckForNull String currentValue) {
        return storeCredentials(item, endpoint).includeEmptyValue().includeCurrentValue(Util.fixNull(currentValue));
    }

    /**
     * Lists the credentials for the service in the form of a step, where the empty value stands for the administrator's
     * default: it has the default's name for users who may see that credential.
     *
     * @param item the job or folder of the form; null if there is none
     * @param settings the administrator's settings
     * @param currentValue the selected id; may be null
     */
    public static ListBoxModel forStep(
            @CheckForNull Item item, StoreSettings settings, @CheckForNull String currentValue) {
        if (settings.credentialsId() == null) {
            return forStore(item, settings.endpoint(), currentValue);
        }
        StandardListBoxModel result = storeCredentials(item, settings.endpoint());
        String name = result.stream()
                .filter(option -> option.value.equals(settings.credentialsId()))
                .map(option -> Messages.CredentialsDropdown_default(option.name))
                .findFirst()
                .orElseGet(Messages::CredentialsDropdown_hiddenDefault);
        result.add(0, new ListBoxModel.Option(name, ""));
        return result.includeCurrentValue(Util.fixNull(currentValue));
    }

    private static StandardListBoxModel storeCredentials(Item item, String endpoint) {
        return list(
                FormContext.of(item, null),
                StandardCredentials.class,
                URIRequirementBuilder.fromUri(Util.fixNull(endpoint)).build(),
                CredentialsMatchers.anyOf(
                        CredentialsMatchers.instanceOf(EntraApplication.class),
                        CredentialsMatchers.instanceOf(StringCredentials.class)));
    }

    /** Lists the certificates with which an application can authenticate; see {@link #forStore}. */
    static ListBoxModel forCertificate(FormContext context, @CheckForNull String currentValue) {
        return list(context, StandardCertificateCredentials.class, List.of(), CredentialsMatchers.always())
                .includeEmptyValue()
                .includeCurrentValue(Util.fixNull(currentValue));
    }

    /** Whether an id is that of a credential of the controller with the scope System, which no build may use. */
    public static boolean isSystemScoped(@CheckForNull String id) {
        String trimmed = Util.fixEmptyAndTrim(id);
        return trimmed != null
                && isSystemScoped(FormContext.CONTROLLER.find(trimmed, StandardCredentials.class, List.of()));
    }

    static boolean isSystemScoped(@CheckForNull StandardCredentials credentials) {
        return credentials != null && credentials.getScope() == CredentialsScope.SYSTEM;
    }

    private static StandardListBoxModel list(
            FormContext context,
            Class<? extends StandardCredentials> type,
            List<DomainRequirement> domain,
            CredentialsMatcher matcher) {
        StandardListBoxModel result = new StandardListBoxModel();
        if (context.canList()) {
            CredentialsMatcher usable = CredentialsMatchers.allOf(
                    CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM)), matcher);
            if (context.item() == null) {
                result.includeMatchingAs(context.authentication(), Jenkins.get(), type, domain, usable);
            } else {
                result.includeMatchingAs(context.authentication(), context.item(), type, domain, usable);
            }
        }
        return result;
    }
}
