package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.SyncSeatsFields;
import io.jenkins.plugins.msstore.fields.WholeNumberOrText;
import io.jenkins.plugins.msstore.operation.sync.SyncSeats;
import io.jenkins.plugins.msstore.operation.sync.SyncSeatsArguments;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code msStoreSyncSeats}: gives the users of a list a seat and takes it from all others, within limits. */
public final class SyncSeatsStep extends ProductStep {

    private static final long serialVersionUID = 1L;

    @DataBoundSetter
    public List<String> users;

    @DataBoundSetter
    public String usersFile;

    @DataBoundSetter
    public String column;

    @DataBoundSetter
    public String mode = SyncSeatsFields.DEFAULT_MODE;

    @DataBoundSetter
    @WholeNumberOrText
    public String maxRemovals = SyncSeatsFields.DEFAULT_MAX_REMOVALS;

    @DataBoundSetter
    public List<String> protectedUsers;

    @DataBoundSetter
    public String expectedPlan;

    @DataBoundSetter
    public boolean dryRun;

    @DataBoundSetter
    public String onFailure = SyncSeatsFields.DEFAULT_ON_FAILURE;

    @DataBoundSetter
    public boolean ignoreCapacity;

    @DataBoundSetter
    public boolean allowEmpty;

    @DataBoundSetter
    public String reportName;

    @DataBoundSetter
    public int resultLimit = SyncSeatsFields.DEFAULT_RESULT_LIMIT;

    @DataBoundConstructor
    public SyncSeatsStep(String productId, String skuId) {
        super(productId, skuId);
    }

    @Override
    StoreOperation operation() {
        return new SyncSeats(new SyncSeatsArguments(
                getProductId(),
                getSkuId(),
                users,
                usersFile,
                column,
                mode,
                maxRemovals,
                protectedUsers,
                expectedPlan,
                dryRun,
                onFailure,
                ignoreCapacity,
                allowEmpty,
                reportName,
                resultLimit));
    }

    @Override
    boolean needsWorkspace() {
        return Util.fixEmpty(usersFile) != null;
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements SyncSeatsFields {

        @Override
        public String getFunctionName() {
            return "msStoreSyncSeats";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SyncSeatsStep_displayName();
        }
    }
}
