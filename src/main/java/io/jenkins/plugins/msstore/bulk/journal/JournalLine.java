package io.jenkins.plugins.msstore.bulk.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.msstore.util.LineFormat;

/** A line of the journal of a bulk operation: one fact. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalHeader.class, name = "begin"),
    @JsonSubTypes.Type(value = JournalLine.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = ResolvedUser.class, name = "resolved"),
    @JsonSubTypes.Type(value = JournalLine.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = JournalLine.End.class, name = "end"),
    @JsonSubTypes.Type(value = JournalLine.Archived.class, name = "archived")
})
sealed interface JournalLine
        permits JournalHeader,
                JournalLine.Sent,
                ResolvedUser,
                JournalLine.Resumed,
                JournalLine.End,
                JournalLine.Archived {

    /** The format of the lines. */
    LineFormat<JournalLine> FORMAT = new LineFormat<>(
            JournalLine.class,
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build());

    /**
     * A request for users may have been sent.
     *
     * @param first the number of the first one's entry
     * @param end the number after that of the last one's
     */
    record Sent(int first, int end) implements JournalLine {}

    /**
     * Another process resumed the operation.
     *
     * @param at the time, in milliseconds since 1970
     */
    record Resumed(long at) implements JournalLine {}

    /**
     * Every user has an outcome.
     *
     * @param error the failure that ended the operation early, as one line without names; null if none did
     * @param interrupted whether the operation was interrupted
     */
    record End(String error, boolean interrupted) implements JournalLine {}

    /**
     * The report was archived.
     *
     * @param at the time, in milliseconds since 1970
     */
    record Archived(long at) implements JournalLine {}
}
