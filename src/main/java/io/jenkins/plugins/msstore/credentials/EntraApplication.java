package io.jenkins.plugins.msstore.credentials;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.User;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.client.auth.EntraAuthority;
import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.connection.ConnectionTest;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.forms.FormPermission;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * An application that is registered in Microsoft Entra ID and added as a management tool in the Store. It authenticates
 * with a client secret, or with the certificate of another credential.
 */
@NameWith(EntraApplication.NameProvider.class)
public class EntraApplication extends BaseStandardCredentials {

    private static final long serialVersionUID = 1L;

    private final String tenantId;
    private final String clientId;
    private Secret clientSecret;
    private String certificateCredentialsId;
    private String authorityHost;

    /**
     * @param tenantId the tenant's id or one of its domain names
     * @param clientId the application's id
     */
    @DataBoundConstructor
    public EntraApplication(
            @CheckForNull CredentialsScope scope,
            @CheckForNull String id,
            @CheckForNull String description,
            String tenantId,
            String clientId) {
        super(scope, id, description);
        this.tenantId = Util.fixEmptyAndTrim(tenantId);
        this.clientId = Util.fixEmptyAndTrim(clientId);
    }

    /** The tenant's id or one of its domain names. */
    public String getTenantId() {
        return tenantId;
    }

    /** The application's id. */
    public String getClientId() {
        return clientId;
    }

    /** The application's secret; null if it has a certificate. */
    @CheckForNull
    public Secret getClientSecret() {
        return clientSecret;
    }

    @DataBoundSetter
    public void setClientSecret(@CheckForNull Secret clientSecret) {
        this.clientSecret = clientSecret == null || clientSecret.getPlainText().isBlank() ? null : clientSecret;
    }

    /** The id of the Certificate credential with which the application authenticates; null if it has a secret. */
    @CheckForNull
    public String getCertificateCredentialsId() {
        return certificateCredentialsId;
    }

    @DataBoundSetter
    public void setCertificateCredentialsId(@CheckForNull String certificateCredentialsId) {
        this.certificateCredentialsId = Util.fixEmptyAndTrim(certificateCredentialsId);
    }

    /** The URL of the host that issues the tokens. */
    @NonNull
    public String getAuthorityHost() {
        return authorityHost == null ? EntraAuthority.DEFAULT_URL : authorityHost;
    }

    @DataBoundSetter
    public void setAuthorityHost(@CheckForNull String authorityHost) {
        String trimmed = Util.fixEmptyAndTrim(authorityHost);
        this.authorityHost = EntraAuthority.DEFAULT_URL.equals(trimmed) ? null : trimmed;
    }

    /** Names the credential in drop-downs: by its description, or else by its application and tenant. */
    public static class NameProvider extends CredentialsNameProvider<EntraApplication> {
        @NonNull
        @Override
        public String getName(@NonNull EntraApplication credentials) {
            String description = Util.fixEmptyAndTrim(credentials.getDescription());
            return description == null ? credentials.getClientId() + "@" + credentials.getTenantId() : description;
        }
    }

    /** The kind of credential. */
    @Extension
    @Symbol("entraApplication")
    public static class DescriptorImpl extends BaseStandardCredentialsDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EntraApplication_displayName();
        }

        @Override
        public String getIconClassName() {
            return "symbol-id-card";
        }

        /** The default of {@code authorityHost}. */
        public String getDefaultAuthorityHost() {
            return EntraAuthority.DEFAULT_URL;
        }

        @POST
        public FormValidation doCheckTenantId(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPermission.check(
                    item, () -> EntraIdentity.checkedTenantId(value), Messages.EntraApplication_tenantId());
        }

        @POST
        public FormValidation doCheckClientId(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPermission.check(
                    item, () -> EntraIdentity.checkedClientId(value), Messages.EntraApplication_clientId());
        }

        @POST
        public FormValidation doCheckAuthorityHost(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPermission.check(item, () -> {
                if (Util.fixEmptyAndTrim(value) == null || FormPermission.accepts(() -> AllowedAuthority.of(value))) {
                    return FormValidation.ok();
                }
                return FormValidation.error(
                        FormPermission.accepts(() -> EntraAuthority.of(value))
                                ? Messages.EntraApplication_authorityNotAllowed()
                                : Messages.EntraApplication_authorityHost());
            });
        }

        @POST
        public FormValidation doCheckCertificateCredentialsId(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter Secret clientSecret) {
            return FormPermission.check(item, () -> {
                boolean hasSecret =
                        clientSecret != null && !clientSecret.getPlainText().isBlank();
                boolean hasCertificate = Util.fixEmptyAndTrim(value) != null;
                return hasSecret == hasCertificate
                        ? FormValidation.error(Messages.EntraApplication_secretOrCertificate())
                        : FormValidation.ok();
            });
        }

        @POST
        public ListBoxModel doFillCertificateCredentialsIdItems(
                @AncestorInPath Item item, @AncestorInPath User user, @QueryParameter String certificateCredentialsId) {
            return CredentialsDropdown.forCertificate(FormContext.of(item, user), certificateCredentialsId);
        }

        /**
         * Verifies the form: takes a token as the application that the form shows, and requests one inventory entry.
         * Requires the permission to create or update credentials there; a certificate is found only for users who may
         * use credentials there.
         */
        @POST
        public FormValidation doVerify(
                @AncestorInPath Item item,
                @AncestorInPath User user,
                @QueryParameter String tenantId,
                @QueryParameter String clientId,
                @QueryParameter Secret clientSecret,
                @QueryParameter String certificateCredentialsId,
                @QueryParameter String authorityHost) {
            FormContext context = FormContext.of(item, user);
            context.checkCanStore();
            StoreSettings settings = StoreSettings.current().forConnectionTest();
            return ConnectionTest.perform(settings, () -> {
                EntraApplication shown = new EntraApplication(null, null, null, tenantId, clientId);
                shown.setClientSecret(clientSecret);
                shown.setCertificateCredentialsId(certificateCredentialsId);
                shown.setAuthorityHost(authorityHost);
                return CredentialsResolver.of(context, settings).resolve(shown);
            });
        }
    }
}
