package io.jenkins.plugins.msstore.connection;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.Util;
import io.jenkins.plugins.msstore.client.auth.EntraAuthority;
import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ReclaimMethod;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.time.Duration;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The administrator's settings as they were at one moment: what an operation works with from its start to its end.
 *
 * @param endpoint the service's root URL, unchecked
 * @param scope what tokens are asked for
 * @param authorityHosts the authorities that credentials may name besides Microsoft's own
 * @param credentialsId the credential of steps that name none; may be null
 * @param maxConcurrentRequests how many requests are in flight at once, for each endpoint and tenant
 * @param requestTimeoutSeconds how long one request may take
 * @param maxAttempts how often an operation is tried
 * @param reclaimMethod how a reclaim goes over the wire
 */
@Restricted(NoExternalUse.class)
public record StoreSettings(
        String endpoint,
        String scope,
        List<String> authorityHosts,
        @CheckForNull String credentialsId,
        int maxConcurrentRequests,
        int requestTimeoutSeconds,
        int maxAttempts,
        ReclaimMethod reclaimMethod) {

    /** How many requests are in flight at once where nothing else is set. */
    public static final int DEFAULT_MAX_CONCURRENT_REQUESTS = 8;

    /** How long one request may take, in seconds, where nothing else is set. */
    public static final int DEFAULT_REQUEST_TIMEOUT_SECONDS = 30;

    /** How often an operation is tried where nothing else is set. */
    public static final int DEFAULT_MAX_ATTEMPTS = 6;

    /** How many requests may be in flight at once at most. */
    public static final int MOST_CONCURRENT_REQUESTS = 64;

    /** How long one request may take at most, in seconds. */
    public static final int LONGEST_TIMEOUT_SECONDS = 3600;

    /** How often an operation may be tried at most. */
    public static final int MOST_ATTEMPTS = 100;

    /** Two, for a first one may meet a connection that the other side has closed. */
    private static final int CONNECTION_TEST_ATTEMPTS = 2;

    public StoreSettings {
        authorityHosts = List.copyOf(authorityHosts);
    }

    /** Builds settings: the defaults, but for what it is given. */
    public static final class Builder {

        private String endpoint = StoreEndpoint.DEFAULT_URL;
        private String scope = EntraIdentity.DEFAULT_SCOPE;
        private List<String> authorityHosts = List.of();
        private String credentialsId;
        private int maxConcurrentRequests = DEFAULT_MAX_CONCURRENT_REQUESTS;
        private int requestTimeoutSeconds = DEFAULT_REQUEST_TIMEOUT_SECONDS;
        private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
        private ReclaimMethod reclaimMethod = ReclaimMethod.DELETE;

        private Builder() {}

        /** Null or blank for Microsoft's own. */
        public Builder endpoint(@CheckForNull String endpoint) {
            this.endpoint = orDefault(endpoint, StoreEndpoint.DEFAULT_URL);
            return this;
        }

        /** Null or blank for Microsoft's own. */
        public Builder scope(@CheckForNull String scope) {
            this.scope = orDefault(scope, EntraIdentity.DEFAULT_SCOPE);
            return this;
        }

        public Builder authorityHosts(List<String> authorityHosts) {
            this.authorityHosts = List.copyOf(authorityHosts);
            return this;
        }

        /** Null or blank for none. */
        public Builder credentialsId(@CheckForNull String credentialsId) {
            this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
            return this;
        }

        public Builder maxConcurrentRequests(int maxConcurrentRequests) {
            this.maxConcurrentRequests = maxConcurrentRequests;
            return this;
        }

        public Builder requestTimeoutSeconds(int requestTimeoutSeconds) {
            this.requestTimeoutSeconds = requestTimeoutSeconds;
            return this;
        }

        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = maxAttempts;
            return this;
        }

        /** Null for {@code DELETE}. */
        public Builder reclaimMethod(@CheckForNull ReclaimMethod reclaimMethod) {
            this.reclaimMethod = reclaimMethod == null ? ReclaimMethod.DELETE : reclaimMethod;
            return this;
        }

        /** The settings as they were given until now. */
        public StoreSettings build() {
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
    }

    /** Builds settings that begin with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a variation of these settings. */
    public Builder toBuilder() {
        return new Builder()
                .endpoint(endpoint)
                .scope(scope)
                .authorityHosts(authorityHosts)
                .credentialsId(credentialsId)
                .maxConcurrentRequests(maxConcurrentRequests)
                .requestTimeoutSeconds(requestTimeoutSeconds)
                .maxAttempts(maxAttempts)
                .reclaimMethod(reclaimMethod);
    }

    /** Who holds the settings. */
    public interface Source {

        /** The settings as they are now. */
        StoreSettings settings();
    }

    /** The controller's settings as they are now. */
    public static StoreSettings current() {
        return ExtensionList.lookupSingleton(Source.class).settings();
    }

    /**
     * Where the service is.
     *
     * @throws InvalidParameterException naming {@code endpoint}
     */
    public StoreEndpoint storeEndpoint() {
        return StoreEndpoint.of(endpoint);
    }

    /** The same for a test of the connection by somebody who waits for its end: it is not repeated for long. */
    public StoreSettings forConnectionTest() {
        return toBuilder().maxAttempts(CONNECTION_TEST_ATTEMPTS).build();
    }

    /** How long one request may take; throws an {@link InvalidParameterException} for what cannot be. */
    public Duration requestTimeout() {
        return Duration.ofSeconds(checkedRequestTimeoutSeconds(requestTimeoutSeconds));
    }

    /**
     * Whether a credential may name an authority: it is Microsoft's own, or the administrator allows it. Otherwise whoever
     * may edit a credential could send its stored secret to a host of their own.
     */
    public boolean allows(EntraAuthority authority) {
        return authority.isMicrosofts() || authorityHosts.stream().anyMatch(host -> isSame(host, authority));
    }

    private static boolean isSame(String host, EntraAuthority authority) {
        try {
            return EntraAuthority.of(host).equals(authority);
        } catch (InvalidParameterException unusableEntry) {
            return false;
        }
    }

    /** The number itself, or an {@link InvalidParameterException}. */
    public static int checkedMaxConcurrentRequests(int number) {
        return checked("maxConcurrentRequests", number, MOST_CONCURRENT_REQUESTS);
    }

    /** The number itself, or an {@link InvalidParameterException}. */
    public static int checkedRequestTimeoutSeconds(int number) {
        return checked("requestTimeoutSeconds", number, LONGEST_TIMEOUT_SECONDS);
    }

    /** The number itself, or an {@link InvalidParameterException}. */
    public static int checkedMaxAttempts(int number) {
        return checked("maxAttempts", number, MOST_ATTEMPTS);
    }

    private static int checked(String parameter, int number, int most) {
        if (number < 1 || number > most) {
            throw new InvalidParameterException(parameter, number, "must be 1 to " + most);
        }
        return number;
    }
}
