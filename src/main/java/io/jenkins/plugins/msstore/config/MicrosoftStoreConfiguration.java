package io.jenkins.plugins.msstore.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.msstore.client.auth.EntraAuthority;
import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ReclaimMethod;
import io.jenkins.plugins.msstore.connection.ConnectionTest;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.credentials.CredentialsDropdown;
import io.jenkins.plugins.msstore.credentials.CredentialsResolver;
import io.jenkins.plugins.msstore.forms.FormPermission;
import io.jenkins.plugins.msstore.forms.TextLines;
import io.jenkins.plugins.msstore.forms.WholeNumber;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The global configuration: the service and how it is used, {@code unclassified: microsoftStore:} in Configuration as
 * Code. Setters do not check their values; the form does, and operations do when they use them.
 *
 * <p>Settings take effect together with {@link #save}: a build that used the new credential with the old endpoint would
 * disclose its token. The form, Configuration as Code and scripts all save once, at the end. Until then, the settings
 * are the draft of the thread that sets them.
 */
@Extension
@Symbol("microsoftStore")
public class MicrosoftStoreConfiguration extends GlobalConfiguration implements StoreSettings.Source {

    private static final Logger LOGGER = Logger.getLogger(MicrosoftStoreConfiguration.class.getName());

    // the settings as XStream stores them, which loses records: used by save and load alone, under this object's lock
    private String endpoint;
    private String scope;
    private List<String> authorityHosts;
    private String credentialsId;
    private int maxConcurrentRequests = StoreSettings.DEFAULT_MAX_CONCURRENT_REQUESTS;
    private int requestTimeoutSeconds = StoreSettings.DEFAULT_REQUEST_TIMEOUT_SECONDS;
    private int maxAttempts = StoreSettings.DEFAULT_MAX_ATTEMPTS;
    private ReclaimMethod reclaimMethod;

    private transient volatile StoreSettings inForce = StoreSettings.builder().build();

    private final transient ThreadLocal<Draft> draft = new ThreadLocal<>();

    /**
     * The unsaved settings of a thread.
     *
     * @param change the bulk change of Jenkins that the draft belongs to; null if a script sets it
     * @param settings the settings at the beginning, with the changes since
     */
    private record Draft(@CheckForNull BulkChange change, StoreSettings.Builder settings) {}

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

    /** Returns the thread's draft; a draft of an earlier bulk change that failed is discarded. */
    private StoreSettings.Builder draft() {
        Draft begun = draft.get();
        if (begun == null || begun.change() != BulkChange.current()) {
            begun = new Draft(BulkChange.current(), inForce.toBuilder());
            draft.set(begun);
        }
        return begun.settings();
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        try {
            super.configure(request, json);
            save();
            return true;
        } finally {
            draft.remove();
        }
    }

    /** Stores the draft of this thread and puts it into effect. */
    @Override
    public synchronized void save() {
        if (BulkChange.contains(this)) {
            return;
        }
        Draft begun = draft.get();
        if (begun != null) {
            draft.remove();
            inForce = begun.settings().build();
            endpoint = inForce.endpoint();
            scope = inForce.scope();
            authorityHosts = new ArrayList<>(inForce.authorityHosts());
            credentialsId = inForce.credentialsId();
            maxConcurrentRequests = inForce.maxConcurrentRequests();
            requestTimeoutSeconds = inForce.requestTimeoutSeconds();
            maxAttempts = inForce.maxAttempts();
            reclaimMethod = inForce.reclaimMethod();
        }
        super.save();
        logInvalidEndpoint();
    }

    /** Configuration as Code and scripts show no form check; builds would only fail later. */
    private void logInvalidEndpoint() {
        try {
            inForce.storeEndpoint();
        } catch (InvalidParameterException e) {
            LOGGER.log(Level.WARNING, "Microsoft Store for Business: {0}", e.getMessage());
        }
    }

    /** Settings that are missing in the file, or cannot be read, have their defaults. */
    @Override
    public final synchronized void load() {
        super.load();
        inForce = StoreSettings.builder()
                .endpoint(endpoint)
                .scope(scope)
                .authorityHosts(texts(authorityHosts))
                .credentialsId(credentialsId)
                .maxConcurrentRequests(maxConcurrentRequests)
                .requestTimeoutSeconds(requestTimeoutSeconds)
                .maxAttempts(maxAttempts)
                .reclaimMethod(reclaimMethod)
                .build();
    }

    /** The strings in a stored list; a file that was edited by hand may contain anything. */
    private static List<String> texts(@CheckForNull List<?> stored) {
        return stored == null
                ? List.of()
                : stored.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
    }

    @Override
    public StoreSettings settings() {
        return inForce;
    }

    /** The service's root URL. */
    public String getEndpoint() {
        return inForce.endpoint();
    }

    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        draft().endpoint(endpoint);
    }

    /** The scope of tokens. */
    public String getScope() {
        return inForce.scope();
    }

    @DataBoundSetter
    public void setScope(String scope) {
        draft().scope(scope);
    }

    /** The authorities that credentials may name besides Microsoft's own; never null. */
    public List<String> getAuthorityHosts() {
        return inForce.authorityHosts();
    }

    /**
     * @param authorityHosts one URL per entry; the form sends all of them as one entry with one URL per line
     */
    @DataBoundSetter
    public void setAuthorityHosts(List<String> authorityHosts) {
        draft().authorityHosts(Util.fixNull(authorityHosts).stream()
                .flatMap(entry -> entries(entry).stream())
                .toList());
    }

    /** The allowed authorities as shown in the form, one per line. */
    public String getAuthorityHostsText() {
        return TextLines.of(inForce.authorityHosts());
    }

    /** The credential of steps that name none; null if such steps fail. */
    @CheckForNull
    public String getCredentialsId() {
        return inForce.credentialsId();
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        draft().credentialsId(credentialsId);
    }

    /** The maximum number of requests in flight, for each endpoint and tenant. */
    public int getMaxConcurrentRequests() {
        return inForce.maxConcurrentRequests();
    }

    @DataBoundSetter
    public void setMaxConcurrentRequests(int maxConcurrentRequests) {
        draft().maxConcurrentRequests(maxConcurrentRequests);
    }

    /** The timeout of one request, in seconds. */
    public int getRequestTimeoutSeconds() {
        return inForce.requestTimeoutSeconds();
    }

    @DataBoundSetter
    public void setRequestTimeoutSeconds(int requestTimeoutSeconds) {
        draft().requestTimeoutSeconds(requestTimeoutSeconds);
    }

    /** The maximum number of attempts of a request. */
    public int getMaxAttempts() {
        return inForce.maxAttempts();
    }

    @DataBoundSetter
    public void setMaxAttempts(int maxAttempts) {
        draft().maxAttempts(maxAttempts);
    }

    /** The HTTP method of a reclaim. */
    public ReclaimMethod getReclaimMethod() {
        return inForce.reclaimMethod();
    }

    @DataBoundSetter
    public void setReclaimMethod(ReclaimMethod reclaimMethod) {
        draft().reclaimMethod(reclaimMethod);
    }

    /** The default of {@code scope}; the form marks a differing value. */
    public String getDefaultScope() {
        return EntraIdentity.DEFAULT_SCOPE;
    }

    /** The default of {@code maxConcurrentRequests}. */
    public int getDefaultMaxConcurrentRequests() {
        return StoreSettings.DEFAULT_MAX_CONCURRENT_REQUESTS;
    }

    /** The default of {@code requestTimeoutSeconds}. */
    public int getDefaultRequestTimeoutSeconds() {
        return StoreSettings.DEFAULT_REQUEST_TIMEOUT_SECONDS;
    }

    /** The default of {@code maxAttempts}. */
    public int getDefaultMaxAttempts() {
        return StoreSettings.DEFAULT_MAX_ATTEMPTS;
    }

    private static String orDefault(String text, String defaultText) {
        String trimmed = Util.fixEmptyAndTrim(text);
        return trimmed == null ? defaultText : trimmed;
    }

    @POST
    public FormValidation doCheckEndpoint(@QueryParameter String value) {
        return checked(
                () -> StoreEndpoint.of(orDefault(value, StoreEndpoint.DEFAULT_URL)),
                StoreEndpoint.withoutVersion(value)
                        .filter(root -> FormPermission.accepts(() -> StoreEndpoint.of(root)))
                        .map(Messages::MicrosoftStoreConfiguration_endpointVersion)
                        .orElseGet(Messages::MicrosoftStoreConfiguration_endpoint));
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
    public FormValidation doCheckCredentialsId(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return CredentialsDropdown.isSystemScoped(value)
                ? FormValidation.error(Messages.MicrosoftStoreConfiguration_credentialsId())
                : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckMaxConcurrentRequests(@QueryParameter String value) {
        return checkedNumber("maxConcurrentRequests", value, StoreSettings.MAX_CONCURRENT_REQUESTS);
    }

    @POST
    public FormValidation doCheckRequestTimeoutSeconds(@QueryParameter String value) {
        return checkedNumber("requestTimeoutSeconds", value, StoreSettings.MAX_REQUEST_TIMEOUT_SECONDS);
    }

    @POST
    public FormValidation doCheckMaxAttempts(@QueryParameter String value) {
        return checkedNumber("maxAttempts", value, StoreSettings.MAX_ATTEMPTS);
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

    /** Tests the settings that the form shows: takes a token and requests one inventory entry. */
    @POST
    public FormValidation doTestConnection(
            @QueryParameter String endpoint,
            @QueryParameter String scope,
            @QueryParameter String authorityHosts,
            @QueryParameter String credentialsId,
            @QueryParameter String requestTimeoutSeconds) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        FormValidation url = doCheckEndpoint(endpoint);
        if (url.kind == FormValidation.Kind.ERROR) {
            return url;
        }
        if (Util.fixEmptyAndTrim(credentialsId) == null) {
            return FormValidation.error(Messages.MicrosoftStoreConfiguration_noCredentials());
        }
        int timeout;
        try {
            timeout = WholeNumber.parse(
                    "requestTimeoutSeconds", requestTimeoutSeconds, 1, StoreSettings.MAX_REQUEST_TIMEOUT_SECONDS);
        } catch (InvalidParameterException e) {
            return FormValidation.error(
                    Messages.MicrosoftStoreConfiguration_timeout(StoreSettings.MAX_REQUEST_TIMEOUT_SECONDS));
        }
        StoreSettings shown = inForce.toBuilder()
                .endpoint(endpoint)
                .scope(scope)
                .authorityHosts(entries(authorityHosts))
                .credentialsId(credentialsId)
                .requestTimeoutSeconds(timeout)
                .build()
                .forConnectionTest();
        return ConnectionTest.perform(
                shown, () -> CredentialsResolver.ofController(shown).resolve(null));
    }
}
