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
        return list(
                FormContext.of(item, null),
                currentValue,
                StandardCredentials.class,
                URIRequirementBuilder.fromUri(Util.fixNull(endpoint)).build(),
                CredentialsMatchers.anyOf(
                        CredentialsMatchers.instanceOf(EntraApplication.class),
                        CredentialsMatchers.instanceOf(StringCredentials.class)));
    }

    /** Lists the certificates with which an application can authenticate; see {@link #forStore}. */
    static ListBoxModel forCertificate(FormContext context, @CheckForNull String currentValue) {
        return list(
                context, currentValue, StandardCertificateCredentials.class, List.of(), CredentialsMatchers.always());
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

    private static ListBoxModel list(
            FormContext context,
            String currentValue,
            Class<? extends StandardCredentials> type,
            List<DomainRequirement> domain,
            CredentialsMatcher matcher) {
        StandardListBoxModel result = new StandardListBoxModel();
        result.includeEmptyValue();
        if (context.canList()) {
            CredentialsMatcher usable = CredentialsMatchers.allOf(
                    CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM)), matcher);
            if (context.item() == null) {
                result.includeMatchingAs(context.authentication(), Jenkins.get(), type, domain, usable);
            } else {
                result.includeMatchingAs(context.authentication(), context.item(), type, domain, usable);
            }
        }
        result.includeCurrentValue(Util.fixNull(currentValue));
        return result;
    }
}
