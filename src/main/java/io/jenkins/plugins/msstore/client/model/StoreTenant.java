package io.jenkins.plugins.msstore.client.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Objects;
import java.util.Optional;

/**
 * The tenant that a client works in, as journals store it. An operation that began in one tenant must not continue in
 * another one.
 *
 * @param endpoint the service's root URL, normalized
 * @param tenantUrl the tenant's URL at the authority that issues its tokens, in lower case; null for a ready-made token,
 *     whose tenant is not known
 */
public record StoreTenant(String endpoint, @CheckForNull String tenantUrl) {

    public StoreTenant {
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /**
     * Compares the tenant in which an operation began with the present one. A tenant's id and its domain name are not known
     * to be the same.
     *
     * @param began the tenant that the operation's journal notes; null in a journal of a version that noted none
     * @param present the tenant of the client that would continue the operation
     * @return what has changed, as one line; empty if both are the same, or if the first one is not known
     */
    public static Optional<String> change(@CheckForNull StoreTenant began, StoreTenant present) {
        return began == null ? Optional.empty() : began.changeTo(present);
    }

    private Optional<String> changeTo(StoreTenant present) {
        if (!endpoint.equals(present.endpoint)) {
            return Optional.of("the service URL was changed after the operation began");
        }
        if (Objects.equals(tenantUrl, present.tenantUrl)) {
            return Optional.empty();
        }
        return Optional.of(
                tenantUrl == null || present.tenantUrl == null
                        ? "the credential is of another kind than when the operation began, so its tenant may be another one"
                        : "the credential names another tenant than when the operation began");
    }
}
