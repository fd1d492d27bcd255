package io.jenkins.plugins.msstore.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the body of an error. Its exact JSON is not documented, so known names are found at any depth and in any case; a
 * body that is not JSON is read as text.
 */
final class ErrorBody {

    /** The maximum length of a summary: enough for any documented reason, and short enough for one line of a log. */
    private static final int MAX_SUMMARY_CHARACTERS = 300;

    /** The maximum length of the text that is read, more than any documented error; the rest is ignored. */
    private static final int MAX_CHARACTERS = 64 * 1024;

    private static final Set<String> KNOWN_NAMES =
            Set.of("code", "message", "description", "reason", "details", "parametername", "itemtype", "value");

    private final Map<String, String> values;
    private final String text;

    private ErrorBody(Map<String, String> values, String text) {
        this.values = values;
        this.text = text;
    }

    static ErrorBody read(String wholeBody) {
        String body = wholeBody.substring(0, Math.min(wholeBody.length(), MAX_CHARACTERS));
        try {
            JsonNode root = StoreJson.MAPPER.readTree(body);
            if (root != null && root.isContainerNode()) {
                return new ErrorBody(knownValues(root), "");
            }
        } catch (JsonProcessingException notJson) {
            // shown as text below
        }
        return new ErrorBody(Map.of(), LogText.of(withoutMarkup(body), MAX_SUMMARY_CHARACTERS));
    }

    /** The parameter that the service rejects; empty if it names none. */
    Optional<String> parameterName() {
        return value("parametername");
    }

    /** The kind of the missing item: {@code Inventory}, {@code User}, {@code Seat}; empty if the service does not say. */
    Optional<String> itemType() {
        return value("itemtype");
    }

    /** The reason in the body, on one line. */
    String summary() {
        Set<String> parts = new LinkedHashSet<>();
        itemType()
                .map(type -> type + value("value").map(v -> " " + v).orElse(""))
                .ifPresent(parts::add);
        Stream.of("message", "description", "reason", "details")
                .map(this::value)
                .flatMap(Optional::stream)
                .forEach(parts::add);
        parameterName().map(name -> "parameter " + name).ifPresent(parts::add);
        if (parts.isEmpty()) {
            value("code").ifPresent(parts::add);
        }
        String said = parts.stream().collect(Collectors.joining("; "));
        return LogText.of(said.isEmpty() ? text : said, MAX_SUMMARY_CHARACTERS);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The outermost value of each known name. */
    private static Map<String, String> knownValues(JsonNode root) {
        Map<String, String> values = new TreeMap<>();
        Deque<JsonNode> toVisit = new ArrayDeque<>();
        toVisit.add(root);
        while (!toVisit.isEmpty()) {
            JsonNode node = toVisit.remove();
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                String name = property.getKey().toLowerCase(Locale.ROOT);
                JsonNode value = property.getValue();
                if (KNOWN_NAMES.contains(name) && value.isValueNode() && !value.isNull()) {
                    String shown = LogText.of(value.asText(), MAX_SUMMARY_CHARACTERS);
                    if (!shown.isEmpty()) {
                        values.putIfAbsent(name, shown);
                    }
                }
            }
            node.forEach(child -> {
                if (child.isContainerNode()) {
                    toVisit.add(child);
                }
            });
        }
        return values;
    }

    private static String withoutMarkup(String body) {
        return body.replaceAll("<[^<>]*>", " ");
    }
}
