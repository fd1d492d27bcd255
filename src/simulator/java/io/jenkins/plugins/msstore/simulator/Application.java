package io.jenkins.plugins.msstore.simulator;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * An application registered in a tenant. Immutable; the methods return changed copies.
 *
 * @param tenantId the tenant's GUID
 * @param clientId the application's GUID
 * @param secrets the valid client secrets
 * @param expiredSecrets the expired client secrets
 * @param certificates the certificates registered for client assertions
 * @param managementTool whether it was added as a management tool in the Store, without which the Store answers 403
 */
public record Application(
        String tenantId,
        String clientId,
        List<String> secrets,
        List<String> expiredSecrets,
        List<X509Certificate> certificates,
        boolean managementTool) {

    public Application {
        secrets = List.copyOf(secrets);
        expiredSecrets = List.copyOf(expiredSecrets);
        certificates = List.copyOf(certificates);
    }

    /** An application without secret or certificate that may manage the Store. */
    public static Application of(String tenantId, String clientId) {
        return new Application(tenantId, clientId, List.of(), List.of(), List.of(), true);
    }

    /** The same application with one more secret. */
    public Application secret(String secret) {
        List<String> more = new ArrayList<>(secrets);
        more.add(secret);
        return new Application(tenantId, clientId, more, expiredSecrets, certificates, managementTool);
    }

    /** The same application with this secret alone. */
    public Application onlySecret(String secret) {
        return new Application(tenantId, clientId, List.of(secret), List.of(), certificates, managementTool);
    }

    /** The same application, whose secrets have all expired. */
    public Application withExpiredSecrets() {
        return new Application(tenantId, clientId, List.of(), secrets, certificates, managementTool);
    }

    /** The same application with one more certificate. */
    public Application certificate(X509Certificate certificate) {
        List<X509Certificate> more = new ArrayList<>(certificates);
        more.add(certificate);
        return new Application(tenantId, clientId, secrets, expiredSecrets, more, managementTool);
    }

    /** The same application, not added as a management tool. */
    public Application withoutStoreAccess() {
        return new Application(tenantId, clientId, secrets, expiredSecrets, certificates, false);
    }

    /** Names the application without its secrets. */
    @Override
    public String toString() {
        return "Application " + clientId + " of tenant " + tenantId;
    }
}
