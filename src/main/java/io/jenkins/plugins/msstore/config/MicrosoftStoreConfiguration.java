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
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * Where the service is and how it is used, for all builds of the controller: {@code unclassified: microsoftStore:} in
 * Configuration as Code. Setters take what they are given; it is checked in the form, and again when it is used.
 *
 * <p>What is set is in force, as a whole, with {@link #save}: a build that took the new credential to the old endpoint would
 * give its token away. The form, Configuration as Code and scripts all save once, at the end. Until then it is the draft of
 * the thread that sets it.
 */
@Extension
@Symbol("microsoftStore")
public class MicrosoftStoreConfiguration extends GlobalConfiguration implements StoreSettings.Source {

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
     * What a thread has set and not saved yet.
     *
     * @param change Jenkins' bulk change that it belongs to; null where a script sets it
     * @param settings what it began with, and what was set since
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

    /** The draft of a bulk change that failed half-way is no part of the next one. */
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

    /** Puts what this thread has set in force, and stores it. */
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
    }

    /** What a file lacks, or what cannot be read of it, is as if it had never been set. */
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

    /** The texts of a stored list: a file that was edited by hand may hold anything. */
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

    /** What tokens are asked for. */
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
     * @param authorityHosts one URL an entry; the form sends all of them as one entry, a line each
     */
    @DataBoundSetter
    public void setAuthorityHosts(List<String> authorityHosts) {
        draft().authorityHosts(Util.fixNull(authorityHosts).stream()
                .flatMap(entry -> entries(entry).stream())
                .toList());
    }

    /** The allowed authorities as the form shows them, a line each. */
    public String getAuthorityHostsText() {
        return TextLines.of(inForce.authorityHosts());
    }

    /** The credential of steps that name none; null where those fail. */
    @CheckForNull
    public String getCredentialsId() {
        return inForce.credentialsId();
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        draft().credentialsId(credentialsId);
    }

    /** How many requests are in flight at once, for each endpoint and tenant. */
    public int getMaxConcurrentRequests() {
        return inForce.maxConcurrentRequests();
    }

    @DataBoundSetter
    public void setMaxConcurrentRequests(int maxConcurrentRequests) {
        draft().maxConcurrentRequests(maxConcurrentRequests);
    }

    /** How long one request may take, in seconds. */
    public int getRequestTimeoutSeconds() {
        return inForce.requestTimeoutSeconds();
    }

    @DataBoundSetter
    public void setRequestTimeoutSeconds(int requestTimeoutSeconds) {
        draft().requestTimeoutSeconds(requestTimeoutSeconds);
    }

    /** How often an operation is tried before it is given up. */
    public int getMaxAttempts() {
        return inForce.maxAttempts();
    }

    @DataBoundSetter
    public void setMaxAttempts(int maxAttempts) {
        draft().maxAttempts(maxAttempts);
    }

    /** How a reclaim goes over the wire. */
    public ReclaimMethod getReclaimMethod() {
        return inForce.reclaimMethod();
    }

    @DataBoundSetter
    public void setReclaimMethod(ReclaimMethod reclaimMethod) {
        draft().reclaimMethod(reclaimMethod);
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
    public FormValidation doCheckCredentialsId(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return CredentialsDropdown.isOutOfBuildsReach(value)
                ? FormValidation.error(Messages.MicrosoftStoreConfiguration_credentialsId())
                : FormValidation.ok();
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
        StoreSettings shown = inForce.toBuilder()
                .endpoint(endpoint)
                .scope(scope)
                .authorityHosts(entries(authorityHosts))
                .credentialsId(credentialsId)
                .requestTimeoutSeconds(timeout)
                .build()
                .forConnectionTest();
        return ConnectionTest.run(
                shown, () -> CredentialsResolver.ofController(shown).identity(null));
    }
}
