package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The body of a bulk operation, {@code {"usernames": […], "seatAction": "assign"}}, read without regard to case.
 *
 * @param userNames the users as sent, in order; empty if the body names none
 * @param action {@code assign} or {@code reclaim}; null for anything else
 * @param wellFormed whether the body is a JSON object at all
 */
record BulkRequest(List<String> userNames, String action, boolean wellFormed) {
    /** The maximum number of users of one request. */
    static final int MAX_USERS = 25;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    BulkRequest {
        userNames = List.copyOf(userNames);
    }

    static BulkRequest parse(String body) {
        JsonNode root;
        try {
            root = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return new BulkRequest(List.of(), null, false);
        }
        if (root == null || !root.isObject()) {
            return new BulkRequest(List.of(), null, false);
        }
        List<String> userNames = new ArrayList<>();
        String action = null;
        for (var property : root.properties()) {
            switch (property.getKey().toLowerCase(Locale.ROOT)) {
                case "usernames" -> property.getValue().forEach(user -> userNames.add(user.asText()));
                case "seataction" -> action = action(property.getValue().asText());
                default -> {
                    // The service ignores unknown fields.
                }
            }
        }
        return new BulkRequest(userNames, action, true);
    }

    boolean assigns() {
        return "assign".equals(action);
    }

    private static String action(String text) {
        String action = text.toLowerCase(Locale.ROOT);
        return action.equals("assign") || action.equals("reclaim") ? action : null;
    }
}
