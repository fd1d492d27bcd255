package io.jenkins.plugins.msstore.client.auth;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.jenkins.plugins.msstore.util.Failures;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;

/**
 * Requests tokens by OAuth 2.0's client credentials grant, through MSAL4J over the host's OkHttp client.
 *
 * <p>Requests go to the authority alone: without {@code instanceDiscovery(false)} it would ask Microsoft's public host
 * about any other authority first. MSAL4J's cache, its retries and its HTTP client are not used.
 */
public final class MsalTokenEndpoint implements TokenEndpoint {

    /** Keeps MSAL4J on the request's thread, by which {@link MsalLog} recognizes its log records. */
    private static final ExecutorService DIRECT = new DirectExecutorService();

    private static final int MAX_CHARACTERS = 300;

    /** Entra's own errors begin with their code; the text from "Trace ID" on identifies the request and explains nothing. */
    private static final Pattern ENTRA_ERROR =
            Pattern.compile("(AADSTS\\d+\\b.*?)(?:\\s*Trace ID:.*)?", Pattern.DOTALL);

    private final OkHttpClient client;
    private final Duration timeout;
    private final ExecutorService executor;

    /**
     * @param client the host's client, whose proxy and trust hold for tokens too
     * @param timeout the maximum duration of one request
     * @param executor runs the requests, which block
     */
    public MsalTokenEndpoint(OkHttpClient client, Duration timeout, ExecutorService executor) {
        this.client = client;
        this.timeout = timeout;
        this.executor = executor;
    }

    @Override
    public CompletableFuture<AccessToken> request(Supplier<EntraIdentity> identity) {
        return CompletableFuture.supplyAsync(() -> token(identity.get()), executor);
    }

    private AccessToken token(EntraIdentity identity) {
        MsalHttpClient http = new MsalHttpClient(client, timeout);
        Instant asked = Instant.now();
        IAuthenticationResult result;
        try (MsalLog.Request inLog = MsalLog.request()) {
            ConfidentialClientApplication application = ConfidentialClientApplication.builder(
                            identity.clientId(), credential(identity.credential()))
                    .authority(identity.authority().tenantUrl(identity.tenantId()) + "/")
                    .instanceDiscovery(false)
                    .validateAuthority(false)
                    .disableInternalRetries()
                    .httpClient(http)
                    .executorService(DIRECT)
                    .build();
            ClientCredentialParameters parameters = ClientCredentialParameters.builder(Set.of(identity.scope()))
                    .skipCache(true)
                    .build();
            result = application.acquireToken(parameters).join();
        } catch (CompletionException e) {
            throw new CompletionException(failure(identity, Failures.unwrapped(e), http));
        } catch (MalformedURLException | RuntimeException e) {
            throw new CompletionException(new TokenException(
                    prefix(identity) + "MSAL4J rejects this tenant, client ID or credential", false));
        }
        try {
            return AccessToken.issued(
                    result.accessToken(), asked, result.expiresOnDate().toInstant());
        } catch (RuntimeException unusable) {
            throw new CompletionException(
                    new TokenException(prefix(identity) + "the authority's response contains no usable token", false));
        }
    }

    private static IClientCredential credential(EntraCredential credential) {
        if (credential instanceof EntraCredential.ClientSecret secret) {
            return ClientCredentialFactory.createFromSecret(secret.value());
        }
        EntraCredential.ClientCertificate certificate = (EntraCredential.ClientCertificate) credential;
        return ClientCredentialFactory.createFromCertificate(certificate.key(), certificate.certificate());
    }

    private static TokenException failure(EntraIdentity identity, Throwable error, MsalHttpClient http) {
        IOException io = cause(error, IOException.class);
        if (io != null) {
            return new TokenException(
                    prefix(identity) + io.getClass().getSimpleName() + ": "
                            + LogText.of(io.getMessage(), MAX_CHARACTERS),
                    true);
        }
        int status = http.lastStatus();
        boolean outOfOrder = status == 408 || status == 429 || status >= 500;
        return new TokenException(
                prefix(identity) + reason(error) + (status == 0 ? "" : " (HTTP " + status + ")"), outOfOrder);
    }

    /** The error in Entra's own words. Any other answer is not shown, because it may be some web page. */
    private static String reason(Throwable error) {
        if (error instanceof MsalServiceException service && service.getMessage() != null) {
            Matcher entra = ENTRA_ERROR.matcher(service.getMessage());
            if (entra.matches()) {
                return LogText.of(entra.group(1), MAX_CHARACTERS);
            }
        }
        return "the authority's response is not a token";
    }

    private static <T extends Throwable> T cause(Throwable error, Class<T> type) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
        }
        return null;
    }

    private static String prefix(EntraIdentity identity) {
        return "no token from " + identity.authority() + " for application " + identity.clientId() + " of tenant "
                + identity.tenantId() + ": ";
    }
}
