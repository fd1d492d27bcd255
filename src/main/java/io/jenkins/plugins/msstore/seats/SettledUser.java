package io.jenkins.plugins.msstore.seats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.msstore.seats.roster.RosterEntry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of the user of one entry of the roster.
 *
 * @param number the entry's
 * @param outcome what became of it
 * @param json the outcome as the journal and the report write it; made with it, which nobody else has to wait for
 */
record SettledUser(int number, UserOutcome outcome, String json) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.ALL_ALWAYS)
            .build();

    SettledUser(int number, UserOutcome outcome) {
        this(number, outcome, json(outcome));
    }

    SettledUser(RosterEntry entry, UserOutcome outcome) {
        this(entry.number(), outcome);
    }

    /** An outcome as the journal and the report write it. */
    static String json(UserOutcome outcome) {
        try {
            return JSON.writeValueAsString(outcome);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text can be written as JSON", e);
        }
    }

    /**
     * Reads what {@link #json()} gave; field by field, for a report of a million users takes a million of these.
     *
     * @throws IOException for anything else
     */
    static UserOutcome read(String json) throws IOException {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            for (String name; (name = parser.nextFieldName()) != null; ) {
                values.put(name, parser.nextTextValue());
            }
            if (!parser.hasToken(JsonToken.END_OBJECT)) {
                throw new IOException("not an outcome: " + json);
            }
        }
        return new UserOutcome(
                values.get("userName"),
                Outcome.valueOf(values.get("outcome")),
                values.get("state"),
                values.get("dateAssigned"),
                values.get("failureReason"),
                values.get("correlationVector"));
    }
}
