package io.jenkins.plugins.msstore.client.auth;

import io.jenkins.plugins.msstore.client.model.InvalidParameterException;
import java.util.Objects;

/**
 * An application that is registered in a tenant of Microsoft Entra ID, and what it asks a token for. Equal identities share
 * their tokens; a rotated secret makes another identity.
 *
 * @param authority who issues the tokens
 * @param tenantId the tenant's id or one of its domain names
 * @param clientId the application's id
 * @param scope what the token is for, for example {@code https://onestore.microsoft.com/.default}
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

    /** A tenant's id or domain name from what somebody typed, or an {@link InvalidParameterException}. */
    public static String checkedTenantId(String text) {
        String tenantId = trimmed("tenantId", text);
        if (!tenantId.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
            throw new InvalidParameterException("tenantId", tenantId, "is neither a tenant's id nor a domain name");
        }
        return tenantId;
    }

    /** An application's id from what somebody typed, or an {@link InvalidParameterException}. */
    public static String checkedClientId(String text) {
        String clientId = trimmed("clientId", text);
        if (!clientId.matches("[A-Za-z0-9._-]+")) {
            throw new InvalidParameterException("clientId", clientId, "is not an application's id");
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
