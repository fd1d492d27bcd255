package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.http.Retries;
import io.jenkins.plugins.msstore.client.http.StoreRequest;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.LocalizedProduct;
import io.jenkins.plugins.msstore.client.model.ProductDetails;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.ProductPackage;
import io.jenkins.plugins.msstore.client.model.ProductPackages;
import io.jenkins.plugins.msstore.client.wire.WireLocalizedProduct;
import io.jenkins.plugins.msstore.client.wire.WirePackage;
import io.jenkins.plugins.msstore.client.wire.WirePackages;
import io.jenkins.plugins.msstore.client.wire.WireProductDetails;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The operations of the service that read a product's properties ({@code /Products}), one method an operation. Part of a {@link
 * StoreClient}, and ended with it.
 */
public final class StoreProducts {

    private final StoreExchange exchange;
    private final Retries retries;

    StoreProducts(StoreExchange exchange, Retries retries) {
        this.exchange = exchange;
        this.retries = retries;
    }

    /** Reads a product's details ({@code GET /Products/{productId}/{skuId}}). */
    public CompletableFuture<ProductDetails> details(ProductKey product) {
        StoreRequest request = get("Get product details", product);
        return read(request, WireProductDetails.class, wire -> wire.detailsOf(request.subject(), product));
    }

    /**
     * Reads a product's texts and images in a language ({@code GET
     * /Products/{productId}/{skuId}/LocalizedDetails/{language}}).
     *
     * @return the texts; fails with a {@link NotFoundException} where the product has none in this language
     */
    public CompletableFuture<LocalizedProduct> localizedDetails(ProductKey product, Language language) {
        Subject subject = Subject.of("Get localized details", product, "language " + language);
        StoreRequest request = get(subject, product, "LocalizedDetails", language.text());
        return read(request, WireLocalizedProduct.class, wire -> wire.textsIn(subject, language));
    }

    /**
     * Reads a product's packages ({@code GET /Products/{productId}/{skuId}/Packages}). The URLs of their files are secrets, so
     * errors show no part of the answer.
     */
    public CompletableFuture<ProductPackages> packages(ProductKey product) {
        StoreRequest request = get("Get product packages", product, "Packages").withConfidentialAnswer();
        return read(request, WirePackages.class, wire -> wire.packages(request.subject()));
    }

    /**
     * Reads one package of a product ({@code GET /Products/{productId}/{skuId}/Packages/{packageId}}), with new URLs.
     *
     * @param packageId the id that the service gave it
     */
    public CompletableFuture<ProductPackage> onePackage(ProductKey product, String packageId) {
        Subject subject = Subject.of("Get product package", product, "package " + packageId);
        StoreRequest request = get(subject, product, "Packages", packageId).withConfidentialAnswer();
        return read(request, WirePackage.class, wire -> wire.packageOf(subject, packageId));
    }

    private static StoreRequest get(String operation, ProductKey product, String... rest) {
        return get(Subject.of(operation, product), product, rest);
    }

    private static StoreRequest get(Subject subject, ProductKey product, String... rest) {
        String[] path = new String[rest.length + 3];
        path[0] = "Products";
        path[1] = product.productId();
        path[2] = product.skuId();
        System.arraycopy(rest, 0, path, 3, rest.length);
        return StoreRequest.of(subject, "GET", path);
    }

    private <W, T> CompletableFuture<T> read(StoreRequest request, Class<W> type, Function<W, T> checked) {
        return retries.run(
                StoreClient.IS_RETRYABLE_READ,
                isRepeat -> exchange.send(request, type, isRepeat).thenApply(checked));
    }
}
