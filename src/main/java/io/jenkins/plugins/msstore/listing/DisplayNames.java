package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.client.StoreProducts;
import io.jenkins.plugins.msstore.client.auth.TokenException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.LocalizedProduct;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.util.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Adds display names in one language to the products of an inventory, with one request for each product that is not in the
 * cache. Never fails the list: a product whose name cannot be read has none.
 */
final class DisplayNames {

    /** The maximum number of requests under way; fewer are in flight, as the limiter grants permits. */
    private static final int MAX_REQUESTS = 25;

    /** The number of failures in a row after which no more names are requested: each may have taken minutes of retries. */
    private static final int MAX_FAILURES_IN_A_ROW = 10;

    private final StoreProducts products;
    private final Language language;
    private final DisplayNameCache cache;
    private final Consumer<String> onWarning;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicBoolean hasFailed = new AtomicBoolean();

    /**
     * @param onWarning receives a line for a log; must not block
     */
    DisplayNames(StoreProducts products, Language language, DisplayNameCache cache, Consumer<String> onWarning) {
        this.products = products;
        this.language = language;
        this.cache = cache;
        this.onWarning = onWarning;
    }

    /** Returns a copy of a page of the inventory whose rows have names; fails only if the client is cancelled. */
    CompletableFuture<StoreList.RowsPage> addTo(StoreList.RowsPage page) {
        List<ListRow> rows = page.rows();
        CompletableFuture<List<ListRow>> named = CompletableFuture.completedFuture(new ArrayList<>(rows.size()));
        for (int from = 0; from < rows.size(); from += MAX_REQUESTS) {
            List<ListRow> next = rows.subList(from, Math.min(rows.size(), from + MAX_REQUESTS));
            named = named.thenCompose(before -> named(next).thenApply(some -> {
                before.addAll(some);
                return before;
            }));
        }
        return named.thenApply(all -> new StoreList.RowsPage(all, page.continuationToken()));
    }

    private CompletableFuture<List<ListRow>> named(List<ListRow> rows) {
        List<CompletableFuture<ListRow>> named = rows.stream()
                .map(row -> (InventoryRow) row)
                .map(row -> name(row).<ListRow>thenApply(row::named))
                .toList();
        return CompletableFuture.allOf(named.toArray(CompletableFuture[]::new))
                .thenApply(done -> named.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<String> name(InventoryRow row) {
        ProductKey product = new ProductKey(row.productId(), row.skuId());
        Optional<String> known = cache.find(product, language);
        if (known.isPresent() || failuresInARow.get() >= MAX_FAILURES_IN_A_ROW) {
            return CompletableFuture.completedFuture(known.orElse(InventoryRow.NO_NAME));
        }
        return products.localizedDetails(product, language)
                .handle((texts, error) ->
                        error == null ? read(product, name(texts)) : nameAfter(product, Failures.unwrapped(error)));
    }

    private static String name(LocalizedProduct texts) {
        return texts.displayName() == null
                ? InventoryRow.NO_NAME
                : texts.displayName().strip();
    }

    private String read(ProductKey product, String name) {
        failuresInARow.set(0);
        cache.add(product, language, name);
        return name;
    }

    private String nameAfter(ProductKey product, Throwable failure) {
        if (failure instanceof NotFoundException) {
            return read(product, InventoryRow.NO_NAME);
        }
        if (!(failure instanceof StoreException || failure instanceof TokenException)) {
            throw new CompletionException(failure);
        }
        if (!hasFailed.getAndSet(true)) {
            onWarning.accept("the list lacks a display name: " + failure.getMessage());
        }
        if (failuresInARow.incrementAndGet() == MAX_FAILURES_IN_A_ROW) {
            onWarning.accept("no more display names are read, after " + MAX_FAILURES_IN_A_ROW + " failures in a row: "
                    + failure.getMessage());
        }
        return InventoryRow.NO_NAME;
    }
}
