package io.jenkins.plugins.msstore.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;

/**
 * A request as the {@link Router} understood it.
 *
 * @param operation the requested operation
 * @param method the HTTP method
 * @param encodedPath the path as sent
 * @param query the query as sent, without the question mark, or null
 * @param target the items named by the path
 * @param problem the error of a request that is no known operation, or null
 * @param parameters the query's decoded parameters
 * @param headers all headers
 * @param body the body as UTF-8 text, empty for none
 * @param bulk the body of a bulk operation, else null
 * @param httpVersion {@code HTTP/1.1} or {@code HTTP/2}
 * @param receivedAt the time of its arrival
 */
record Call(
        Operation operation,
        String method,
        String encodedPath,
        String query,
        Target target,
        StoreError problem,
        Map<String, List<String>> parameters,
        Headers headers,
        String body,
        BulkRequest bulk,
        String httpVersion,
        Instant receivedAt) {

    /**
     * The items named by a path; a field is null if the path has no such item.
     *
     * @param tenantId the tenant of an authority's path
     * @param product the product, spelled as in the request
     * @param userName the user, spelled as in the request
     * @param item the last item of the path: a content, a package or a language of the product; or the file of a download
     */
    record Target(String tenantId, ProductKey product, String userName, String item) {
        static final Target NONE = new Target(null, null, null, null);

        static Target file(String name) {
            return new Target(null, null, null, name);
        }

        static Target tenant(String tenantId) {
            return new Target(tenantId, null, null, null);
        }

        static Target product(String productId, String skuId) {
            return new Target(null, new ProductKey(productId, skuId), null, null);
        }

        static Target user(String userName) {
            return new Target(null, null, userName, null);
        }

        Target withUser(String name) {
            return new Target(tenantId, product, name, item);
        }

        Target withItem(String id) {
            return new Target(tenantId, product, userName, id);
        }
    }

    /** The users that the request is about, from path and body. */
    List<String> userNames() {
        if (bulk != null) {
            return bulk.userNames();
        }
        return target.userName() == null ? List.of() : List.of(target.userName());
    }

    /** The first value of a query parameter, or null where it is absent or empty. */
    String parameter(String name) {
        List<String> values = parameters.get(name);
        return values == null || values.get(0).isEmpty() ? null : values.get(0);
    }
}
