package io.jenkins.plugins.msstore.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The numbers of an operation that reads a list.
 *
 * @param entries how many entries the list has
 * @param shortOfSeats how many products of the inventory have fewer available seats than wanted
 * @param seats the seats of products of the inventory that count them; not of all if they are many
 * @param productsLeftOut how many further products count their seats
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ListCounts(long entries, long shortOfSeats, List<SeatCount> seats, long productsLeftOut) {

    public ListCounts {
        seats = copyOf(seats);
    }

    /** A stored line does not have an empty list. */
    private static List<SeatCount> copyOf(@CheckForNull List<SeatCount> seats) {
        return seats == null ? List.of() : List.copyOf(seats);
    }

    /** The numbers of a list without products that count their seats. */
    public ListCounts(long entries, long shortOfSeats) {
        this(entries, shortOfSeats, List.of(), 0);
    }

    /** Returns a copy with masked texts. */
    ListCounts masked(UnaryOperator<String> mask) {
        return new ListCounts(
                entries,
                shortOfSeats,
                seats.stream().map(count -> count.masked(mask)).toList(),
                productsLeftOut);
    }
}
