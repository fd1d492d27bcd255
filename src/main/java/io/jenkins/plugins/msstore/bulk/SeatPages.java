package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.client.Pages;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Reads all the seats of a product, page by page. */
final class SeatPages {

    /** The maximum size of a page of seats that the service supports. */
    static final int PAGE = 100;

    private final StoreClient client;
    private final ProductKey product;

    SeatPages(StoreClient client, ProductKey product) {
        this.client = client;
        this.product = product;
    }

    /**
     * Reads pages until one is the last, or the caller has enough.
     *
     * @param maxPages the maximum number of pages, at least 1
     * @param wantsMore receives the seats of a page, and returns whether to read on
     * @return whether the last page was read
     */
    CompletableFuture<Boolean> read(int maxPages, Predicate<List<Seat>> wantsMore) {
        return new Pages<>(Subject.of("Get seats", product), token -> client.seats(product, token, PAGE))
                .read(maxPages, page -> wantsMore.test(page.seats()));
    }
}
