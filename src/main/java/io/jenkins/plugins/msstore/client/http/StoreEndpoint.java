package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;

/**
 * The root URL of the service, which may have a path prefix. Must be {@code https:}, or {@code http:} to a loopback
 * address, because every request carries the bearer token.
 */
public final class StoreEndpoint {

    /** Microsoft's own service. */
    public static final String DEFAULT_URL = "https://bspmts.mp.microsoft.com";

    private static final String API_VERSION = "V1";

    /** The names of the resources directly below the API's version. */
    private static final Set<String> RESOURCES = Set.of("inventory", "products", "users");

    private final HttpUrl root;

    private StoreEndpoint(HttpUrl root) {
        this.root = root;
    }

    /**
     * Parses a user's input.
     *
     * @throws InvalidParameterException naming {@code endpoint} if the text is not a URL, has user info, a query or a
     *     fragment, is plain {@code http:} to another machine, or ends in the API's version
     */
    public static StoreEndpoint of(String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidParameterException("endpoint", text, "must not be blank");
        }
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null) {
            throw new InvalidParameterException("endpoint", shown(text), "is not an http or https URL");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new InvalidParameterException("endpoint", null, "must not contain a user name or password");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new InvalidParameterException("endpoint", text, "must not have a query or fragment");
        }
        if (!url.isHttps() && !isLoopback(url.host())) {
            throw new InvalidParameterException(
                    "endpoint",
                    text,
                    "must be https (plain http is accepted for this machine only, such as localhost)");
        }
        withoutVersion(text).ifPresent(root -> {
            throw new InvalidParameterException(
                    "endpoint",
                    text,
                    "must not contain /" + API_VERSION + ", which the plugin adds itself: use " + root);
        });
        return new StoreEndpoint(withoutSlashAtEnd(url));
    }

    /** A root with and without a slash at its end is the same one. The path of a host's own root is always a slash. */
    private static HttpUrl withoutSlashAtEnd(HttpUrl url) {
        int last = url.pathSize() - 1;
        return last > 0 && url.pathSegments().get(last).isEmpty()
                ? url.newBuilder().removePathSegment(last).build()
                : url;
    }

    /**
     * The root URL of a URL that ends with the API's version, or continues with one of its resources.
     *
     * @param text may be null
     * @return empty if there is no such version in the text
     */
    public static Optional<String> withoutVersion(String text) {
        HttpUrl url = text == null ? null : HttpUrl.parse(text.strip());
        if (url == null) {
            return Optional.empty();
        }
        List<String> path = url.pathSegments();
        return IntStream.range(0, path.size())
                .filter(i -> path.get(i).equalsIgnoreCase(API_VERSION) && isRootOfApi(path.subList(i + 1, path.size())))
                .mapToObj(i -> url.newBuilder()
                        .encodedPath(
                                "/" + String.join("/", url.encodedPathSegments().subList(0, i)))
                        .query(null)
                        .fragment(null)
                        .build()
                        .toString())
                .map(root -> root.endsWith("/") ? root.substring(0, root.length() - 1) : root)
                .findFirst();
    }

    private static boolean isRootOfApi(List<String> below) {
        return below.isEmpty()
                || below.get(0).isEmpty()
                || RESOURCES.contains(below.get(0).toLowerCase(Locale.ROOT));
    }

    /** The text for an error message; null for a text with an {@code @}, which may hold a password. */
    private static String shown(String text) {
        return text.contains("@") ? null : text;
    }

    /** Whether the service is on this machine. */
    public boolean isLoopback() {
        return isLoopback(root.host());
    }

    /** Whether a host is this machine, which plain {@code http:} may reach. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.matches("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    }

    /** Whether requests are encrypted; if not, the endpoint is a loopback address. */
    public boolean isHttps() {
        return root.isHttps();
    }

    /**
     * The URL of a resource.
     *
     * @param segments the path under the API's version, each segment as plain text; each is percent-encoded on its own
     */
    HttpUrl resolve(List<String> segments) {
        HttpUrl.Builder url = root.newBuilder().addPathSegment(API_VERSION);
        segments.stream().map(StoreEndpoint::encoded).forEach(url::addEncodedPathSegment);
        return url.build();
    }

    /**
     * Encodes all but RFC 3986's unreserved characters: OkHttp's own encoding leaves {@code +} and others as they are.
     * {@link URLEncoder} encodes values of forms, which differ in three characters.
     */
    private static String encoded(String segment) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("not a path segment: '" + segment + "'");
        }
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreEndpoint endpoint && root.equals(endpoint.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(root);
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
