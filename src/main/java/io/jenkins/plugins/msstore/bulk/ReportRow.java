package io.jenkins.plugins.msstore.bulk;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A row of the report of a bulk operation: the outcome of one user, with the action and the product, so that a row can be
 * read alone.
 *
 * @param wouldChange whether the action would change the user's seat, as far as a dry run knows; null unless it is a dry
 *     run, so that each row shows that the report is one of a dry run
 */
public record ReportRow(
        String userName,
        Outcome outcome,
        String state,
        String dateAssigned,
        String failureReason,
        String correlationVector,
        String action,
        String productId,
        String skuId,
        Boolean wouldChange) {

    /** The columns of the CSV file, in the order of the components. */
    public static final List<String> COLUMNS = Stream.of(ReportRow.class.getRecordComponents())
            .map(component -> component.getName())
            .toList();

    static ReportRow of(BulkRequest request, UserOutcome user) {
        return of(
                user,
                request.action().word(),
                request.product(),
                request.dryRun() ? request.wouldChange(user).orElse(false) : null);
    }

    /**
     * Creates the row of a user.
     *
     * @param operation the word for the operation
     * @param wouldChange see {@link #wouldChange}
     */
    public static ReportRow of(
            UserOutcome user, String operation, ProductKey product, @CheckForNull Boolean wouldChange) {
        return new ReportRow(
                user.userName(),
                user.outcome(),
                user.state(),
                user.dateAssigned(),
                user.failureReason(),
                user.correlationVector(),
                operation,
                product.productId(),
                product.skuId(),
                wouldChange);
    }

    /** A copy with masked texts; nulls stay null. */
    public ReportRow masked(UnaryOperator<String> mask) {
        return new ReportRow(
                mask.apply(userName),
                outcome,
                mask.apply(state),
                mask.apply(dateAssigned),
                mask.apply(failureReason),
                mask.apply(correlationVector),
                action,
                mask.apply(productId),
                mask.apply(skuId),
                wouldChange);
    }

    /** The cells of the CSV file, in the order of the columns. */
    public String[] cells() {
        return new String[] {
            userName,
            outcome.name(),
            state,
            dateAssigned,
            failureReason,
            correlationVector,
            action,
            productId,
            skuId,
            wouldChange == null ? null : wouldChange.toString()
        };
    }
}
