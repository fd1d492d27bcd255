package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The authority's token endpoint, for client credentials alone: version 2.0 (scope) and version 1 (resource). */
final class TokenEndpoint {
    private static final String DEFAULT_SUFFIX = "/.default";
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Scopes that OpenID Connect clients add to any request. */
    private static final Set<String> OPENID_SCOPES = Set.of("openid", "profile", "offline_access");

    private final ApplicationRegistry applications;
    private final AccessTokens tokens;
    private final Supplier<String> authorityUrl;
    private final String resource;
    private final Duration lifetime;

    /**
     * @param authorityUrl the authority's own URL, without a slash at its end, once it is known
     * @param resource the only resource for which tokens are issued
     * @param lifetime the lifetime of a token
     */
    TokenEndpoint(
            ApplicationRegistry applications,
            AccessTokens tokens,
            Supplier<String> authorityUrl,
            String resource,
            Duration lifetime) {
        this.applications = applications;
        this.tokens = tokens;
        this.authorityUrl = authorityUrl;
        this.resource = resource;
        this.lifetime = lifetime;
    }

    Answer answer(Call call) {
        String sent = call.headers().get("client-request-id");
        String correlationId = sent == null ? UUID.randomUUID().toString() : sent;
        Answer answer;
        try {
            answer = grant(call);
        } catch (EntraErrorException e) {
            answer = Answer.ofText(
                    e.error().status(),
                    "application/json; charset=utf-8",
                    e.error().body(call.receivedAt(), correlationId).toString());
        }
        return answer.withHeader("Cache-Control", "no-store")
                .withHeader("client-request-id", correlationId)
                .withHeader("x-ms-request-id", UUID.randomUUID().toString());
    }

    private Answer grant(Call call) {
        Map<String, List<String>> form;
        try {
            form = PercentEncoding.parameters(call.body());
        } catch (IllegalArgumentException e) {
            throw EntraError.missingParameter("grant_type").asException();
        }
        String tenantId = call.target().tenantId();
        if (!applications.hasTenant(tenantId)) {
            throw EntraError.tenantNotFound(tenantId).asException();
        }
        String grantType = required(form, "grant_type");
        if (!grantType.equals("client_credentials")) {
            throw EntraError.grantType(grantType).asException();
        }
        String clientId = required(form, "client_id");
        Application application = applications
                .find(tenantId, clientId)
                .orElseThrow(
                        () -> EntraError.applicationNotFound(clientId, tenantId).asException());
        checkCredential(call, form, application);
        boolean version2 = call.encodedPath().contains("/v2.0/");
        checkResource(form, version2);
        String token = tokens.issue(application, call.receivedAt(), lifetime);
        ObjectNode body = StoreJson.object().put("token_type", "Bearer");
        long seconds = lifetime.toSeconds();
        if (version2) {
            body.put("expires_in", seconds).put("ext_expires_in", seconds);
        } else {
            // Version 1 writes its numbers as text.
            body.put("expires_in", String.valueOf(seconds)).put("resource", resource);
        }
        body.put("access_token", token);
        return Answer.ofText(200, "application/json; charset=utf-8", body.toString());
    }

    private void checkCredential(Call call, Map<String, List<String>> form, Application application) {
        String secret = value(form, "client_secret");
        String assertion = value(form, "client_assertion");
        if (assertion != null) {
            if (!ASSERTION_TYPE.equals(value(form, "client_assertion_type"))) {
                throw EntraError.missingParameter("client_assertion_type").asException();
            }
            ClientAssertion.parse(assertion).verify(application, audiences(call), call.receivedAt());
        } else if (secret == null) {
            throw EntraError.noCredential().asException();
        } else if (application.expiredSecrets().stream().anyMatch(expired -> sameText(expired, secret))) {
            throw EntraError.expiredSecret(application.clientId()).asException();
        } else if (application.secrets().stream().noneMatch(held -> sameText(held, secret))) {
            throw EntraError.wrongSecret(application.clientId()).asException();
        }
    }

    private Set<String> audiences(Call call) {
        return Stream.of(authorityUrl.get(), authorityUrl.get().replace("//localhost", "//127.0.0.1"))
                .map(authority -> authority + "/" + call.target().tenantId())
                .flatMap(tenant -> Stream.of("/oauth2/v2.0/token", "/oauth2/token", "/v2.0", "/")
                        .map(tenant::concat))
                .collect(Collectors.toSet());
    }

    private void checkResource(Map<String, List<String>> form, boolean version2) {
        String asked;
        if (version2) {
            String scope = required(form, "scope");
            List<String> scopes = Arrays.stream(scope.trim().split("\\s+"))
                    .filter(name -> !OPENID_SCOPES.contains(name))
                    .toList();
            if (scopes.size() != 1 || !scopes.get(0).endsWith(DEFAULT_SUFFIX)) {
                throw EntraError.scope(scope).asException();
            }
            asked = scopes.get(0).substring(0, scopes.get(0).length() - DEFAULT_SUFFIX.length());
        } else {
            asked = required(form, "resource");
        }
        if (!asked.replaceFirst("/$", "").equals(resource)) {
            throw EntraError.resource(asked).asException();
        }
    }

    private static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String required(Map<String, List<String>> form, String name) {
        String value = value(form, name);
        if (value == null) {
            throw EntraError.missingParameter(name).asException();
        }
        return value;
    }

    private static String value(Map<String, List<String>> form, String name) {
        List<String> values = form.get(name);
        return values == null || values.get(0).isEmpty() ? null : values.get(0);
    }
}
