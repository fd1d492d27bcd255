package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.SeatFields;
import io.jenkins.plugins.msstore.operation.ReclaimSeat;
import io.jenkins.plugins.msstore.steps.ReclaimSeatStep;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code storeSeatReclaim}: reclaims a user's seat. */
public final class ReclaimSeatBuilder extends ProductBuilder {

    private static final String SYMBOL = "storeSeatReclaim";

    @DataBoundSetter
    public boolean ignoreMissing;

    private final String userName;

    @DataBoundConstructor
    public ReclaimSeatBuilder(String productId, String skuId, String userName) {
        super(productId, skuId);
        this.userName = userName;
    }

    public String getUserName() {
        return userName;
    }

    @Override
    StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException {
        return new ReclaimSeat(
                expanded.of(getProductId()), expanded.of(getSkuId()), expanded.of(userName), ignoreMissing);
    }

    @Override
    String symbol() {
        return SYMBOL;
    }

    @Extension
    @Symbol(SYMBOL)
    public static final class DescriptorImpl extends StoreBuilderDescriptor implements SeatFields {

        public DescriptorImpl() {
            super(ReclaimSeatStep.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ReclaimSeatBuilder_displayName();
        }
    }
}
