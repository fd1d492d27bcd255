package io.jenkins.plugins.msstore.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the file: that an operation began, or that it ended.
 *
 * @param begin the id of the operation that began; null in the other kind of line
 * @param end the id of the operation that ended; null in the other kind of line
 * @param at when, in milliseconds since 1970
 * @param kind with {@code begin}: what it does; null where only another version of the plugin knows
 * @param product with {@code begin}: the product
 * @param subject with {@code begin}: the user or the content
 * @param dryRun with {@code begin}: whether it changes nothing; null for false
 * @param ending with {@code end}: how
 * @param error with {@code end}: the line that it failed with
 * @param result with {@code end}: what it came to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecordLine(
        String begin,
        String end,
        long at,
        OperationKind kind,
        String product,
        String subject,
        Boolean dryRun,
        Ending ending,
        String error,
        OperationResult result) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();

    static RecordLine begin(String id, Instant at, OperationDescription of) {
        return new RecordLine(
                id,
                null,
                at.toEpochMilli(),
                of.kind(),
                of.product(),
                of.subject(),
                of.dryRun() ? true : null,
                null,
                null,
                null);
    }

    static RecordLine end(String id, Instant at, Ending ending, String error, OperationResult result) {
        return new RecordLine(
                null,
                id,
                at.toEpochMilli(),
                null,
                null,
                null,
                null,
                ending,
                error,
                result.equals(OperationResult.NONE) ? null : result);
    }

    /** A line of the file; empty where it is none, or torn. */
    static Optional<RecordLine> parse(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(text, RecordLine.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    String toJson() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }

    /** Adds what the line says to the records so far, by id. */
    void applyTo(Map<String, OperationRecord> records) {
        Instant when = Instant.ofEpochMilli(at);
        if (begin != null) {
            OperationDescription description = new OperationDescription(
                    kind == null ? OperationKind.OTHER : kind, product, subject, Boolean.TRUE.equals(dryRun));
            records.putIfAbsent(
                    begin, new OperationRecord(begin, description, when, null, null, null, OperationResult.NONE));
        } else if (end != null) {
            records.computeIfPresent(
                    end,
                    (id, open) -> open.endedBy(
                            when,
                            ending == null ? Ending.FAILED : ending,
                            error,
                            result == null ? OperationResult.NONE : result));
        }
    }
}
