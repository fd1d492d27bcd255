package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.client.model.Seat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A seat of a list of seats. Texts are as the service sent them.
 *
 * @param dateAssigned null where the service sent none
 */
public record SeatRow(String productId, String skuId, String userName, String state, String dateAssigned)
        implements ListRow {

    /** The columns of the CSV report. */
    static final String[] COLUMNS = {"productId", "skuId", "userName", "state", "dateAssigned"};

    static SeatRow of(Seat seat) {
        return new SeatRow(
                seat.productKey().productId(),
                seat.productKey().skuId(),
                seat.assignedTo(),
                seat.state(),
                seat.dateAssigned());
    }

    @Override
    public Map<String, Object> plainValues() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("assignedTo", userName);
        map.put("dateAssigned", dateAssigned);
        map.put("state", state);
        map.put("productKey", PlainProduct.key(productId, skuId));
        return map;
    }

    @Override
    public String[] cells() {
        return new String[] {productId, skuId, userName, state, dateAssigned};
    }

    @Override
    public SeatRow masked(UnaryOperator<String> mask) {
        return new SeatRow(
                mask.apply(productId),
                mask.apply(skuId),
                mask.apply(userName),
                mask.apply(state),
                mask.apply(dateAssigned));
    }
}
