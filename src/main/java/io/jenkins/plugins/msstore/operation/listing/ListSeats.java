package io.jenkins.plugins.msstore.operation.listing;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.listing.StoreList;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Lists the seats of a product, or the seats of a user. */
@Restricted(NoExternalUse.class)
public final class ListSeats implements StoreOperation {

    private final OperationDescription description;
    private final ReportedList list;

    /**
     * @param productId the product; null for the seats of a user
     * @param skuId the product's SKU; null for the seats of a user
     * @param userName the user; null for the seats of a product
     * @param reportName the name of the report; null for a name made by the plugin
     * @param resultLimit the maximum number of seats in the result: 0 to {@link
     *     io.jenkins.plugins.msstore.operation.ResultLimit#MAX}
     * @throws InvalidParameterException naming the argument that is not valid
     */
    public ListSeats(
            @CheckForNull String productId,
            @CheckForNull String skuId,
            @CheckForNull String userName,
            @CheckForNull String reportName,
            int resultLimit) {
        boolean isOfProduct = productId != null || skuId != null;
        if (userName != null && isOfProduct) {
            throw new InvalidParameterException("userName", userName, "cannot be combined with productId and skuId");
        }
        if (userName != null) {
            UserPrincipalName user = UserPrincipalName.of(userName);
            description = OperationDescription.of(OperationKind.LIST_SEATS).about(user);
            list = seats(StoreList.seatsOf(user), ListTexts.seatsOf(user), reportName, resultLimit);
        } else if (isOfProduct) {
            ProductKey product = ProductKey.of(productId, skuId);
            description = OperationDescription.of(OperationKind.LIST_SEATS, product);
            list = seats(StoreList.seatsOf(product), ListTexts.seatsOf(product), reportName, resultLimit);
        } else {
            throw new InvalidParameterException("productId", null, "and skuId, or userName, are required");
        }
    }

    private static ReportedList seats(StoreList seats, ListTexts texts, String reportName, int resultLimit) {
        return new ReportedList(seats, texts, Optional.empty(), reportName, resultLimit);
    }

    @Override
    public OperationDescription describe() {
        return description;
    }

    @Override
    public CompletableFuture<Map<String, Object>> start(StoreSession session) throws IOException {
        return list.read(session, false);
    }

    /** Resumes after the last page that was read. */
    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session) throws IOException {
        return list.read(session, true);
    }
}
