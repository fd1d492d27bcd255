package io.jenkins.plugins.msstore.listing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An entry of a list, as journal and report hold it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "row")
@JsonSubTypes({
    @JsonSubTypes.Type(value = InventoryRow.class, name = "entry"),
    @JsonSubTypes.Type(value = SeatRow.class, name = "seat")
})
public sealed interface ListRow permits InventoryRow, SeatRow {

    /** The row as plain maps, strings and numbers: for scripts, and for the JSON report. */
    Map<String, Object> plainValues();

    /** The cells of the CSV report. */
    String[] cells();

    /**
     * A copy with masked texts.
     *
     * @param mask keeps null for a text that the service did not send
     */
    ListRow masked(UnaryOperator<String> mask);
}
