package io.jenkins.plugins.msstore.simulator;

/** Operations of the service; requests are counted and faults are matched by operation. */
public enum Operation {
    /** {@code POST /{tenant}/oauth2/v2.0/token}: an access token by client credentials. */
    TOKEN,
    /** OpenID configuration and instance discovery of the authority. */
    DISCOVERY,
    /** {@code GET /V1/Inventory}. */
    GET_INVENTORY,
    /** {@code GET /V1/Products/{productId}/{skuId}}. */
    GET_PRODUCT,
    /** {@code GET /V1/Products/{productId}/{skuId}/LocalizedDetails/{language}}. */
    GET_LOCALIZED_DETAILS,
    /** {@code GET /V1/Products/{productId}/{skuId}/Packages}. */
    GET_PACKAGES,
    /** {@code GET /V1/Products/{productId}/{skuId}/Packages/{packageId}}. */
    GET_PACKAGE,
    /** {@code GET} of a package's file from the CDN, which is no part of the Store. */
    DOWNLOAD,
    /** {@code POST /V1/Products/{productId}/{skuId}/OfflineLicense/{contentId}}. */
    GET_OFFLINE_LICENSE,
    /** {@code GET /V1/Inventory/{productId}/{skuId}/Seats}. */
    GET_SEATS,
    /** {@code GET /V1/Inventory/{productId}/{skuId}/Seats/{username}}. */
    GET_SEAT,
    /** {@code POST /V1/Inventory/{productId}/{skuId}/Seats/{username}}. */
    ASSIGN_SEAT,
    /** {@code DELETE /V1/Inventory/{productId}/{skuId}/Seats/{username}}, or POST, see {@link ReclaimMethod}. */
    RECLAIM_SEAT,
    /** {@code POST /V1/Inventory/{productId}/{skuId}/Seats}: up to 25 users at once. */
    BULK_SEATS,
    /** {@code GET /V1/Users/{username}/Seats}. */
    GET_USER_SEATS,
    /** Anything else: an unknown path, or a known one with a method it does not have. */
    UNKNOWN;

    /** Whether the Store serves this operation; otherwise the authority or the CDN does. */
    public boolean isStoreOperation() {
        return this != TOKEN && this != DISCOVERY && this != DOWNLOAD;
    }
}
