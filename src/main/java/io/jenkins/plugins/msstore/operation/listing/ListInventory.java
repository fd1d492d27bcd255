package io.jenkins.plugins.msstore.operation.listing;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.client.model.InventoryFilter;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.listing.StoreList;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Lists the organisation's inventory, and warns of products that are short of seats. */
@Restricted(NoExternalUse.class)
public final class ListInventory implements StoreOperation {

    private final ReportedList list;

    /**
     * @param licenseTypes the names of the license types; null for all
     * @param modifiedSince an ISO-8601 date or date-time; null for products of any age
     * @param warnBelow a number of seats, or a percentage of a product's capacity: a product with fewer available seats makes
     *     the build unstable; null for no warning
     * @param displayNames the language of display names, such as {@code en-us}; null for no names
     * @param reportName the name of the report; null for a name made by the plugin
     * @param resultLimit the maximum number of entries in the result: 0 to {@link
     *     io.jenkins.plugins.msstore.operation.ResultLimit#MAX}
     * @throws InvalidParameterException naming the argument that is not valid
     */
    public ListInventory(
            @CheckForNull List<String> licenseTypes,
            @CheckForNull String modifiedSince,
            @CheckForNull String warnBelow,
            @CheckForNull String displayNames,
            @CheckForNull String reportName,
            int resultLimit) {
        list = new ReportedList(
                StoreList.inventory(
                        InventoryFilter.of(licenseTypes, modifiedSince),
                        Optional.ofNullable(displayNames).map(text -> Language.of("displayNames", text))),
                ListTexts.INVENTORY,
                Optional.ofNullable(warnBelow).map(text -> CountOrPercent.of("warnBelow", text)),
                reportName,
                resultLimit);
    }

    @Override
    public OperationDescription describe() {
        return OperationDescription.of(OperationKind.INVENTORY);
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
