package io.jenkins.plugins.msstore.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The products that the Store knows, each with its seats. */
final class Catalog {
    private final RevokedSeats revokedSeats;
    private final ConcurrentSkipListMap<String, SeatBook> books = new ConcurrentSkipListMap<>();

    Catalog(RevokedSeats revokedSeats) {
        this.revokedSeats = revokedSeats;
    }

    /** Adds a product, or changes the one with the same key, which keeps its seats. */
    void put(Product product) {
        SeatBook present = books.putIfAbsent(product.key().folded(), new SeatBook(product, revokedSeats));
        if (present != null) {
            present.replaceProduct(product);
        }
    }

    void remove(ProductKey key) {
        books.remove(key.folded());
    }

    Optional<SeatBook> find(ProductKey key) {
        return Optional.ofNullable(books.get(key.folded()));
    }

    /** All products by key. */
    List<SeatBook> all() {
        return List.copyOf(books.values());
    }

    /** The products after this one, in the order of their keys; for null, from the first one on. Reflects later changes. */
    Collection<SeatBook> after(String foldedKey) {
        return foldedKey == null
                ? books.values()
                : books.tailMap(foldedKey, false).values();
    }
}
