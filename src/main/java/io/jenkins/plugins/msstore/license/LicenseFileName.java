package io.jenkins.plugins.msstore.license;

import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.regex.Pattern;

/**
 * The common base name of a license's files, {@code <productId>-<skuId>-<contentId>}. An id that is not allowed in file
 * names on every system, or would lead out of the folder, is rejected and not rewritten.
 *
 * @param base the name without an extension
 */
public record LicenseFileName(String base) {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]+");

    private static final int MAX_CHARACTERS = 80;

    /**
     * @throws InvalidParameterException naming the id that is not allowed in a file name
     */
    public static LicenseFileName of(ProductKey product, ContentId contentId) {
        return new LicenseFileName(safe("productId", product.productId()) + "-" + safe("skuId", product.skuId()) + "-"
                + safe("contentId", contentId.text()));
    }

    private static String safe(String parameter, String id) {
        if (!SAFE.matcher(id).matches() || id.length() > MAX_CHARACTERS) {
            throw new InvalidParameterException(
                    parameter,
                    id,
                    "cannot be part of a file name: it may have up to " + MAX_CHARACTERS
                            + " letters, digits, '.', '_' and '-'");
        }
        return id;
    }
}
