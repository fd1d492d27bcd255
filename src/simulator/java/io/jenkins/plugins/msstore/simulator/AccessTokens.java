package io.jenkins.plugins.msstore.simulator;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Issues access tokens and validates them. */
final class AccessTokens {
    /** The number of tokens from which expired ones are removed. */
    private static final int MAX_BEFORE_CLEANUP = 10_000;

    private static final int TOKEN_BYTES = 48;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    /**
     * The result of validating a header.
     *
     * @param tenantId the tenant of the token, or null if the simulator did not issue it
     * @param managementTool whether its application may manage the Store
     */
    record Check(Authorization authorization, String tenantId, boolean managementTool) {}

    private record Grant(String tenantId, boolean managementTool, Instant expiresAt) {}

    String issue(Application application, Instant now, Duration lifetime) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        accept(token, application, now.plus(lifetime));
        if (grants.size() > MAX_BEFORE_CLEANUP) {
            grants.values().removeIf(grant -> !grant.expiresAt().isAfter(now));
        }
        return token;
    }

    /** Accepts a text as a valid token. */
    void accept(String token, Application application, Instant expiresAt) {
        grants.put(token, new Grant(application.tenantId(), application.managementTool(), expiresAt));
    }

    /** Expires all tokens issued so far. */
    void expireAll() {
        grants.replaceAll((token, grant) -> new Grant(grant.tenantId(), grant.managementTool(), Instant.MIN));
    }

    /**
     * Validates the value of an {@code Authorization} header.
     *
     * @param header the value, or null if there is none
     */
    Check check(String header, Instant now) {
        if (header == null) {
            return new Check(Authorization.NONE, null, false);
        }
        if (!header.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())) {
            return new Check(Authorization.UNKNOWN, null, false);
        }
        Grant grant = grants.get(header.substring("Bearer ".length()).trim());
        if (grant == null) {
            return new Check(Authorization.UNKNOWN, null, false);
        }
        return new Check(
                grant.expiresAt().isAfter(now) ? Authorization.VALID : Authorization.EXPIRED,
                grant.tenantId(),
                grant.managementTool());
    }
}
