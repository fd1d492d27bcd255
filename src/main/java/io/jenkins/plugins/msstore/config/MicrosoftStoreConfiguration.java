package io.jenkins.plugins.msstore.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.msstore.client.auth.EntraAuthority;
import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.InvalidParameterException;
import io.jenkins.plugins.msstore.client.model.ReclaimMethod;
import io.jenkins.plugins.msstore.connection.ConnectionTest;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.credentials.CredentialsDropdown;
import io.jenkins.plugins.msstore.credentials.StoreCredentials;
import io.jenkins.plugins.msstore.forms.FormPermission;
import io.jenkins.plugins.msstore.forms.TextLines;
import io.jenkins.plugins.msstore.forms.WholeNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Where the service is and how it is used, for all builds of the controller: {@code unclassified: microsoftStore:} in
 * Configuration as Code. Setters take what they are given; it is checked in the form, and again when it is used.
 */
@Extension
@Symbol("microsoftStore")
public class MicrosoftStoreConfiguration extends GlobalConfiguration implements StoreSettings.Source {

    private String endpoint = StoreEndpoint.DEFAULT_URL;
    private String scope = EntraIdentity.DEFAULT_SCOPE;
    private List<String> authorityHosts = new ArrayList<>();
    private String credentialsId;
    private int maxConcurrentRequests = StoreSettings.DEFAULT_MAX_CONCURRENT_REQUESTS;
    private int requestTimeoutSeconds = StoreSettings.DEFAULT_REQUEST_TIMEOUT_SECONDS;
    private int maxAttempts = StoreSettings.DEFAULT_MAX_ATTEMPTS;
    private ReclaimMethod reclaimMethod = ReclaimMethod.DELETE;

    public MicrosoftStoreConfiguration() {
        load();
    }

    /** The controller's configuration. */
    public static MicrosoftStoreConfiguration get() {
        return ExtensionList.lookupSingleton(MicrosoftStoreConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.MicrosoftStoreConfiguration_displayName();
    }

    /** The service's root URL. */
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        this.endpoint = orDefault(endpoint, StoreEndpoint.DEFAULT_URL);
        save();
    }

    /** What tokens are asked for. */
    public String getScope() {
        return scope;
    }

    @DataBoundSetter
    public void setScope(String scope) {
        this.scope = orDefault(scope, EntraIdentity.DEFAULT_SCOPE);
        save();
    }

    /** The authorities that credentials may name besides Microsoft's own; never null. */
    public List<String> getAuthorityHosts() {
        return List.copyOf(authorityHosts);
    }

    /**
     * @param authorityHosts one URL an entry; the form sends all of them as one entry, a line each
     */
    @DataBoundSetter
    public void setAuthorityHosts(List<String> authorityHosts) {
        this.authorityHosts = new ArrayList<>();
        if (authorityHosts != null) {
            authorityHosts.forEach(entry -> this.authorityHosts.addAll(entries(entry)));
        }
        save();
    }

    /** The allowed authorities as the form shows them, a line each. */
    public String getAuthorityHostsText() {
        return TextLines.of(authorityHosts);
    }

    /** The credential of steps that name none; null where those fail. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
        save();
    }

    /** How many requests are in flight at once, for each endpoint and tenant. */
    public int getMaxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    @DataBoundSetter
    public void setMaxConcurrentRequests(int maxConcurrentRequests) {
        this.maxConcurrentRequests = maxConcurrentRequests;
        save();
    }

    /** How long one request may take, in seconds. */
    public int getRequestTimeoutSeconds() {
        return requestTimeoutSeconds;
    }

    @DataBoundSetter
    public void setRequestTimeoutSeconds(int requestTimeoutSeconds) {
        this.requestTimeoutSeconds = requestTimeoutSeconds;
        save();
    }

    /** How often an operation is tried before it is given up. */
    public int getMaxAttempts() {
        return maxAttempts;
    }

