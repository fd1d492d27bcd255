package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * An error of the token endpoint, with the number that Microsoft Entra gives it.
 *
 * @param status the HTTP status
 * @param error the name that OAuth 2.0 gives it
 * @param code the number after {@code AADSTS}
 * @param description a sentence for people
 */
record EntraError(int status, String error, int code, String description) {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static EntraError tenantNotFound(String tenantId) {
        return new EntraError(
                400, "invalid_request", 90002, "Tenant '" + tenantId + "' not found. Check the tenant ID.");
    }

    static EntraError applicationNotFound(String clientId, String tenantId) {
        return new EntraError(
                400,
                "unauthorized_client",
                700016,
                "Application with identifier '" + clientId + "' was not found in the directory '" + tenantId + "'.");
    }

    static EntraError wrongSecret(String clientId) {
        return new EntraError(
                401,
                "invalid_client",
                7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                        + " value, not the client secret ID, for a secret added to app '" + clientId + "'.");
    }

    static EntraError expiredSecret(String clientId) {
        return new EntraError(
                401,
                "invalid_client",
                7000222,
                "The provided client secret keys for app '" + clientId + "' are expired. Visit the Azure portal to"
                        + " create new keys for your app.");
    }

    static EntraError noCredential() {
        return new EntraError(
                401,
                "invalid_client",
                7000218,
                "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
    }

    static EntraError missingParameter(String name) {
        return new EntraError(
                400,
                "invalid_request",
                900144,
                "The request body must contain the following parameter: '" + name + "'.");
    }

    static EntraError grantType(String grantType) {
        return new EntraError(
                400,
                "unsupported_grant_type",
                70003,
                "The app requested an unsupported grant type '" + grantType + "'.");
    }

    static EntraError scope(String scope) {
        return new EntraError(
                400,
                "invalid_scope",
                1002012,
                "The provided value for scope " + scope + " is not valid. Client credential flows must have a scope"
                        + " value with /.default suffixed to the resource identifier (application ID URI).");
    }

    static EntraError resource(String resource) {
        return new EntraError(
                400,
                "invalid_resource",
                500011,
                "The resource principal named " + resource + " was not found in the tenant.");
    }

    static EntraError assertion(int code, String description) {
        return new EntraError(401, "invalid_client", code, description);
    }

    /** The JSON that Entra answers with. */
    ObjectNode body(Instant now, String correlationId) {
        String timestamp = TIMESTAMP.format(now);
        String traceId = UUID.randomUUID().toString();
        ObjectNode body = StoreJson.object()
                .put("error", error)
                .put(
                        "error_description",
                        "AADSTS" + code + ": " + description + " Trace ID: " + traceId + " Correlation ID: "
                                + correlationId + " Timestamp: " + timestamp);
        body.putArray("error_codes").add(code);
        return body.put("timestamp", timestamp)
                .put("trace_id", traceId)
                .put("correlation_id", correlationId)
                .put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
    }

    EntraErrorException asException() {
        return new EntraErrorException(this);
    }
}
