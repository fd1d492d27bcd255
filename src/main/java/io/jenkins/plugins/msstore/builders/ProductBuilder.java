package io.jenkins.plugins.msstore.builders;

/** Base of the build steps on one product. */
public abstract class ProductBuilder extends StoreBuilder {

    private final String productId;
    private final String skuId;

    /**
     * @param productId as it was typed
     * @param skuId as it was typed
     */
    protected ProductBuilder(String productId, String skuId) {
        this.productId = productId;
        this.skuId = skuId;
    }

    public final String getProductId() {
        return productId;
    }

    public final String getSkuId() {
        return skuId;
    }
}
