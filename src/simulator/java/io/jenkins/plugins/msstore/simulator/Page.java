package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * The part of a list that a request asks for. The continuation token holds the key of the last element sent, so paging
 * neither skips nor repeats remaining items while the list changes.
 *
 * @param after the key after which the page begins, or null for the first page
 * @param size the maximum number of elements
 */
record Page(String after, int size) {
    private static final int DEFAULT_SIZE = 25;
    private static final String TOKEN_PREFIX = "after:";

    /**
     * Reads {@code continuationToken} and {@code maxResults}.
     *
     * @throws StoreErrorException if one of them is not valid
     */
    static Page of(Call call, int maxSize) {
        return new Page(after(call.parameter("continuationToken")), size(call.parameter("maxResults"), maxSize));
    }

    /**
     * Writes the page.
     *
     * @param name the property that holds the elements
     * @param elements the page's elements, followed by the next one if the list goes on
     * @param key the key of an element
     * @param json the JSON of an element
     */
    <T> ObjectNode render(
            String name, List<T> elements, Function<T, String> key, Function<T, JsonNode> json, boolean emptyToken) {
        ObjectNode page = StoreJson.object();
        ArrayNode array = page.putArray(name);
        elements.stream().limit(size).map(json).forEach(array::add);
        if (elements.size() > size) {
            page.put("continuationToken", token(key.apply(elements.get(size - 1))));
        } else if (emptyToken) {
            page.put("continuationToken", "");
        }
        return page;
    }

    private static String token(String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((TOKEN_PREFIX + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String after(String token) {
        if (token == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(TOKEN_PREFIX)) {
                return text.substring(TOKEN_PREFIX.length());
            }
        } catch (IllegalArgumentException e) {
            // the same error as for a token without the prefix, below
        }
        throw StoreError.invalidParameter("continuationToken", "Invalid parameter", "Not a token of this service")
                .asException();
    }

    private static int size(String maxResults, int maxSize) {
        if (maxResults == null) {
            return DEFAULT_SIZE;
        }
        try {
            int size = Integer.parseInt(maxResults);
            if (size >= 1 && size <= maxSize) {
                return size;
            }
        } catch (NumberFormatException e) {
            // the same error as for a number out of range, below
        }
        throw StoreError.invalidParameter("maxResults", "Invalid parameter", "A number from 1 to " + maxSize)
                .asException();
    }
}
