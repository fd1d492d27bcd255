package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operations on products and their licenses. */
final class ProductOperations {
    private static final int MAX_PAGE = 1000;

    private final Catalog catalog;
    private final String requestorId;
    private final boolean emptyTokens;
    private final Cdn cdn;

    /**
     * @param requestorId the organisation, as offline licenses name it
     * @param cdn holds the packages' files
     */
    ProductOperations(Catalog catalog, String requestorId, boolean emptyTokens, Cdn cdn) {
        this.catalog = catalog;
        this.cdn = cdn;
        this.requestorId = requestorId;
        this.emptyTokens = emptyTokens;
    }

    JsonNode inventory(Call call) {
        Page page = Page.of(call, MAX_PAGE);
        Set<String> types = licenseTypes(call);
        Instant since = modifiedSince(call);
        List<SeatBook> entries = catalog.after(page.after()).stream()
                .filter(book -> book.product().owned())
                .filter(book -> types.isEmpty()
                        || types.contains(book.product().licenseType().name()))
                .filter(book -> !book.product().lastModified().isBefore(since))
                .limit(page.size() + 1L)
                .toList();
        return page.render(
                "inventoryEntries",
                entries,
                book -> book.product().key().folded(),
                StoreJson::inventoryEntry,
                emptyTokens);
    }

    JsonNode details(Call call) {
        return StoreJson.productDetails(product(call));
    }

    JsonNode localizedDetails(Call call) {
        Product product = product(call);
        String language = call.target().item();
        if (!language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
            throw StoreError.invalidParameter("language", "Invalid parameter", "Not a language")
                    .asException();
        }
        return Product.LANGUAGES.stream()
                .filter(language::equalsIgnoreCase)
                .findFirst()
                .map(known -> StoreJson.localizedDetails(product, known))
                .orElseThrow(() -> StoreError.notFound("LocalizedDetails", product.key() + "/" + language)
                        .asException());
    }

    JsonNode packages(Call call) {
        Product product = ownedProduct(call);
        ObjectNode set = StoreJson.object().put("packageSetId", product.key().folded() + "-packages");
        ArrayNode packages = set.putArray("productPackages");
        product.packages().forEach(file -> packages.add(json(file, call)));
        return set;
    }

    JsonNode onePackage(Call call) {
        Product product = ownedProduct(call);
        String asked = call.target().item();
        return product.packages().stream()
                .flatMap(file -> Stream.concat(Stream.of(file), file.dependencies().stream()))
                .filter(file -> file.packageId().equalsIgnoreCase(asked))
                .findFirst()
                .map(file -> json(file, call))
                .orElseThrow(() -> StoreError.notFound("Package", product.key() + "/" + asked)
                        .asException());
    }

    private ObjectNode json(AppPackage file, Call call) {
        ObjectNode node = StoreJson.appPackage(file, cdn.sign(file, call.receivedAt()));
        ArrayNode dependencies = node.putArray("frameworkDependencyPackages");
        file.dependencies().forEach(dependency -> dependencies.add(json(dependency, call)));
        return node;
    }

    private Product ownedProduct(Call call) {
        Product product = product(call);
        if (!product.owned()) {
            throw StoreError.conflict("Not owned").asException();
        }
        return product;
    }

    JsonNode offlineLicense(Call call) {
        Product product = ownedProduct(call);
        if (product.licenseType() != LicenseType.OFFLINE) {
            throw StoreError.conflict("Not offline").asException();
        }
        String asked = call.target().item();
        OfflineContent content = product.contents().stream()
                .filter(candidate -> candidate.contentId().equalsIgnoreCase(asked))
                .findFirst()
                .orElseThrow(() -> StoreError.notFound("ContentId", product.key() + "/" + asked)
                        .asException());
        OfflineLicenseDocument document = new OfflineLicenseDocument(product, content, requestorId);
        ObjectNode license = StoreJson.object()
                .put("licenseBlob", document.blob())
                .put("licenseInstanceId", document.licenseInstanceId())
                .put("requestorId", requestorId)
                .put("contentId", content.contentId());
        license.set("productKey", StoreJson.productKey(product.key()));
        return license;
    }

    private Product product(Call call) {
        ProductKey key = call.target().product();
        return catalog.find(key)
                .orElseThrow(() -> StoreError.inventoryNotFound(key).asException())
                .product();
    }

    private static Set<String> licenseTypes(Call call) {
        return call.parameters().getOrDefault("licenseTypes", List.of()).stream()
                .map(type -> type.toUpperCase(Locale.ROOT))
                .peek(type -> {
                    if (!type.equals("ONLINE") && !type.equals("OFFLINE")) {
                        throw StoreError.invalidParameter("licenseTypes", "Invalid parameter", "online or offline")
                                .asException();
                    }
                })
                .collect(Collectors.toSet());
    }

    private static Instant modifiedSince(Call call) {
        String since = call.parameter("modifiedSince");
        if (since == null) {
            return Instant.MIN;
        }
        try {
            return OffsetDateTime.parse(since).toInstant();
        } catch (DateTimeParseException e) {
            throw StoreError.invalidParameter("modifiedSince", "Invalid parameter", "Not an ISO 8601 date-time")
                    .asException();
        }
    }
}
