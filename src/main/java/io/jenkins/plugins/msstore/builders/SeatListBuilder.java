package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.SeatListFields;
import io.jenkins.plugins.msstore.operation.listing.ListSeats;
import io.jenkins.plugins.msstore.steps.ListSeatsStep;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code storeSeatList}: lists the seats of a product or of a user, and archives a report. */
public final class SeatListBuilder extends ListBuilder {

    private static final String SYMBOL = "storeSeatList";

    @DataBoundSetter
    public String productId;

    @DataBoundSetter
    public String skuId;

    @DataBoundSetter
    public String userName;

    @DataBoundConstructor
    public SeatListBuilder() {}

    @Override
    StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException {
        return new ListSeats(
                expanded.ofOptional(productId),
                expanded.ofOptional(skuId),
                expanded.ofOptional(userName),
                expanded.ofOptional(reportName),
                resultLimit);
    }

    @Override
    String symbol() {
        return SYMBOL;
    }

    @Extension
    @Symbol(SYMBOL)
    public static final class DescriptorImpl extends StoreBuilderDescriptor implements SeatListFields {

        public DescriptorImpl() {
            super(ListSeatsStep.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SeatListBuilder_displayName();
        }
    }
}
