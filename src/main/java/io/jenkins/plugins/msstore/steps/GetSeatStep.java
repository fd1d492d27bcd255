package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.SeatFields;
import io.jenkins.plugins.msstore.operation.GetSeat;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code msStoreGetSeat}: reads a user's seat and returns it, or null if the user has none. */
public final class GetSeatStep extends SeatStep {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public GetSeatStep(String productId, String skuId, String userName) {
        super(productId, skuId, userName);
    }

    @Override
    StoreOperation operation() {
        return new GetSeat(getProductId(), getSkuId(), getUserName());
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements SeatFields {

        @Override
        public String getFunctionName() {
            return "msStoreGetSeat";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.GetSeatStep_displayName();
        }
    }
}
