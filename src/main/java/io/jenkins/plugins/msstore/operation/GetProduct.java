package io.jenkins.plugins.msstore.operation;

import io.jenkins.plugins.msstore.bulk.PlainValues;
import io.jenkins.plugins.msstore.client.StoreProducts;
import io.jenkins.plugins.msstore.client.model.AlternateId;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.LocalizedProduct;
import io.jenkins.plugins.msstore.client.model.Platform;
import io.jenkins.plugins.msstore.client.model.ProductDetails;
import io.jenkins.plugins.msstore.client.model.ProductImage;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Gets a product's details, and its texts and images in some languages. */
@Restricted(NoExternalUse.class)
public final class GetProduct implements StoreOperation {

    private final ProductKey product;
    private final Set<Language> languages;

    /**
     * @param languages the languages of texts and images; may be empty
     * @throws io.jenkins.plugins.msstore.util.InvalidParameterException naming the argument that is not valid
     */
    public GetProduct(String productId, String skuId, List<String> languages) {
        this.product = ProductKey.of(productId, skuId);
        this.languages = languages.stream().map(Language::of).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public OperationDescription describe() {
        return OperationDescription.of(OperationKind.PRODUCT, product);
    }

    @Override
    public CompletableFuture<Map<String, Object>> start(StoreSession session) {
        StoreProducts products = session.client().products();
        return products.details(product)
                .thenCompose(details -> localized(products).thenApply(texts -> result(session, details, texts)));
    }

    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session) {
        return start(session);
    }

    /** Asks for one language after the other: a product has few, and the first that it lacks ends the operation. */
    private CompletableFuture<Map<String, Object>> localized(StoreProducts products) {
        CompletableFuture<Map<String, Object>> all = CompletableFuture.completedFuture(new LinkedHashMap<>());
        for (Language language : languages) {
            all = all.thenCompose(texts -> products.localizedDetails(product, language)
                    .thenApply(localized -> {
                        texts.put(language.text(), plain(localized));
                        return texts;
                    }));
        }
        return all;
    }

    private Map<String, Object> result(StoreSession session, ProductDetails details, Map<String, Object> localized) {
        session.log("Got the details of " + product
                + (localized.isEmpty() ? "" : " in " + String.join(", ", localized.keySet())));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("productKey", PlainValues.of(details.productKey()));
        result.put("productType", details.productType());
        result.put("supportedLanguages", new ArrayList<>(details.supportedLanguages()));
        result.put("publisherId", details.publisherId());
        result.put("category", details.category());
        result.put("alternateIds", plain(details.alternateIds(), GetProduct::plain));
        result.put("packageFamilyName", details.packageFamilyName());
        result.put("supportedPlatforms", plain(details.supportedPlatforms(), GetProduct::plain));
        result.put("localized", localized);
        return result;
    }

    private static <T> List<Object> plain(Collection<T> values, Function<T, Object> plain) {
        return values.stream().map(plain).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<String, Object> plain(LocalizedProduct localized) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("displayName", localized.displayName());
        map.put("description", localized.description());
        map.put("publisherName", localized.publisherName());
        map.put("publisherWebsite", localized.publisherWebsite());
        map.put("images", plain(localized.images(), GetProduct::plain));
        return map;
    }

    private static Map<String, Object> plain(AlternateId id) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", id.type());
        map.put("value", id.value());
        return map;
    }

    private static Map<String, Object> plain(Platform platform) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("platformName", platform.platformName());
        map.put("minVersion", platform.minVersion());
        map.put("maxTestedVersion", platform.maxTestedVersion());
        return map;
    }

    private static Map<String, Object> plain(ProductImage image) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("location", image.location());
        map.put("purpose", image.purpose());
        map.put("height", image.height());
        map.put("width", image.width());
        map.put("caption", image.caption());
        map.put("backgroundColor", image.backgroundColor());
        map.put("foregroundColor", image.foregroundColor());
        map.put("fileSize", image.fileSize());
        return map;
    }
}
