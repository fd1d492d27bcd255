package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts results to plain maps, lists, strings, numbers and booleans, which scripts may read without approval, which can be
 * serialized, and which the JSON report consists of.
 */
public final class PlainValues {

    private PlainValues() {}

    /** A product key as {@code [productId, skuId]}. */
    public static Map<String, Object> of(ProductKey product) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("productId", product.productId());
        map.put("skuId", product.skuId());
        return map;
    }

    /** A seat as {@code [assignedTo, dateAssigned, state, productKey]}; {@code dateAssigned} may be null. */
    public static Map<String, Object> of(Seat seat) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("assignedTo", seat.assignedTo());
        map.put("dateAssigned", seat.dateAssigned());
        map.put("state", seat.state());
        map.put("productKey", of(seat.productKey()));
        return map;
    }

    /**
     * The result of a bulk operation.
     *
     * @param reports the paths of the archived reports
     */
    public static Map<String, Object> of(BulkSummary summary, List<String> reports) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("action", summary.request().action().word());
        map.put("productKey", of(summary.request().product()));
        map.put("requested", summary.requested());
        map.put("succeeded", summary.succeeded());
        map.put("failed", summary.failed());
        map.put("unknown", summary.unknown());
        map.put("invalid", summary.invalid());
        map.put("duplicates", summary.duplicates());
        map.put("notAttempted", summary.notAttempted());
        map.put("seats", list(summary.seats().stream().map(PlainValues::of).toList()));
        map.put(
                "failures",
                list(summary.failures().stream().map(PlainValues::of).toList()));
        map.put("truncated", summary.truncated());
        map.put("dryRun", summary.request().dryRun());
        map.put("wouldChange", summary.wouldChange().orElse(null));
        map.put("withoutSeat", summary.withoutSeat().orElse(null));
        map.put("reports", list(reports));
        map.put("elapsedMillis", summary.elapsed().toMillis());
        return map;
    }

    private static Map<String, Object> of(UserOutcome failure) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("userName", failure.userName());
        map.put("failureReason", failure.failureReason());
        return map;
    }

    /** A list that scripts may change, and that every class filter accepts. */
    private static <T> List<T> list(List<? extends T> items) {
        return new ArrayList<>(items);
    }
}
