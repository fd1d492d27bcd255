package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.SeatFields;
import io.jenkins.plugins.msstore.operation.AssignSeat;
import io.jenkins.plugins.msstore.steps.AssignSeatStep;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code storeSeatAssign}: assigns a seat to a user. */
public final class AssignSeatBuilder extends ProductBuilder {

    private static final String SYMBOL = "storeSeatAssign";

    private final String userName;

    @DataBoundConstructor
    public AssignSeatBuilder(String productId, String skuId, String userName) {
        super(productId, skuId);
        this.userName = userName;
    }

    public String getUserName() {
        return userName;
    }

    @Override
    StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException {
        return new AssignSeat(expanded.of(getProductId()), expanded.of(getSkuId()), expanded.of(userName));
    }

    @Override
    String symbol() {
        return SYMBOL;
    }

    @Extension
    @Symbol(SYMBOL)
    public static final class DescriptorImpl extends StoreBuilderDescriptor implements SeatFields {

        public DescriptorImpl() {
            super(AssignSeatStep.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AssignSeatBuilder_displayName();
        }
    }
}
