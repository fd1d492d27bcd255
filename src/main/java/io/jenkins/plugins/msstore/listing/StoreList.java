package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.client.Pages;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.model.InventoryFilter;
import io.jenkins.plugins.msstore.client.model.Page;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatsPage;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A list of the service that is to be read: the inventory, the seats of a product, or the seats of a user. */
public final class StoreList {

    /** The service's default size of a page of the inventory; a larger one is not documented. */
    private static final int INVENTORY_PAGE = 25;

    /** The maximum size of a page of seats that the service supports. */
    private static final int SEATS_PAGE = 100;

    private final Subject subject;
    private final String entries;
    private final String[] columns;
    private final PageRequest request;

    private StoreList(Subject subject, String entries, String[] columns, PageRequest request) {
        this.subject = subject;
        this.entries = entries;
        this.columns = columns;
        this.request = request;
    }

    /** Asks for a page. */
    private interface PageRequest {
        CompletableFuture<RowsPage> send(StoreClient client, Optional<String> token);
    }

    /** A page as rows. */
    record RowsPage(List<ListRow> rows, Optional<String> continuationToken) implements Page {

        private static RowsPage of(SeatsPage page) {
            return new RowsPage(page.seats().stream().<ListRow>map(SeatRow::of).toList(), page.continuationToken());
        }
    }

    /** The organisation's inventory, as far as a filter selects it. */
    public static StoreList inventory(InventoryFilter filter) {
        return new StoreList(
                Subject.of("Get inventory"),
                "entries",
                InventoryRow.COLUMNS,
                (client, token) -> client.inventory(filter, token, INVENTORY_PAGE)
                        .thenApply(page -> new RowsPage(
                                page.entries().stream()
                                        .<ListRow>map(InventoryRow::of)
                                        .toList(),
                                page.continuationToken())));
    }

    /** The seats of a product. */
    public static StoreList seatsOf(ProductKey product) {
        return new StoreList(
                Subject.of("Get seats", product),
                "seats",
                SeatRow.COLUMNS,
                (client, token) -> client.seats(product, token, SEATS_PAGE).thenApply(RowsPage::of));
    }

    /** The seats of a user, of all products. */
    public static StoreList seatsOf(UserPrincipalName user) {
        return new StoreList(
                Subject.of("Get a user's seats", "user " + user),
                "seats",
                SeatRow.COLUMNS,
                (client, token) -> client.userSeats(user, token, SEATS_PAGE).thenApply(RowsPage::of));
    }

    /** The name that the entries have in a result: {@code entries} or {@code seats}. */
    String entries() {
        return entries;
    }

    /** Whether this is the inventory, whose products may be short of seats. */
    public boolean isInventory() {
        return columns == InventoryRow.COLUMNS;
    }

    /** The columns of the CSV report. */
    String[] columns() {
        return columns;
    }

    Pages<RowsPage> pages(StoreClient client) {
        return new Pages<>(subject, token -> request.send(client, token));
    }
}
