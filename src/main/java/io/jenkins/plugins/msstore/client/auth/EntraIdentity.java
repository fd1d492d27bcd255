package io.jenkins.plugins.msstore.client.auth;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An application that is registered in a tenant of Microsoft Entra ID, with its credential and the scope of its tokens.
 * Holds a secret or a private key: do not keep it longer than it takes to request a token.
 *
 * @param authority issues the tokens
 * @param tenantId the tenant's id or one of its domain names
 * @param clientId the application's id
 * @param scope the scope of the tokens, for example {@code https://onestore.microsoft.com/.default}
 * @param credential the application's secret or certificate
 */
public record EntraIdentity(
        EntraAuthority authority, String tenantId, String clientId, String scope, EntraCredential credential) {

    /** The scope of Microsoft's own service. */
    public static final String DEFAULT_SCOPE = "https://onestore.microsoft.com/.default";

    /**
     * @throws InvalidParameterException naming {@code tenantId}, {@code clientId} or {@code scope}
     */
    public EntraIdentity {
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(credential, "credential");
        tenantId = checkedTenantId(tenantId);
        clientId = checkedClientId(clientId);
        scope = trimmed("scope", scope);
    }

    /** The time at which the application's certificate expires; empty if it has a secret. */
    public Optional<Instant> certificateExpiry() {
        return credential instanceof EntraCredential.ClientCertificate certificate
                ? Optional.of(certificate.expiry())
                : Optional.empty();
    }

    /**
     * Identifies an identity without its secret: equal for equal identities, in this process only. No token can be
     * requested with it.
     */
    record Fingerprint(EntraAuthority authority, String tenantId, String clientId, String scope, String credential) {

        /** The tenant's URL at its authority, in lower case: equal if only the case of the tenant's id or name differs. */
        String tenantUrl() {
            return authority.tenantUrl(tenantId.toLowerCase(Locale.ROOT));
        }

        /** Whether both are the same application, possibly with different secrets or certificates. */
        boolean isSameApplication(Fingerprint other) {
            return authority.equals(other.authority)
                    && tenantId.equals(other.tenantId)
                    && clientId.equals(other.clientId)
                    && scope.equals(other.scope);
        }
    }

    /** The fingerprint of this identity. */
    Fingerprint fingerprint() {
        return new Fingerprint(authority, tenantId, clientId, scope, credential.fingerprint());
    }

    /**
     * Checks a tenant's id or domain name that a user typed, and trims it.
     *
     * @throws InvalidParameterException naming {@code tenantId}
     */
    public static String checkedTenantId(String text) {
        String tenantId = trimmed("tenantId", text);
        if (!tenantId.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
            throw new InvalidParameterException("tenantId", tenantId, "is neither a tenant ID nor a domain name");
        }
        return tenantId;
    }

    /**
     * Checks an application's id that a user typed, and trims it.
     *
     * @throws InvalidParameterException naming {@code clientId}
     */
    public static String checkedClientId(String text) {
        String clientId = trimmed("clientId", text);
        if (!clientId.matches("[A-Za-z0-9._-]+")) {
            throw new InvalidParameterException("clientId", clientId, "is not an application ID");
        }
        return clientId;
    }

    private static String trimmed(String parameter, String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidParameterException(parameter, text, "must not be blank");
        }
        return text.strip();
    }
}
