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
import java.util.List;
import java.util.stream.Stream;
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

    private static final String GUID = "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final String DOMAIN_NAME = "(?i)([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]";

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
        public FormValidation doCheckTenantId(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String authorityHost) {
            return FormPermission.checkFilled(item, value, () -> checkedTenantId(value, authorityHost));
        }

        @POST
        public FormValidation doCheckClientId(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String authorityHost) {
            return FormPermission.checkFilled(item, value, () -> checkedClientId(value, authorityHost));
        }

        private static FormValidation checkedTenantId(String tenantId, String authorityHost) {
            boolean isValid = isMicrosofts(authorityHost)
                    ? isGuid(tenantId) || tenantId != null && tenantId.strip().matches(DOMAIN_NAME)
                    : FormPermission.accepts(() -> EntraIdentity.checkedTenantId(tenantId));
            return isValid ? FormValidation.ok() : FormValidation.error(Messages.EntraApplication_tenantId());
        }

        private static FormValidation checkedClientId(String clientId, String authorityHost) {
            boolean isValid = isMicrosofts(authorityHost)
                    ? isGuid(clientId)
                    : FormPermission.accepts(() -> EntraIdentity.checkedClientId(clientId));
            return isValid ? FormValidation.ok() : FormValidation.error(Messages.EntraApplication_clientId());
        }

        /** Whether the ids are of Microsoft's kind; an authority of the organisation's own may have others. */
        private static boolean isMicrosofts(String authorityHost) {
            return isBlank(authorityHost)
                    || FormPermission.accepts(() -> EntraAuthority.of(authorityHost))
                            && EntraAuthority.of(authorityHost).isMicrosofts();
        }

        private static boolean isGuid(String text) {
            return text != null && text.strip().matches(GUID);
        }

        private static boolean isBlank(String text) {
            return Util.fixEmptyAndTrim(text) == null;
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
            return FormPermission.check(
                    item,
                    () -> hasSecret(clientSecret) && !isBlank(value)
                            ? FormValidation.error(Messages.EntraApplication_secretOrCertificate())
                            : FormValidation.ok());
        }

        private static boolean hasSecret(Secret clientSecret) {
            return clientSecret != null && !clientSecret.getPlainText().isBlank();
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
            List<FormValidation> wrong = Stream.of(
                            checkedTenantId(tenantId, authorityHost),
                            checkedClientId(clientId, authorityHost),
                            hasSecret(clientSecret) == !isBlank(certificateCredentialsId)
                                    ? FormValidation.error(Messages.EntraApplication_secretOrCertificate())
                                    : FormValidation.ok())
                    .filter(check -> check.kind != FormValidation.Kind.OK)
                    .toList();
            if (!wrong.isEmpty()) {
                return FormValidation.aggregate(wrong);
            }
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
