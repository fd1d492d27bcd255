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
 * The administrator's settings at one moment; an operation uses the same settings from start to end.
 *
 * @param endpoint the service's root URL, unchecked
 * @param scope the scope of tokens
 * @param authorityHosts the authorities that credentials may name besides Microsoft's own
 * @param credentialsId the credential of steps that name none; may be null
 * @param maxConcurrentRequests the maximum number of requests in flight, for each endpoint and tenant
 * @param requestTimeoutSeconds the timeout of one request
 * @param maxAttempts the maximum number of attempts of a request
 * @param reclaimMethod the HTTP method of a reclaim
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

    /** The default of {@link #maxConcurrentRequests}. */
    public static final int DEFAULT_MAX_CONCURRENT_REQUESTS = 8;

    /** The default of {@link #requestTimeoutSeconds}. */
    public static final int DEFAULT_REQUEST_TIMEOUT_SECONDS = 30;

    /** The default of {@link #maxAttempts}. */
    public static final int DEFAULT_MAX_ATTEMPTS = 6;

    /** The largest {@link #maxConcurrentRequests}. */
    public static final int MAX_CONCURRENT_REQUESTS = 64;

    /** The largest {@link #requestTimeoutSeconds}. */
    public static final int MAX_REQUEST_TIMEOUT_SECONDS = 3600;

    /** The largest {@link #maxAttempts}. */
    public static final int MAX_ATTEMPTS = 100;

    /** Two attempts, because the first may use a connection that the server has closed. */
    private static final int CONNECTION_TEST_ATTEMPTS = 2;

    public StoreSettings {
        authorityHosts = List.copyOf(authorityHosts);
    }

    /** Builds settings, beginning with the defaults. */
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

        /** Creates the settings. */
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

    /** Creates a builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Creates a builder with these settings. */
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

    /** Holds the present settings. */
    public interface Source {

        /** The present settings. */
        StoreSettings settings();
    }

    /** The present settings of the controller. */
    public static StoreSettings current() {
        return ExtensionList.lookupSingleton(Source.class).settings();
    }

    /**
     * The checked endpoint.
     *
     * @throws InvalidParameterException naming {@code endpoint}
     */
    public StoreEndpoint storeEndpoint() {
        return StoreEndpoint.of(endpoint);
    }

    /** Returns a copy with few attempts, for a test of the connection that a user waits for. */
    public StoreSettings forConnectionTest() {
        return toBuilder().maxAttempts(CONNECTION_TEST_ATTEMPTS).build();
    }

    /** The checked timeout of one request; throws an {@link InvalidParameterException} if it is out of range. */
    public Duration requestTimeout() {
        return Duration.ofSeconds(checkedRequestTimeoutSeconds(requestTimeoutSeconds));
    }

    /**
     * Whether a credential may name an authority: it is Microsoft's own, or the administrator allows it. Otherwise a
     * user who may edit a credential could send its stored secret to another host.
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

    /** Returns the number, or throws an {@link InvalidParameterException} if it is out of range. */
    public static int checkedMaxConcurrentRequests(int number) {
        return checked("maxConcurrentRequests", number, MAX_CONCURRENT_REQUESTS);
    }

    /** Returns the number, or throws an {@link InvalidParameterException} if it is out of range. */
    public static int checkedRequestTimeoutSeconds(int number) {
        return checked("requestTimeoutSeconds", number, MAX_REQUEST_TIMEOUT_SECONDS);
    }

    /** Returns the number, or throws an {@link InvalidParameterException} if it is out of range. */
    public static int checkedMaxAttempts(int number) {
        return checked("maxAttempts", number, MAX_ATTEMPTS);
    }

    private static int checked(String parameter, int number, int most) {
        if (number < 1 || number > most) {
            throw new InvalidParameterException(parameter, number, "must be 1 to " + most);
        }
        return number;
    }
}
