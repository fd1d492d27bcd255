package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.SeatFields;
import io.jenkins.plugins.msstore.operation.AssignSeat;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code msStoreAssignSeat}: assigns a seat to a user and returns the seat. */
public final class AssignSeatStep extends SeatStep {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public AssignSeatStep(String productId, String skuId, String userName) {
        super(productId, skuId, userName);
    }

    @Override
    StoreOperation operation() {
        return new AssignSeat(getProductId(), getSkuId(), getUserName());
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements SeatFields {

        @Override
        public String getFunctionName() {
            return "msStoreAssignSeat";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AssignSeatStep_displayName();
        }
    }
}
