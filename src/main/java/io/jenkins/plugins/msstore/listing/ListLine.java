package io.jenkins.plugins.msstore.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.client.model.StoreTenant;
import io.jenkins.plugins.msstore.util.LineFormat;
import java.util.List;

/** A line of the journal of a list. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ListLine.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = ListLine.RowsLine.class, name = "page"),
    @JsonSubTypes.Type(value = ListLine.Resumed.class, name = "resumed")
})
sealed interface ListLine permits ListLine.Begin, ListLine.RowsLine, ListLine.Resumed {

    /** The format of the lines. */
    LineFormat<ListLine> FORMAT = new LineFormat<>(
            ListLine.class,
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build());

    /**
     * The reading began.
     *
     * @param at the time, in milliseconds since 1970
     * @param tenant the tenant whose list it is; null in a journal of a version that did not note it
     */
    record Begin(long at, @CheckForNull StoreTenant tenant) implements ListLine {}

    /**
     * A page was read.
     *
     * @param rows its entries
     * @param next the continuation token of the next page; null on the last one
     */
    record RowsLine(List<ListRow> rows, String next) implements ListLine {}

    /**
     * Another process resumed the reading.
     *
     * @param at the time, in milliseconds since 1970
     */
    record Resumed(long at) implements ListLine {}
}
