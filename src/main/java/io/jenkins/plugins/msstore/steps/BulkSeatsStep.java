package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.BulkSeatsFields;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatChange;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatsArguments;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code msStoreBulkSeats}: assigns or reclaims the seats of many users, archives a report and returns the counts. */
public final class BulkSeatsStep extends ProductStep {

    private static final long serialVersionUID = 1L;

    @DataBoundSetter
    public List<String> users;

    @DataBoundSetter
    public String usersFile;

    @DataBoundSetter
    public String column;

    @DataBoundSetter
    public int batchSize = BulkSeatsFields.DEFAULT_BATCH_SIZE;

    @DataBoundSetter
    public String onFailure = BulkSeatsFields.DEFAULT_ON_FAILURE;

    @DataBoundSetter
    public boolean dryRun;

    @DataBoundSetter
    public boolean ignoreCapacity;

    @DataBoundSetter
    public boolean ignoreMissing;

    @DataBoundSetter
    public boolean allowEmpty;

    @DataBoundSetter
    public String reportName;

    @DataBoundSetter
    public int resultLimit = BulkSeatsFields.DEFAULT_RESULT_LIMIT;

    private final String action;

    @DataBoundConstructor
    public BulkSeatsStep(String productId, String skuId, String action) {
        super(productId, skuId);
        this.action = action;
    }

    public String getAction() {
        return action;
    }

    @Override
    StoreOperation operation() {
        return new BulkSeatChange(new BulkSeatsArguments(
                getProductId(),
                getSkuId(),
                action,
                users,
                usersFile,
                column,
                batchSize,
                onFailure,
                dryRun,
                ignoreCapacity,
                ignoreMissing,
                allowEmpty,
                reportName,
                resultLimit));
    }

    @Override
    boolean needsWorkspace() {
        return Util.fixEmpty(usersFile) != null;
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements BulkSeatsFields {

        @Override
        public String getFunctionName() {
            return "msStoreBulkSeats";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.BulkSeatsStep_displayName();
        }
    }
}
