package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.client.Pages;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.model.InventoryFilter;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.Page;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatsPage;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A list of the service that is to be read: the inventory, the seats of a product, or the seats of a user. */
public final class StoreList {

    /** The service's default size of a page of the inventory; a larger one is not documented. */
    private static final int INVENTORY_PAGE = 25;

    /** The maximum size of a page of seats that the service supports. */
    private static final int SEATS_PAGE = 100;

    private final Kind kind;
    private final String reportPrefix;
    private final Subject subject;
    private final PageRequest request;
    private final Optional<Language> displayNames;

    private StoreList(Kind kind, String reportPrefix, Subject subject, PageRequest request) {
        this(kind, reportPrefix, subject, request, Optional.empty());
    }

    private StoreList(
            Kind kind, String reportPrefix, Subject subject, PageRequest request, Optional<Language> displayNames) {
        this.kind = kind;
        this.reportPrefix = reportPrefix;
        this.subject = subject;
        this.request = request;
        this.displayNames = displayNames;
    }

    /** A kind of list: the texts that all lists of the kind share. */
    private enum Kind {
        INVENTORY("entries", "inventory", InventoryRow.COLUMNS),
        SEATS("seats", "seat-lists", SeatRow.COLUMNS);

        private final String entries;
        private final String folder;
        private final String[] columns;

        Kind(String entries, String folder, String[] columns) {
            this.entries = entries;
            this.folder = folder;
            this.columns = columns;
        }
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
        return inventory(filter, Optional.empty());
    }

    /**
     * The organisation's inventory, as far as a filter selects it.
     *
     * @param displayNames the language in which the products have a display name; empty for no names
     */
    public static StoreList inventory(InventoryFilter filter, Optional<Language> displayNames) {
        return new StoreList(
                Kind.INVENTORY,
                "inventory",
                Subject.of("Get inventory"),
                (client, token) -> client.inventory(filter, token, INVENTORY_PAGE)
                        .thenApply(page -> new RowsPage(
                                page.entries().stream()
                                        .<ListRow>map(InventoryRow::of)
                                        .toList(),
                                page.continuationToken())),
                displayNames);
    }

    /** The seats of a product. */
    public static StoreList seatsOf(ProductKey product) {
        return new StoreList(
                Kind.SEATS,
                "seats-" + product.productId() + "-" + product.skuId(),
                Subject.of("Get seats", product),
                (client, token) -> client.seats(product, token, SEATS_PAGE).thenApply(RowsPage::of));
    }

    /** The seats of a user, of all products. */
    public static StoreList seatsOf(UserPrincipalName user) {
        return new StoreList(
                Kind.SEATS,
                "seats-of-user",
                Subject.of("Get a user's seats", "user " + user),
                (client, token) -> client.userSeats(user, token, SEATS_PAGE).thenApply(RowsPage::of));
    }

    /** Whether this is the inventory, whose products may be short of seats. */
    public boolean isInventory() {
        return kind == Kind.INVENTORY;
    }

    /** The folder of the list's reports, below that of all artifacts of this plugin. */
    public String reportFolder() {
        return kind.folder;
    }

    /** The beginning of a report's name where the user chose none; ids may hold characters that no file name may. */
    public String reportPrefix() {
        return reportPrefix;
    }

    /** The name that the entries have in a result: {@code entries} or {@code seats}. */
    String entries() {
        return kind.entries;
    }

    /** The columns of the CSV report. */
    String[] columns() {
        return displayNames.isEmpty() ? kind.columns : InventoryRow.COLUMNS_WITH_NAME;
    }

    /** The language of the products' display names; empty if the list has none. */
    public Optional<Language> displayNames() {
        return displayNames;
    }

    /**
     * The pages of the list.
     *
     * @param cache holds display names that are known already, and gets those that are read
     * @param onWarning receives a line for a log when display names cannot be read; must not block
     */
    Pages<RowsPage> pages(StoreClient client, DisplayNameCache cache, Consumer<String> onWarning) {
        if (displayNames.isEmpty()) {
            return new Pages<>(subject, token -> request.send(client, token));
        }
        DisplayNames names = new DisplayNames(client.products(), displayNames.get(), cache, onWarning);
        return new Pages<>(subject, token -> request.send(client, token).thenCompose(names::addTo));
    }
}
