package io.jenkins.plugins.msstore.listing;

import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds display names that were read, for all lists of a build. Keeps the first {@value #MAX_NAMES} names: lists of the
 * same products have the same order, so a cache that replaced its oldest names would never have the next name of a list.
 */
public final class DisplayNameCache {

    /** These take some 4 MiB. */
    static final int MAX_NAMES = 20_000;

    private final Map<Key, String> names = new ConcurrentHashMap<>();

    private record Key(ProductKey product, Language language) {}

    /** The name of a product, which may be {@link InventoryRow#NO_NAME}; empty if it was not read. */
    Optional<String> find(ProductKey product, Language language) {
        return Optional.ofNullable(names.get(new Key(product, language)));
    }

    void add(ProductKey product, Language language, String name) {
        if (names.size() < MAX_NAMES) {
            names.put(new Key(product, language), name);
        }
    }
}
