package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.BulkSeatsFields;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatChange;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatsArguments;
import io.jenkins.plugins.msstore.steps.BulkSeatsStep;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code storeSeatsBulk}: assigns or reclaims the seats of many users and archives a report. */
public final class BulkSeatsBuilder extends ProductBuilder {

    private static final String SYMBOL = "storeSeatsBulk";

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
    public BulkSeatsBuilder(String productId, String skuId, String action) {
        super(productId, skuId);
        this.action = action;
    }

    public String getAction() {
        return action;
    }

    @Override
    StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException {
        return new BulkSeatChange(new BulkSeatsArguments(
                expanded.of(getProductId()),
                expanded.of(getSkuId()),
                expanded.of(action),
                // Job DSL binds an empty list if the script names no users
                users == null || users.isEmpty() ? null : expanded.ofLines(users),
                expanded.ofOptional(usersFile),
                expanded.ofOptional(column),
                batchSize,
                expanded.ofOptional(onFailure),
                dryRun,
                ignoreCapacity,
                ignoreMissing,
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
    public static final class DescriptorImpl extends StoreBuilderDescriptor implements BulkSeatsFields {

        public DescriptorImpl() {
            super(BulkSeatsStep.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.BulkSeatsBuilder_displayName();
        }
    }
}