    @DataBoundSetter
    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = maxAttempts;
        save();
    }

    /** How a reclaim goes over the wire. */
    public ReclaimMethod getReclaimMethod() {
        return reclaimMethod;
    }

    @DataBoundSetter
    public void setReclaimMethod(ReclaimMethod reclaimMethod) {
        this.reclaimMethod = reclaimMethod == null ? ReclaimMethod.DELETE : reclaimMethod;
        save();
    }

    /** What {@code scope} is where nothing else is set; the form marks what differs. */
    public String getDefaultScope() {
        return EntraIdentity.DEFAULT_SCOPE;
    }

    /** What {@code maxConcurrentRequests} is where nothing else is set. */
    public int getDefaultMaxConcurrentRequests() {
        return StoreSettings.DEFAULT_MAX_CONCURRENT_REQUESTS;
    }

    /** What {@code requestTimeoutSeconds} is where nothing else is set. */
    public int getDefaultRequestTimeoutSeconds() {
        return StoreSettings.DEFAULT_REQUEST_TIMEOUT_SECONDS;
    }

    /** What {@code maxAttempts} is where nothing else is set. */
    public int getDefaultMaxAttempts() {
        return StoreSettings.DEFAULT_MAX_ATTEMPTS;
    }

    @Override
    public StoreSettings settings() {
        return new StoreSettings(
                endpoint,
                scope,
                authorityHosts,
                credentialsId,
                maxConcurrentRequests,
                requestTimeoutSeconds,
                maxAttempts,
                reclaimMethod);
    }

    private static String orDefault(String text, String defaultText) {
        String trimmed = Util.fixEmptyAndTrim(text);
        return trimmed == null ? defaultText : trimmed;
    }

    @POST
    public FormValidation doCheckEndpoint(@QueryParameter String value) {
        return checked(
                () -> StoreEndpoint.of(orDefault(value, StoreEndpoint.DEFAULT_URL)),
                Messages.MicrosoftStoreConfiguration_endpoint());
    }

    @POST
    public FormValidation doCheckScope(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return orDefault(value, EntraIdentity.DEFAULT_SCOPE).endsWith("/.default")
                ? FormValidation.ok()
                : FormValidation.warning(Messages.MicrosoftStoreConfiguration_scope());
    }

    @POST
    public FormValidation doCheckAuthorityHosts(@QueryParameter String value) {
        return checked(
                () -> entries(value).forEach(EntraAuthority::of),
                Messages.MicrosoftStoreConfiguration_authorityHosts());
    }

    @POST
    public FormValidation doCheckMaxConcurrentRequests(@QueryParameter String value) {
        return checkedNumber("maxConcurrentRequests", value, StoreSettings.MOST_CONCURRENT_REQUESTS);
    }

    @POST
    public FormValidation doCheckRequestTimeoutSeconds(@QueryParameter String value) {
        return checkedNumber("requestTimeoutSeconds", value, StoreSettings.LONGEST_TIMEOUT_SECONDS);
    }

    @POST
    public FormValidation doCheckMaxAttempts(@QueryParameter String value) {
        return checkedNumber("maxAttempts", value, StoreSettings.MOST_ATTEMPTS);
    }

    private static FormValidation checkedNumber(String parameter, String value, int most) {
        return checked(
                () -> WholeNumber.parse(parameter, value, 1, most), Messages.MicrosoftStoreConfiguration_number(most));
    }

    private static FormValidation checked(Runnable check, String expected) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormPermission.check(null, check, expected);
    }

    private static List<String> entries(String text) {
        return Arrays.stream(Util.fixNull(text).split("[\\s,]+"))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(
            @QueryParameter String credentialsId, @QueryParameter String endpoint) {
        return CredentialsDropdown.forStore(null, endpoint, credentialsId);
    }

    @POST
    public ListBoxModel doFillReclaimMethodItems() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ListBoxModel items = new ListBoxModel();
        Arrays.stream(ReclaimMethod.values()).forEach(method -> items.add(method.name()));
        return items;
    }

    /** The form's button: takes a token and asks the service for one inventory entry, with what the form shows. */
    @POST
    public FormValidation doTestConnection(
            @QueryParameter String endpoint,
            @QueryParameter String scope,
            @QueryParameter String authorityHosts,
            @QueryParameter String credentialsId,
            @QueryParameter String requestTimeoutSeconds) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        int timeout;
        try {
            timeout = WholeNumber.parse(
                    "requestTimeoutSeconds", requestTimeoutSeconds, 1, StoreSettings.LONGEST_TIMEOUT_SECONDS);
        } catch (InvalidParameterException e) {
            return FormValidation.error(
                    Messages.MicrosoftStoreConfiguration_number(StoreSettings.LONGEST_TIMEOUT_SECONDS));
        }
        StoreSettings shown = new StoreSettings(
                        orDefault(endpoint, StoreEndpoint.DEFAULT_URL),
                        orDefault(scope, EntraIdentity.DEFAULT_SCOPE),
                        entries(authorityHosts),
                        Util.fixEmptyAndTrim(credentialsId),
                        maxConcurrentRequests,
                        timeout,
                        maxAttempts,
                        reclaimMethod)
                .forConnectionTest();
        return ConnectionTest.run(
                shown, () -> StoreCredentials.ofController(shown).identity(null));
    }
}
