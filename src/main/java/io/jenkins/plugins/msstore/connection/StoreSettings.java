package io.jenkins.plugins.msstore.connection;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import io.jenkins.plugins.msstore.client.auth.EntraAuthority;
import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.InvalidParameterException;
import io.jenkins.plugins.msstore.client.model.ReclaimMethod;
import java.time.Duration;
import java.util.List;

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
        return new StoreSettings(
                endpoint,
                scope,
                authorityHosts,
                credentialsId,
                maxConcurrentRequests,
                requestTimeoutSeconds,
                CONNECTION_TEST_ATTEMPTS,
                reclaimMethod);
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
