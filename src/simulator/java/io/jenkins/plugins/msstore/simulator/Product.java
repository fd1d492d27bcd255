package io.jenkins.plugins.msstore.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A product of the organisation's inventory. Immutable; the methods return changed copies.
 *
 * @param key product id and SKU id, in the spelling that answers carry
 * @param licenseType online (seats) or offline (licenses)
 * @param distribution whether seats are counted
 * @param seatCapacity the seats owned; matters for {@link Distribution#RESTRICTED} alone
 * @param packageFamilyName the package family name
 * @param contents the contents with an offline license; empty for online products
 * @param packages the packages of its files
 * @param owned false for a product that the Store knows but the organisation does not own: not in the inventory
 * @param lastModified the time of the inventory entry's last change
 */
public record Product(
        ProductKey key,
        LicenseType licenseType,
        Distribution distribution,
        long seatCapacity,
        String packageFamilyName,
        List<OfflineContent> contents,
        List<AppPackage> packages,
        boolean owned,
        Instant lastModified) {

    /** The capacity that the simulator shows for a product without limit. */
    public static final long UNLIMITED = Integer.MAX_VALUE;

    /** The languages that every product has texts in. */
    static final List<String> LANGUAGES = List.of("en-us", "de-de");

    private static final Instant LAST_MODIFIED = Instant.parse("2020-05-04T03:02:01Z");

    public Product {
        contents = List.copyOf(contents);
        packages = List.copyOf(packages);
    }

    /** An owned product with seats for all users. */
    public static Product online(String productId, String skuId) {
        return new Product(
                new ProductKey(productId, skuId),
                LicenseType.ONLINE,
                Distribution.OPEN,
                UNLIMITED,
                "Contoso.App" + productId + "_8wekyb3d8bbwe",
                List.of(),
                List.of(),
                true,
                LAST_MODIFIED);
    }

    /** An owned product with offline licenses, so far for no content. */
    public static Product offline(String productId, String skuId) {
        return new Product(
                new ProductKey(productId, skuId),
                LicenseType.OFFLINE,
                Distribution.OPEN,
                UNLIMITED,
                "Contoso.App" + productId + "_8wekyb3d8bbwe",
                List.of(),
                List.of(),
                true,
                LAST_MODIFIED);
    }

    /** The same product with a limited number of seats. */
    public Product restricted(long seats) {
        return new Product(
                key,
                licenseType,
                Distribution.RESTRICTED,
                seats,
                packageFamilyName,
                contents,
                packages,
                owned,
                lastModified);
    }

    /** The same product with another package family name. */
    public Product packageFamilyName(String name) {
        return new Product(key, licenseType, distribution, seatCapacity, name, contents, packages, owned, lastModified);
    }

    /** The same product with one more content, whose offline license is well-formed XML. */
    public Product content(String contentId) {
        return content(contentId, LicenseVariant.XML);
    }

    /** The same product with one more content. */
    public Product content(String contentId, LicenseVariant variant) {
        List<OfflineContent> more = new ArrayList<>(contents);
        more.add(new OfflineContent(contentId, variant));
        return new Product(
                key, licenseType, distribution, seatCapacity, packageFamilyName, more, packages, owned, lastModified);
    }

    /** The same product with one more package. */
    public Product appPackage(AppPackage file) {
        List<AppPackage> more = new ArrayList<>(packages);
        more.add(file);
        return new Product(
                key, licenseType, distribution, seatCapacity, packageFamilyName, contents, more, owned, lastModified);
    }

    /** The same product without a package. */
    public Product withoutPackages() {
        return new Product(
                key,
                licenseType,
                distribution,
                seatCapacity,
                packageFamilyName,
                contents,
                List.of(),
                owned,
                lastModified);
    }

    /** The same product, known to the Store but not owned by the organisation. */
    public Product notOwned() {
        return new Product(
                key,
                licenseType,
                distribution,
                seatCapacity,
                packageFamilyName,
                contents,
                packages,
                false,
                lastModified);
    }

    /** The same product, last modified at another time. */
    public Product lastModified(Instant time) {
        return new Product(
                key, licenseType, distribution, seatCapacity, packageFamilyName, contents, packages, owned, time);
    }
}
