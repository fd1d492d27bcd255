package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.SeatFields;
import io.jenkins.plugins.msstore.operation.ReclaimSeat;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code msStoreReclaimSeat}: reclaims a user's seat and returns it. */
public final class ReclaimSeatStep extends SeatStep {

    private static final long serialVersionUID = 1L;

    @DataBoundSetter
    public boolean ignoreMissing;

    @DataBoundConstructor
    public ReclaimSeatStep(String productId, String skuId, String userName) {
        super(productId, skuId, userName);
    }

    @Override
    StoreOperation operation() {
        return new ReclaimSeat(getProductId(), getSkuId(), getUserName(), ignoreMissing);
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements SeatFields {

        @Override
        public String getFunctionName() {
            return "msStoreReclaimSeat";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ReclaimSeatStep_displayName();
        }
    }
}
