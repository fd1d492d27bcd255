package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.SyncSeatsFields;
import io.jenkins.plugins.msstore.fields.WholeNumberOrText;
import io.jenkins.plugins.msstore.operation.sync.SyncSeats;
import io.jenkins.plugins.msstore.operation.sync.SyncSeatsArguments;
import io.jenkins.plugins.msstore.steps.SyncSeatsStep;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code storeSeatsSync}: gives the users of a list a seat and takes it from all others, within limits. */
public final class SyncSeatsBuilder extends ProductBuilder {

    private static final String SYMBOL = "storeSeatsSync";

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
    public SyncSeatsBuilder(String productId, String skuId) {
        super(productId, skuId);
    }

    /** A variable without a value leaves a blank mode, limit, digest or protected user, which the operation refuses. */
    @Override
    StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException {
        return new SyncSeats(new SyncSeatsArguments(
                expanded.of(getProductId()),
                expanded.of(getSkuId()),
                // Job DSL binds an empty list if the script names no users
                users == null || users.isEmpty() ? null : expanded.ofLines(users),
                expanded.ofOptional(usersFile),
                expanded.ofOptional(column),
                expanded.of(mode),
                expanded.of(maxRemovals),
                expanded.ofLinesOrBlank(protectedUsers),
                expanded.of(expectedPlan),
                dryRun,
                expanded.ofOptional(onFailure),
                ignoreCapacity,
                allowEmpty,
                expanded.ofOptional(reportName),
                resultLimit));
    }

    @Override
    public boolean requiresWorkspace() {
        return Util.fixEmpty(usersFile) != null;
    }

    @Override
    String symbol() {
        return SYMBOL;
    }

    @Extension
    @Symbol(SYMBOL)
    public static final class DescriptorImpl extends StoreBuilderDescriptor implements SyncSeatsFields {

        public DescriptorImpl() {
            super(SyncSeatsStep.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SyncSeatsBuilder_displayName();
        }
    }
}
