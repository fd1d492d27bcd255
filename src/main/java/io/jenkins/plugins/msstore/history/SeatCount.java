package io.jenkins.plugins.msstore.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.function.UnaryOperator;

/**
 * The seats of a product, as an inventory counted them.
 *
 * @param product the product as it is shown
 * @param name its display name; null if it is not known
 * @param capacity how many seats there are
 * @param available how many of them no user has
 */
public record SeatCount(String product, @CheckForNull String name, long capacity, long available) {

    /** How many seats users have. */
    public long used() {
        return capacity - available;
    }

    /** Returns a copy with masked texts. */
    SeatCount masked(UnaryOperator<String> mask) {
        return new SeatCount(mask.apply(product), name == null ? null : mask.apply(name), capacity, available);
    }
}
