package io.jenkins.plugins.msstore.seats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

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
        this(number, outcome, write(outcome));
    }

    SettledUser(RosterEntry entry, UserOutcome outcome) {
        this(entry.number(), outcome);
    }

    private static String write(UserOutcome outcome) {
        try {
            return JSON.writeValueAsString(outcome);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text can be written as JSON", e);
        }
    }

    /**
     * @throws JsonProcessingException for what {@link #json()} is not
     */
    static UserOutcome read(String json) throws JsonProcessingException {
        return JSON.readValue(json, UserOutcome.class);
    }
}
