package io.jenkins.plugins.msstore.steps;

/** Base of the steps on the seat of one user. */
public abstract class SeatStep extends ProductStep {

    private static final long serialVersionUID = 1L;

    private final String userName;

    /**
     * @param productId as it was typed
     * @param skuId as it was typed
     * @param userName as it was typed
     */
    protected SeatStep(String productId, String skuId, String userName) {
        super(productId, skuId);
        this.userName = userName;
    }

    public final String getUserName() {
        return userName;
    }
}
