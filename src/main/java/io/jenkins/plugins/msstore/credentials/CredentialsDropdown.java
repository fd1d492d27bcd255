package io.jenkins.plugins.msstore.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.springframework.security.core.Authentication;

/** The credentials that fit a field, for those who may see them; for others the present value alone. */
public final class CredentialsDropdown {

    private CredentialsDropdown() {}

    /**
     * The credentials with which the service can be used.
     *
     * @param item whose form it is; null for a form of the controller
     * @param endpoint the service's URL, by which credentials of other domains are left out; may be null
     * @param currentValue the id that is chosen now; may be null
     */
    public static ListBoxModel forStore(
            @CheckForNull Item item, @CheckForNull String endpoint, @CheckForNull String currentValue) {
        return list(
                item,
                currentValue,
                StandardCredentials.class,
                URIRequirementBuilder.fromUri(Util.fixNull(endpoint)).build(),
                CredentialsMatchers.anyOf(
                        CredentialsMatchers.instanceOf(EntraApplication.class),
                        CredentialsMatchers.instanceOf(StringCredentials.class)));
    }

    /** The certificates by which an application can prove who it is; see {@link #forStore}. */
    public static ListBoxModel forCertificate(@CheckForNull Item item, @CheckForNull String currentValue) {
        return list(item, currentValue, StandardCertificateCredentials.class, List.of(), CredentialsMatchers.always());
    }

    private static ListBoxModel list(
            Item item,
            String currentValue,
            Class<? extends StandardCredentials> type,
            List<DomainRequirement> domain,
            CredentialsMatcher matcher) {
        StandardListBoxModel result = new StandardListBoxModel();
        result.includeEmptyValue();
        if (mayList(item)) {
            if (item == null) {
                result.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), type, domain, matcher);
            } else {
                result.includeMatchingAs(authenticationOf(item), item, type, domain, matcher);
            }
        }
        result.includeCurrentValue(Util.fixNull(currentValue));
        return result;
    }

    private static boolean mayList(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /** As whom the item's builds run: what they cannot use is not offered. */
    static Authentication authenticationOf(Item item) {
        return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }
}
