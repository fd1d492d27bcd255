package io.jenkins.plugins.msstore.simulator;

import io.jenkins.plugins.msstore.simulator.Call.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;

/** Maps a request to its operation and items. Knows the service's paths, not its state. */
final class Router {
    private static final StoreError NOT_FOUND = StoreError.of(404, "NotFound", "No such resource");

    private final String pathPrefix;
    private final ReclaimMethod reclaimMethod;

    /**
     * @param pathPrefix the path before {@code /V1}: empty, or a path without a slash at its end
     * @param reclaimMethod the method that reclaims a seat
     */
    Router(String pathPrefix, ReclaimMethod reclaimMethod) {
        this.pathPrefix = pathPrefix;
        this.reclaimMethod = reclaimMethod;
    }

    /** Reads a request; a request that is no known operation becomes a call with an error. */
    Call route(RecordedRequest request, Instant now) {
        String target = request.getTarget();
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? null : target.substring(question + 1);
        String body = request.getBody() == null ? "" : request.getBody().utf8();

        Match match;
        Map<String, List<String>> parameters;
        try {
            match = match(request.getMethod(), path);
            parameters = PercentEncoding.parameters(query);
        } catch (IllegalArgumentException e) {
            match = Match.unknown(StoreError.of(400, "BadRequest", "Malformed percent-encoding"));
            parameters = Map.of();
        }
        return new Call(
                match.operation(),
                request.getMethod(),
                path,
                query,
                match.target(),
                match.problem(),
                parameters,
                request.getHeaders(),
                body,
                match.operation() == Operation.BULK_SEATS ? BulkRequest.parse(body) : null,
                request.getVersion(),
                now);
    }

    private Match match(String method, String path) {
        if (path.startsWith(pathPrefix + "/V1/")) {
            return matchStore(method, PercentEncoding.segments(path.substring(pathPrefix.length() + "/V1".length())));
        }
        return path.startsWith("/") ? matchAuthority(method, PercentEncoding.segments(path)) : Match.unknown(NOT_FOUND);
    }

    private Match matchStore(String method, List<String> path) {
        int size = path.size();
        if (is(path, "Inventory")) {
            return Match.of(Operation.GET_INVENTORY, Target.NONE).only("GET", method);
        }
        if (is(path, "Inventory", "*", "*", "Seats")) {
            Target product = Target.product(path.get(1), path.get(2));
            return method.equals("GET")
                    ? Match.of(Operation.GET_SEATS, product)
                    : Match.of(Operation.BULK_SEATS, product).only("POST", method);
        }
        if (is(path, "Inventory", "*", "*", "Seats", "*")) {
            return matchSeat(method, Target.product(path.get(1), path.get(2)).withUser(path.get(4)));
        }
        if (is(path, "Products", "*", "*")) {
            return Match.of(Operation.GET_PRODUCT, Target.product(path.get(1), path.get(2)))
                    .only("GET", method);
        }
        if (is(path, "Products", "*", "*", "OfflineLicense", "*")) {
            return Match.of(
                            Operation.GET_OFFLINE_LICENSE,
                            Target.product(path.get(1), path.get(2)).withItem(path.get(size - 1)))
                    .only("POST", method);
        }
        if (is(path, "Products", "*", "*", "LocalizedDetails", "*")) {
            return Match.of(
                            Operation.GET_LOCALIZED_DETAILS,
                            Target.product(path.get(1), path.get(2)).withItem(path.get(size - 1)))
                    .only("GET", method);
        }
        if (is(path, "Products", "*", "*", "Packages")) {
            return Match.of(Operation.GET_PACKAGES, Target.product(path.get(1), path.get(2)))
                    .only("GET", method);
        }
        if (is(path, "Products", "*", "*", "Packages", "*")) {
            return Match.of(
                            Operation.GET_PACKAGE,
                            Target.product(path.get(1), path.get(2)).withItem(path.get(size - 1)))
                    .only("GET", method);
        }
        if (is(path, "Users", "*", "Seats")) {
            return Match.of(Operation.GET_USER_SEATS, Target.user(path.get(1))).only("GET", method);
        }
        return Match.unknown(NOT_FOUND);
    }

    private Match matchSeat(String method, Target seat) {
        if (method.equals("GET")) {
            return Match.of(Operation.GET_SEAT, seat);
        }
        if (method.equals(reclaimMethod.name())) {
            return Match.of(Operation.RECLAIM_SEAT, seat);
        }
        return Match.of(Operation.ASSIGN_SEAT, seat).only("POST", method);
    }

    private static Match matchAuthority(String method, List<String> path) {
        if (is(path, Cdn.FOLDER, "*")) {
            return Match.of(Operation.DOWNLOAD, Target.file(path.get(1))).only("GET", method);
        }
        if (is(path, "*", "oauth2", "v2.0", "token") || is(path, "*", "oauth2", "token")) {
            return Match.of(Operation.TOKEN, Target.tenant(path.get(0))).only("POST", method);
        }
        if (is(path, "common", "discovery", "instance")
                || is(path, "*", "v2.0", ".well-known", "openid-configuration")
                || is(path, "*", ".well-known", "openid-configuration")
                || is(path, "*", "discovery", "v2.0", "keys")) {
            return Match.of(Operation.DISCOVERY, Target.tenant(path.get(0))).only("GET", method);
        }
        return Match.unknown(NOT_FOUND);
    }

    /** Whether a path has these segments; an asterisk stands for any segment that is not empty. */
    private static boolean is(List<String> path, String... pattern) {
        if (path.size() != pattern.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            boolean fits = pattern[i].equals("*")
                    ? !path.get(i).isBlank()
                    : path.get(i).equals(pattern[i]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private record Match(Operation operation, Target target, StoreError problem) {

        static Match of(Operation operation, Target target) {
            return new Match(operation, target, null);
        }

        static Match unknown(StoreError problem) {
            return new Match(Operation.UNKNOWN, Target.NONE, problem);
        }

        Match only(String allowed, String method) {
            return allowed.equals(method)
                    ? this
                    : unknown(StoreError.of(405, "MethodNotAllowed", "The resource supports " + allowed));
        }
    }
}
