package io.jenkins.plugins.msstore.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.util.LineFormat;
import java.time.Instant;
import java.util.Map;

/** A line of the records of a build's operations. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RecordLine.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = RecordLine.End.class, name = "end")
})
sealed interface RecordLine {

    /**
     * The format of the lines. Properties and values of other versions of the plugin are ignored: builds are kept for
     * years.
     */
    LineFormat<RecordLine> FORMAT = new LineFormat<>(
            RecordLine.class,
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                    .build());

    /** Applies the line to the records so far, by id. */
    void applyTo(Map<String, OperationRecord> records);

    /**
     * The beginning of an operation.
     *
     * @param at when, in milliseconds since 1970
     * @param kind what the operation does; null if only another version of the plugin knows it
     */
    record Begin(
            String id,
            long at,
            @CheckForNull OperationKind kind,
            @CheckForNull String product,
            @CheckForNull String subject,
            boolean dryRun)
            implements RecordLine {

        static Begin of(String id, Instant at, OperationDescription of) {
            return new Begin(id, at.toEpochMilli(), of.kind(), of.product(), of.subject(), of.dryRun());
        }

        @Override
        public void applyTo(Map<String, OperationRecord> records) {
            OperationDescription description =
                    new OperationDescription(kind == null ? OperationKind.OTHER : kind, product, subject, dryRun);
            records.putIfAbsent(
                    id,
                    new OperationRecord(
                            id, description, Instant.ofEpochMilli(at), null, null, null, OperationResult.NONE));
        }
    }

    /**
     * The end of an operation.
     *
     * @param at when, in milliseconds since 1970
     * @param ending how it ended; null if only another version of the plugin knows it
     * @param error the line that it failed with
     * @param result the result; null if it is empty
     */
    record End(
            String id,
            long at,
            @CheckForNull Ending ending,
            @CheckForNull String error,
            @CheckForNull OperationResult result)
            implements RecordLine {

        @Override
        public void applyTo(Map<String, OperationRecord> records) {
            records.computeIfPresent(
                    id,
                    (known, open) -> open.withEnd(
                            Instant.ofEpochMilli(at),
                            ending == null ? Ending.FAILED : ending,
                            error,
                            result == null ? OperationResult.NONE : result));
        }
    }
}
