package io.jenkins.plugins.msstore.simulator;

import java.util.List;
import java.util.Map;

/**
 * A received request without secrets: the token is replaced by its validity, and credentials in the
 * body of a request for a token by {@code ***}.
 *
 * @param number the request's number, from 1
 * @param operation the requested operation
 * @param method the HTTP method
 * @param encodedPath the path as sent
 * @param query the query as sent, without the question mark, or null
 * @param headers the values by name; names are found without regard to case
 * @param authorization the validity of the token when the request arrived
 * @param tenantId the tenant of the token or, for requests to the authority, of the path; null if unknown
 * @param body the body as text, empty for none
 * @param httpVersion {@code HTTP/1.1} or {@code HTTP/2}
 * @param connection the connection's number, from 0; requests with the same number shared it
 * @param performed whether the operation was applied, or rejected by the service itself; false if a fault replaced it
 */
public record SimulatorRequest(
        long number,
        Operation operation,
        String method,
        String encodedPath,
        String query,
        Map<String, List<String>> headers,
        Authorization authorization,
        String tenantId,
        String body,
        String httpVersion,
        int connection,
        boolean performed) {

    /** The first value of a header, or null where it is absent. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }
}
