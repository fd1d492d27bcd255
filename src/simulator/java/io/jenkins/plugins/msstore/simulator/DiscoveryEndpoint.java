package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** Serves the metadata that clients read from the authority before they request a token. */
final class DiscoveryEndpoint {
    private final Supplier<String> authorityUrl;

    DiscoveryEndpoint(Supplier<String> authorityUrl) {
        this.authorityUrl = authorityUrl;
    }

    Answer answer(Call call) {
        ObjectNode body;
        if (call.encodedPath().endsWith("/instance")) {
            body = instances();
        } else if (call.encodedPath().endsWith("/keys")) {
            body = StoreJson.object();
            body.putArray("keys");
        } else {
            body = configuration(call.target().tenantId());
        }
        return Answer.ofText(200, "application/json; charset=utf-8", body.toString());
    }

    private ObjectNode instances() {
        String authority = authorityUrl.get();
        String host = authority.substring(authority.indexOf("//") + 2);
        ObjectNode body = StoreJson.object()
                .put("tenant_discovery_endpoint", authority + "/common/v2.0/.well-known/openid-configuration")
                .put("api-version", "1.1");
        ObjectNode instance = body.putArray("metadata").addObject();
        instance.put("preferred_network", host).put("preferred_cache", host);
        instance.putArray("aliases").add(host);
        return body;
    }

    private ObjectNode configuration(String tenantId) {
        String tenant = authorityUrl.get() + "/" + tenantId;
        ObjectNode body = StoreJson.object()
                .put("issuer", tenant + "/v2.0")
                .put("authorization_endpoint", tenant + "/oauth2/v2.0/authorize")
                .put("token_endpoint", tenant + "/oauth2/v2.0/token")
                .put("jwks_uri", tenant + "/discovery/v2.0/keys");
        body.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("private_key_jwt");
        body.putArray("response_types_supported").add("code");
        body.putArray("subject_types_supported").add("pairwise");
        body.putArray("id_token_signing_alg_values_supported").add("RS256");
        return body;
    }
}
