package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.SeatListFields;
import io.jenkins.plugins.msstore.operation.listing.ListSeats;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code msStoreListSeats}: lists the seats of a product or of a user, and archives a report. */
public final class ListSeatsStep extends ListStep {

    private static final long serialVersionUID = 1L;

    @DataBoundSetter
    public String productId;

    @DataBoundSetter
    public String skuId;

    @DataBoundSetter
    public String userName;

    @DataBoundConstructor
    public ListSeatsStep() {}

    @Override
    StoreOperation operation() {
        return new ListSeats(
                Util.fixEmpty(productId),
                Util.fixEmpty(skuId),
                Util.fixEmpty(userName),
                Util.fixEmpty(reportName),
                resultLimit);
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements SeatListFields {

        @Override
        public String getFunctionName() {
            return "msStoreListSeats";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ListSeatsStep_displayName();
        }
    }
}
