package io.jenkins.plugins.msstore.steps;

/** Base of the steps on one product. */
public abstract class ProductStep extends StoreStep {

    private static final long serialVersionUID = 1L;

    private final String productId;
    private final String skuId;

    /**
     * @param productId as it was typed
     * @param skuId as it was typed
     */
    protected ProductStep(String productId, String skuId) {
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
